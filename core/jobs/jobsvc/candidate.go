package jobsvc

import (
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/profile"
)

// candidateOf puts a person's facts into the form that matching takes. Every fact keeps
// its id, so that a match can point at it.
func candidateOf(p profile.Profile) jobs.Candidate {
	var c jobs.Candidate
	for _, s := range p.Skills {
		c.Skills = append(c.Skills, jobs.SkillFact{Fact: s.ID, Name: s.Name, Years: s.Years})
	}
	for _, e := range p.Experience {
		role := jobs.RoleFact{Fact: e.ID, Title: e.Title, Company: e.Company, Text: e.Description, Start: firstDay(e.Start)}
		switch {
		case e.Current:
		case e.End.IsZero():
			role.Start = time.Time{} // over at an unknown time: it has no length that one could count
		default:
			role.End = lastMonth(e.End)
		}
		c.Roles = append(c.Roles, role)
	}
	for _, e := range p.Education {
		c.Degrees = append(c.Degrees, jobs.DegreeFact{Fact: e.ID, Field: e.Field, Quote: degreeInWords(e)})
	}
	for _, l := range p.Languages {
		c.Languages = append(c.Languages, jobs.LanguageFact{Fact: l.ID, Name: l.Name, Level: l.Level, Quote: joined(", ", l.Name, l.Level)})
	}
	for _, one := range p.Certifications {
		c.Certifications = append(c.Certifications, jobs.CertificationFact{Fact: one.ID, Name: one.Name, Quote: joined(", ", one.Name, one.Issuer)})
	}
	if p.Location.Value != "" {
		c.Places = append(c.Places, placesOf(p.Location.Value)...)
	}
	return c
}

// placesOf are the city and the country of where the person lives.
func placesOf(wording string) []jobs.PlaceFact {
	at := jobs.ParsePlace(wording)
	places := []jobs.PlaceFact{}
	for _, name := range []string{at.City, at.Country} {
		if name == at.Country && name != "" {
			name = jobs.CountryName(name)
		}
		if name != "" {
			places = append(places, jobs.PlaceFact{Name: name})
		}
	}
	if len(places) == 0 {
		places = append(places, jobs.PlaceFact{Name: wording})
	}
	return places
}

// firstDay is when a month begins; of a date that is only a year, January is as good as
// any and counted alike for everybody.
func firstDay(m profile.Month) time.Time {
	if m.IsZero() {
		return time.Time{}
	}
	return time.Date(m.Year, max(m.Month, time.January), 1, 0, 0, 0, 0, time.UTC)
}

// lastMonth is the last month that a date names.
func lastMonth(m profile.Month) time.Time {
	if m.Month == 0 {
		m.Month = time.December
	}
	return firstDay(m)
}

func degreeInWords(e profile.Education) string {
	what := e.Degree
	if what != "" && e.Field != "" {
		what += " in " + e.Field
	} else {
		what = joined("", what, e.Field)
	}
	return joined(", ", what, e.Institution)
}

func joined(with string, parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, with)
}
