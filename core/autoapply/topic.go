package autoapply

import "strings"

// Topic is what a field asks for, whatever words and language the form uses.
type Topic string

// The topics.
const (
	TopicFirstName         Topic = "first_name"
	TopicLastName          Topic = "last_name"
	TopicFullName          Topic = "full_name"
	TopicPreferredName     Topic = "preferred_name"
	TopicEmail             Topic = "email"
	TopicPhone             Topic = "phone"
	TopicPhoneCountry      Topic = "phone_country"
	TopicCountry           Topic = "country"
	TopicLocation          Topic = "location"
	TopicLinkedIn          Topic = "linkedin"
	TopicGitHub            Topic = "github"
	TopicWebsite           Topic = "website"
	TopicResume            Topic = "resume"
	TopicCoverLetter       Topic = "cover_letter"
	TopicCurrentCompany    Topic = "current_company"
	TopicCurrentTitle      Topic = "current_title"
	TopicYearsExperience   Topic = "years_experience"
	TopicWorkAuthorization Topic = "work_authorization"
	TopicSponsorship       Topic = "sponsorship"
	TopicRelocation        Topic = "relocation"
	TopicSalary            Topic = "salary"
	TopicNoticePeriod      Topic = "notice_period"
	TopicStartDate         Topic = "start_date"
	TopicHowHeard          Topic = "how_heard"
	TopicPronouns          Topic = "pronouns"
	TopicGender            Topic = "gender"
	TopicRace              Topic = "race"
	TopicVeteran           Topic = "veteran"
	TopicDisability        Topic = "disability"
	TopicOrientation       Topic = "orientation"
	TopicReligion          Topic = "religion"
	TopicAge               Topic = "age"
	TopicHealth            Topic = "health"
	TopicCriminalRecord    Topic = "criminal_record"
	TopicConsent           Topic = "consent"
	TopicIdentityNumber    Topic = "identity_number"
	TopicBankAccount       Topic = "bank_account"
	TopicCustom            Topic = "custom"
)

// Sensitive tells whether a topic may be answered only from what the person said
// explicitly: never guessed, derived or written by a model.
func (t Topic) Sensitive() bool {
	switch t {
	case TopicConsent, TopicWorkAuthorization, TopicSponsorship, TopicSalary, TopicGender, TopicRace, TopicVeteran,
		TopicDisability, TopicOrientation, TopicReligion, TopicAge, TopicHealth, TopicCriminalRecord, TopicPronouns,
		TopicIdentityNumber, TopicBankAccount:
		return true
	default:
		return false
	}
}

// Stops tells whether a form that asks this is handed over to the person at once.
func (t Topic) Stops() bool { return t == TopicIdentityNumber || t == TopicBankAccount }

// Classify finds the topic of a field from what the platform calls it, its label in
// any of the known languages, its kind and its options. What is not recognised for
// sure is TopicCustom: a wrong topic would put a wrong answer into a form.
func Classify(label, key string, kind Kind, options []Option) Topic {
	if t, ok := keyTopics[strings.ToLower(strings.TrimSpace(key))]; ok {
		return t
	}
	words := " " + normalise(label) + " "
	count := strings.Count(words, " ") - 1
	for _, rule := range labelRules {
		if rule.maxWords > 0 && count > rule.maxWords || !rule.fits(kind) {
			continue
		}
		for _, phrase := range rule.phrases {
			if strings.Contains(words, " "+phrase+" ") {
				return rule.topic
			}
		}
	}
	switch {
	case kind == KindEmail && count <= 6:
		return TopicEmail
	case kind == KindPhone && count <= 6:
		return TopicPhone
	}
	return byOptions(options)
}

// byOptions recognises the fixed answer sets of equal-opportunity questions, whose
// labels vary more than their answers.
func byOptions(options []Option) Topic {
	var all strings.Builder
	for _, o := range options {
		all.WriteString(" " + normalise(o.Label) + " |")
	}
	offers := func(phrase string) bool { return strings.Contains(all.String(), " "+phrase+" ") }
	switch {
	case offers("protected veteran"):
		return TopicVeteran
	case offers("have a disability"):
		return TopicDisability
	case offers("black or african american") || offers("hispanic or latino"):
		return TopicRace
	case offers("female") && offers("male"), offers("woman") && offers("man"):
		return TopicGender
	case offers("she her") && offers("he him"):
		return TopicPronouns
	}
	return TopicCustom
}
