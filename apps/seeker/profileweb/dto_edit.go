package profileweb

import (
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/core/profile"
)

// ExperienceBody adds or changes a position.
type ExperienceBody struct {
	Title       api.Patch[string] `json:"title,omitempty" doc:"The title or the company is needed."`
	Company     api.Patch[string] `json:"company,omitempty"`
	Location    api.Patch[string] `json:"location,omitempty"`
	Description api.Patch[string] `json:"description,omitempty" doc:"One thing done per line, up to 10,000 characters."`
	Start       api.Patch[string] `json:"start,omitempty" doc:"2021-03 or 2021."`
	End         api.Patch[string] `json:"end,omitempty" doc:"2021-03 or 2021."`
	Current     api.Patch[bool]   `json:"current,omitempty" doc:"The person works there now; there is no end then."`
}

func (b ExperienceBody) edit() profile.ExperienceEdit {
	return profile.ExperienceEdit{
		Title: b.Title.Pointer(), Company: b.Company.Pointer(), Location: b.Location.Pointer(), Description: b.Description.Pointer(),
		Start: b.Start.Pointer(), End: b.End.Pointer(), Current: b.Current.Pointer(),
	}
}

// EducationBody adds or changes a course of study.
type EducationBody struct {
	Institution api.Patch[string] `json:"institution,omitempty" doc:"The institution, the degree or the field is needed."`
	Degree      api.Patch[string] `json:"degree,omitempty"`
	Field       api.Patch[string] `json:"field,omitempty"`
	Grade       api.Patch[string] `json:"grade,omitempty"`
	Start       api.Patch[string] `json:"start,omitempty" doc:"2021-03 or 2021."`
	End         api.Patch[string] `json:"end,omitempty" doc:"2021-03 or 2021."`
}

func (b EducationBody) edit() profile.EducationEdit {
	return profile.EducationEdit{
		Institution: b.Institution.Pointer(), Degree: b.Degree.Pointer(), Field: b.Field.Pointer(), Grade: b.Grade.Pointer(),
		Start: b.Start.Pointer(), End: b.End.Pointer(),
	}
}

// SkillBody adds or changes a skill.
type SkillBody struct {
	Name  api.Patch[string]        `json:"name,omitempty" doc:"Needed for a new skill."`
	Level api.Patch[profile.Level] `json:"level,omitempty" doc:"beginner, intermediate, advanced or expert; empty where it is not said."`
	Years api.Patch[float64]       `json:"years,omitempty" doc:"0 where it is not said."`
}

func (b SkillBody) edit() profile.SkillEdit {
	return profile.SkillEdit{Name: b.Name.Pointer(), Level: b.Level.Pointer(), Years: b.Years.Pointer()}
}

// LanguageBody adds or changes a language.
type LanguageBody struct {
	Name  api.Patch[string] `json:"name,omitempty" doc:"Needed for a new language."`
	Level api.Patch[string] `json:"level,omitempty" doc:"In the person's own words, such as fluent or B2."`
}

func (b LanguageBody) edit() profile.LanguageEdit {
	return profile.LanguageEdit{Name: b.Name.Pointer(), Level: b.Level.Pointer()}
}

// CertificationBody adds or changes a certificate.
type CertificationBody struct {
	Name    api.Patch[string] `json:"name,omitempty" doc:"Needed for a new certificate."`
	Issuer  api.Patch[string] `json:"issuer,omitempty"`
	Number  api.Patch[string] `json:"number,omitempty"`
	URL     api.Patch[string] `json:"url,omitempty"`
	Date    api.Patch[string] `json:"date,omitempty" doc:"2021-03 or 2021."`
	Expires api.Patch[string] `json:"expires,omitempty" doc:"2021-03 or 2021."`
}

func (b CertificationBody) edit() profile.CertificationEdit {
	return profile.CertificationEdit{
		Name: b.Name.Pointer(), Issuer: b.Issuer.Pointer(), Number: b.Number.Pointer(), URL: b.URL.Pointer(),
		Date: b.Date.Pointer(), Expires: b.Expires.Pointer(),
	}
}

// LinkBody adds or changes a link.
type LinkBody struct {
	Label api.Patch[string] `json:"label,omitempty"`
	URL   api.Patch[string] `json:"url,omitempty" doc:"Needed for a new link."`
}

func (b LinkBody) edit() profile.LinkEdit {
	return profile.LinkEdit{Label: b.Label.Pointer(), URL: b.URL.Pointer()}
}

// WorkAuthorisationBody adds or changes what holds for working in a country.
type WorkAuthorisationBody struct {
	Country          api.Patch[string]               `json:"country,omitempty" doc:"ISO 3166-1 alpha-2. Needed for a new entry."`
	Status           api.Patch[profile.PermitStatus] `json:"status,omitempty" doc:"citizen, permanent, temporary, or none for somebody who would need a permit; empty where it is not said."`
	NeedsSponsorship api.Patch[profile.Sponsorship]  `json:"needsSponsorship,omitempty" doc:"needed or not_needed; empty where it is not said."`
	ValidUntil       api.Patch[string]               `json:"validUntil,omitempty" doc:"A day, as in 2027-05-31."`
}

func (b WorkAuthorisationBody) edit() profile.WorkPermitEdit {
	return profile.WorkPermitEdit{
		Country: b.Country.Pointer(), Status: b.Status.Pointer(), Sponsorship: b.NeedsSponsorship.Pointer(), ValidUntil: b.ValidUntil.Pointer(),
	}
}
