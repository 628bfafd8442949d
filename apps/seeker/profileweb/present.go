package profileweb

import (
	"time"

	"github.com/applyforus/applyforus/core/profile"
)

func present(p profile.Profile) Profile {
	out := Profile{
		Name: text(p.Name), Headline: text(p.Headline), Summary: text(p.Summary), Email: text(p.Email), Phone: text(p.Phone),
		Location: text(p.Location), LinkedIn: text(p.LinkedIn), GitHub: text(p.GitHub), Website: text(p.Website),
		Experience: each(p.Experience, func(e profile.Experience) ProfileExperience {
			return ProfileExperience{
				ID: e.ID, Title: e.Title, Company: e.Company, Location: e.Location, Description: e.Description,
				Start: e.Start.String(), End: e.End.String(), Current: e.Current, Origin: origin(e.From),
			}
		}),
		Education: each(p.Education, func(e profile.Education) ProfileEducation {
			return ProfileEducation{
				ID: e.ID, Institution: e.Institution, Degree: e.Degree, Field: e.Field, Grade: e.Grade,
				Start: e.Start.String(), End: e.End.String(), Origin: origin(e.From),
			}
		}),
		Skills: each(p.Skills, func(s profile.Skill) ProfileSkill {
			return ProfileSkill{ID: s.ID, Name: s.Name, Level: s.Level, Years: s.Years, Origin: origin(s.From)}
		}),
		Languages: each(p.Languages, func(l profile.Language) ProfileLanguage {
			return ProfileLanguage{ID: l.ID, Name: l.Name, Level: l.Level, Origin: origin(l.From)}
		}),
		Certifications: each(p.Certifications, func(c profile.Certification) ProfileCertification {
			return ProfileCertification{ID: c.ID, Name: c.Name, Issuer: c.Issuer, Date: c.Month.String(), Origin: origin(c.From)}
		}),
		Version: p.Version, UpdatedAt: moment(p.UpdatedAt),
	}
	return out
}

func presentAnswer(a profile.Answer) BankAnswer {
	return BankAnswer{ID: a.ID, Question: a.Question, Topic: a.Topic, Answer: a.Values, Employer: a.Employer, SaidAt: a.SaidAt, LastUsedAt: moment(a.UsedAt)}
}

func text(t profile.Text) *ProfileText {
	if t.Value == "" {
		return nil
	}
	return &ProfileText{Text: t.Value, Origin: origin(t.From)}
}

func origin(from profile.Provenance) ProfileOrigin {
	return ProfileOrigin{Source: from.Source, ResumeID: from.Resume, Quote: from.Quote, Page: from.Page}
}

func moment(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

// each presents all elements; the answer is never nil.
func each[A, B any](all []A, one func(A) B) []B {
	out := make([]B, len(all))
	for i, a := range all {
		out[i] = one(a)
	}
	return out
}
