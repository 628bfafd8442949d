package jobs

import "strings"

// Effort is how much work applying is, as far as the feed states the form.
type Effort struct {
	Stated    bool // false: the feed does not show its questions, and all else is zero
	Questions int  // that a person answers: all but the standard ones, optional ones included
	Required  int
	Essays    int // answers of paragraphs, cover letter included where it is required
	Minutes   int
}

// EffortRule is the rule behind Effort.Minutes, to be shown beside the figure.
const EffortRule = "3 minutes for name, contact and resume, half a minute for each further question, 6 more for each long answer that is required; rounded up."

// EffortOf estimates the work that a form's questions are, by EffortRule. A file that is
// optional and a survey that is optional cost nothing.
func EffortOf(questions []Question) Effort {
	if questions == nil {
		return Effort{}
	}
	e := Effort{Stated: true}
	halves := 6
	for _, q := range questions {
		essay := q.Kind == QuestionLongText || q.Kind == QuestionFile && strings.Contains(strings.ToLower(q.Label), "cover letter")
		if q.Required {
			e.Required++
		}
		if essay && q.Required {
			e.Essays++
			halves += 12
		}
		if q.Group == GroupStandard || q.Group == GroupDemographic && !q.Required {
			continue
		}
		e.Questions++
		halves++
	}
	e.Minutes = (halves + 1) / 2
	return e
}
