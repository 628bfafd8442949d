package autoapplysvc

import (
	"slices"
	"strings"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/resumes"
)

// known is what the person said: the profile's facts, the picked resume and the answer
// bank. Answers are found in it and never guessed; questions of law, pay, health and
// origin are answered only from what the person said to the very same question.
type known struct {
	profile profile.Profile
	bank    []profile.Answer
	resume  resumes.Resume
	// employer is whom the answers are for: what was said to another one about them is
	// none of its business.
	employer string
}

// answer gives every field, other than hidden ones, with its answer and origin.
// Fields without an answer are in it too, so that all can be shown.
func (k known) answer(fields []autoapply.Field) []applications.Answer {
	answers := make([]applications.Answer, 0, len(fields))
	for _, field := range fields {
		if field.Kind == autoapply.KindHidden {
			continue
		}
		answers = append(answers, k.one(field))
	}
	return answers
}

func (k known) one(field autoapply.Field) applications.Answer {
	a := applications.Answer{
		FieldKey: field.Key, Label: field.Label, Topic: string(field.Topic), Kind: string(field.Kind), Section: field.Section,
		Description: field.Description, Required: field.Required, Origin: applications.OriginNone, PersonOnly: field.Topic.Sensitive(),
	}
	for _, o := range field.Options {
		a.Options = append(a.Options, applications.Option(o))
	}
	for _, source := range []func(autoapply.Field) ([]string, applications.Origin, string){k.fromResume, k.fromBank, k.fromProfile} {
		values, origin, text := source(field)
		if values = offered(field, values); len(values) > 0 {
			a.Values, a.Origin, a.OriginText = values, origin, text
			break
		}
	}
	return a
}

// fromResume answers the field that takes the resume's file.
func (k known) fromResume(field autoapply.Field) ([]string, applications.Origin, string) {
	if field.Kind != autoapply.KindFile || field.Topic != autoapply.TopicResume {
		return nil, "", ""
	}
	return []string{k.resume.FileName}, applications.OriginResume, "Your resume: " + k.resume.Name
}

// fromBank answers from an earlier answer to the same question, word for word but for
// case, accents and punctuation. A consent is never among them: it was given to one
// employer and says nothing about the next. Nor is what was said to another employer
// about them; what was said to this one comes first.
func (k known) fromBank(field autoapply.Field) ([]string, applications.Origin, string) {
	key := profile.QuestionKey(field.Label)
	if key == "" || field.Kind == autoapply.KindFile || field.Topic == autoapply.TopicConsent {
		return nil, "", ""
	}
	answer, found := k.banked(key)
	if !found {
		return nil, "", ""
	}
	return answer.Values, applications.OriginAnswerBank, "Your answer bank, from " + answer.SaidAt.Format("2 January 2006")
}

// banked finds the answer of the bank to a question of this employer.
func (k known) banked(key string) (profile.Answer, bool) {
	for _, employer := range []string{k.employer, ""} {
		i := slices.IndexFunc(k.bank, func(a profile.Answer) bool { return a.Key == key && a.Employer == employer })
		if i >= 0 {
			return k.bank[i], true
		}
	}
	return profile.Answer{}, false
}

// used lists the answers of the bank that are among those sent.
func (k known) used(sent []applications.Answer) []id.Answer {
	var used []id.Answer
	for _, a := range sent {
		if answer, found := k.banked(profile.QuestionKey(a.Label)); found && a.Answered() && slices.Equal(answer.Values, a.Values) {
			used = append(used, answer.ID)
		}
	}
	return used
}

// fromProfile answers what a fact of the profile answers. A sensitive question is
// never among them.
func (k known) fromProfile(field autoapply.Field) ([]string, applications.Origin, string) {
	if field.Topic.Sensitive() || field.Kind == autoapply.KindFile {
		return nil, "", ""
	}
	value, fact := k.fact(field.Topic)
	if value == "" {
		return nil, "", ""
	}
	return []string{value}, applications.OriginProfile, "Your profile: " + fact
}

func (k known) fact(topic autoapply.Topic) (value, name string) {
	p := k.profile
	switch topic {
	case autoapply.TopicFirstName:
		return p.FirstName(), "first name"
	case autoapply.TopicLastName:
		return p.LastName(), "last name"
	case autoapply.TopicFullName:
		return p.Name.Value, "name"
	case autoapply.TopicEmail:
		return p.Email.Value, "e-mail"
	case autoapply.TopicPhone:
		return p.Phone.Value, "phone"
	case autoapply.TopicLocation:
		return p.Location.Value, "location"
	case autoapply.TopicLinkedIn:
		return p.LinkedIn.Value, "LinkedIn"
	case autoapply.TopicGitHub:
		return p.GitHub.Value, "GitHub"
	case autoapply.TopicWebsite:
		return p.Website.Value, "website"
	case autoapply.TopicCurrentCompany, autoapply.TopicCurrentTitle:
		for _, e := range p.Experience {
			if !e.Current {
				continue
			}
			if topic == autoapply.TopicCurrentCompany {
				return e.Company, "current position"
			}
			return e.Title, "current position"
		}
	default: // the other topics are no facts of the profile
	}
	return "", ""
}

// offered keeps the values that the field can take: for a select those that it
// offers, under the label it offers them.
func offered(field autoapply.Field, values []string) []string {
	selects := field.Kind == autoapply.KindSingleSelect || field.Kind == autoapply.KindMultiSelect
	var kept []string
	for _, value := range values {
		value = strings.TrimSpace(value)
		if selects && len(field.Options) > 0 {
			option, ok := field.Option(value)
			if !ok {
				continue
			}
			value = option.Label
		}
		if value != "" && !slices.Contains(kept, value) {
			kept = append(kept, value)
		}
	}
	if field.Kind != autoapply.KindMultiSelect && len(kept) > 1 {
		kept = kept[:1]
	}
	return kept
}
