package resumesvc

import (
	"slices"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/resumes"
)

// factsOf puts a checked draft into the words of the profile. What has a span was read
// there; what has none was typed by the person.
func factsOf(d resumes.Draft, resume id.Resume, now time.Time) profile.Profile {
	o := origin{resume}
	p := profile.Profile{
		Name: o.text(d.Name), Headline: o.text(d.Headline), Summary: o.text(d.Summary),
		Email: o.text(d.Email), Phone: o.text(d.Phone), Location: o.text(d.Location),
		LinkedIn: o.text(d.Link(resumes.LinkedIn)), GitHub: o.text(d.Link(resumes.GitHub)), Website: o.text(d.Link(resumes.Site)),
	}
	for _, e := range d.Experience {
		p.Experience = append(p.Experience, profile.Experience{
			ID: id.Make[id.Fact](now), Title: e.Title.Text, Company: e.Company.Text, Location: e.Location.Text,
			Description: joined(e.Bullets), Start: month(e.Dates.Start), End: month(e.Dates.End), Current: e.Dates.Current, From: o.of(e.Span),
		})
	}
	for _, e := range d.Education {
		p.Education = append(p.Education, profile.Education{
			ID: id.Make[id.Fact](now), Institution: e.Institution.Text, Degree: e.Degree.Text, Field: e.Field.Text, Grade: e.Grade.Text,
			Start: month(e.Dates.Start), End: month(e.Dates.End), From: o.of(e.Span),
		})
	}
	for _, group := range d.Skills {
		for _, skill := range group.Skills {
			p.Skills = append(p.Skills, profile.Skill{ID: id.Make[id.Fact](now), Name: skill.Text, From: o.of(skill.Span)})
		}
	}
	for _, l := range d.Languages {
		p.Languages = append(p.Languages, profile.Language{
			ID: id.Make[id.Fact](now), Name: l.Name.Text, Level: l.Level.Text, From: o.values(l.Name, l.Level),
		})
	}
	for _, c := range d.Certifications {
		p.Certifications = append(p.Certifications, profile.Certification{
			ID: id.Make[id.Fact](now), Name: c.Name.Text, Issuer: c.Issuer.Text, Month: month(c.Dates.Awarded()),
			From: o.values(c.Name, c.Issuer, resumes.Value{Text: c.Dates.Awarded().String(), Span: c.Dates.Span}),
		})
	}
	return p
}

// origin makes the provenance of facts from one resume.
type origin struct{ resume id.Resume }

func (o origin) of(span resumes.Span) profile.Provenance {
	if span.IsZero() {
		return profile.TypedFor(o.resume)
	}
	return profile.Provenance{Source: profile.SourceResume, Resume: o.resume, Quote: span.Quote, Page: span.Page}
}

func (o origin) text(v resumes.Value) profile.Text {
	if v.IsZero() {
		return profile.Text{}
	}
	return profile.Text{Value: v.Text, From: o.of(v.Span)}
}

// values is the provenance of an entry made of several values: as soon as one of them
// was typed, so was the entry.
func (o origin) values(values ...resumes.Value) profile.Provenance {
	values = slices.DeleteFunc(values, resumes.Value.IsZero)
	if len(values) == 0 || slices.ContainsFunc(values, func(v resumes.Value) bool { return v.Span.IsZero() }) {
		return profile.TypedFor(o.resume)
	}
	return o.of(values[0].Span)
}

func month(d resumes.YearMonth) profile.Month { return profile.Month{Year: d.Year, Month: d.Month} }

func joined(values []resumes.Value) string {
	lines := make([]string, len(values))
	for i, v := range values {
		lines[i] = v.Text
	}
	return strings.Join(lines, "\n")
}
