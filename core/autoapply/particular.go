package autoapply

import "strings"

// particularPhrases mark questions about the employer or the opening, in the form that
// normalise gives. "tell us" is not among them: what one tells may be the same for all.
var particularPhrases = []string{
	"why", "join us", "with us", "for us", "about us", "our", "this role", "this position", "this job", "this company", "this team", "this opportunity",
	"warum", "wieso", "bei uns", "unser", "unsere", "unserem", "unseren", "unserer", "diese stelle", "diese position", "dieser stelle", "dieser position",
	"pourquoi", "notre", "chez nous", "ce poste", "por que", "nuestra", "nuestro", "este puesto", "perche", "la nostra", "questa posizione",
	"waarom", "onze", "deze functie",
}

// Particular tells whether the answer to a question is about one employer or opening,
// so that it must not be offered to the next: letters, how one heard of them, and
// questions that name them or ask why. Facts such as a notice period are the same for all.
func Particular(topic Topic, label, employer string) bool {
	switch topic {
	case TopicCoverLetter, TopicHowHeard:
		return true
	case TopicCustom, TopicSalary, TopicStartDate, TopicRelocation:
	default:
		return false
	}
	words := " " + normalise(label) + " "
	if name := normalise(employer); name != "" && strings.Contains(words, " "+name+" ") {
		return true
	}
	for _, phrase := range particularPhrases {
		if strings.Contains(words, " "+phrase+" ") {
			return true
		}
	}
	return false
}
