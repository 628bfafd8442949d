package profileweb

import (
	"time"

	"github.com/applyforus/applyforus/core/profile"
)

func present(p profile.Profile) Profile {
	return Profile{
		Name: text(p.Name), Headline: text(p.Headline), Summary: text(p.Summary), Email: text(p.Email), Phone: text(p.Phone),
		Location: text(p.Location), LinkedIn: text(p.LinkedIn), GitHub: text(p.GitHub), Website: text(p.Website),
		Experience: each(p.Experience, presentExperience), Education: each(p.Education, presentEducation), Skills: each(p.Skills, presentSkill),
		Languages: each(p.Languages, presentLanguage), Certifications: each(p.Certifications, presentCertification),
		Links: each(p.Links, presentLink), WorkAuthorisations: each(p.WorkPermits, presentPermit),
		PhotoID: p.Photo, Version: p.Version, UpdatedAt: moment(p.UpdatedAt),
	}
}

func presentExperience(e profile.Experience) ProfileExperience {
	return ProfileExperience{
		ID: e.ID, Revision: profile.Revision(e), Title: e.Title, Company: e.Company, Location: e.Location, Description: e.Description,
		Start: e.Start.String(), End: e.End.String(), Current: e.Current, Origin: origin(e.From),
	}
}

func presentEducation(e profile.Education) ProfileEducation {
	return ProfileEducation{
		ID: e.ID, Revision: profile.Revision(e), Institution: e.Institution, Degree: e.Degree, Field: e.Field, Grade: e.Grade,
		Start: e.Start.String(), End: e.End.String(), Origin: origin(e.From),
	}
}

func presentSkill(s profile.Skill) ProfileSkill {
	return ProfileSkill{ID: s.ID, Revision: profile.Revision(s), Name: s.Name, Level: s.Level, Years: s.Years, Origin: origin(s.From)}
}

func presentLanguage(l profile.Language) ProfileLanguage {
	return ProfileLanguage{ID: l.ID, Revision: profile.Revision(l), Name: l.Name, Level: l.Level, Origin: origin(l.From)}
}

func presentCertification(c profile.Certification) ProfileCertification {
	return ProfileCertification{
		ID: c.ID, Revision: profile.Revision(c), Name: c.Name, Issuer: c.Issuer, Number: c.Number, URL: c.URL,
		Date: c.Month.String(), Expires: c.Expires.String(), Origin: origin(c.From),
	}
}

func presentLink(l profile.Link) ProfileLink {
	return ProfileLink{ID: l.ID, Revision: profile.Revision(l), Label: l.Label, URL: l.URL, Origin: origin(l.From)}
}

func presentPermit(w profile.WorkPermit) WorkAuthorisation {
	return WorkAuthorisation{
		ID: w.ID, Revision: profile.Revision(w), Country: w.Country, Status: w.Status, NeedsSponsorship: w.Sponsorship,
		ValidUntil: day(w.ValidUntil), Origin: origin(w.From),
	}
}

func day(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}

func presentCompleteness(c profile.Completeness) ProfileCompleteness {
	out := ProfileCompleteness{Done: c.Done, Total: c.Total, Percent: c.Percent()}
	if c.Next != "" {
		what, why := c.Next.Words()
		out.Next = &ProfileStep{Key: c.Next, What: what, Why: why}
	}
	return out
}

func presentPreferences(p profile.Preferences) ProfilePreferences {
	return ProfilePreferences{
		JobTypes: asIs(p.JobTypes), Places: asIs(p.Places), Remote: asIs(p.Remote), Industries: asIs(p.Industries),
		PayFloor: p.Pay.Min, PayCeiling: p.Pay.Max, PayCurrency: p.Pay.Currency, PayInterval: p.Pay.Interval,
		NoticePeriod: p.NoticePeriod, AlertFrequency: p.Alerts, EmailNotifications: p.EmailNotifications,
		PushNotifications: p.PushNotifications, Version: p.Version, UpdatedAt: moment(p.UpdatedAt),
	}
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

func asIs[A any](all []A) []A { return each(all, func(a A) A { return a }) }
