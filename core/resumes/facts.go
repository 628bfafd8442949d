package resumes

import (
	"net/url"
	"slices"
	"strings"
)

// Facts is what a person says that a resume holds, once they have checked the draft.
// Texts are as typed; entries in which nothing is said are left out when they are used.
type Facts struct {
	Name, Headline, Email, Phone, Location, Summary string
	LinkedIn, GitHub, Website                       string // web addresses
	Experience                                      []ExperienceFacts
	Education                                       []EducationFacts
	Skills                                          []SkillFacts
	Languages                                       []LanguageFacts
	Certifications                                  []CertificationFacts
}

// ExperienceFacts is one position held.
type ExperienceFacts struct {
	Entry                    int // number of the draft's entry that this corrects, from 1; 0 = added by hand
	Title, Company, Location string
	Start, End               string // "2021-03", "March 2021", "2021" …
	Current                  bool   // End is then not looked at
	Description              string // one thing done per line
}

// EducationFacts is one course of study.
type EducationFacts struct {
	Entry                             int // as in ExperienceFacts
	Institution, Degree, Field, Grade string
	Start, End                        string
	Current                           bool
}

// SkillFacts is a list of skills, under a name or none.
type SkillFacts struct {
	Group string
	Names []string
}

// LanguageFacts is a spoken language and how well, in the person's words.
type LanguageFacts struct{ Name, Level string }

// CertificationFacts is a certificate or licence.
type CertificationFacts struct {
	Entry        int // as in ExperienceFacts
	Name, Issuer string
	Date         string
}

// Blank tells whether the entry says nothing.
func (e ExperienceFacts) Blank() bool {
	return blank(e.Title, e.Company, e.Location, e.Start, e.End, e.Description)
}

// Blank tells whether the entry says nothing.
func (e EducationFacts) Blank() bool {
	return blank(e.Institution, e.Degree, e.Field, e.Grade, e.Start, e.End)
}

// Blank tells whether the list holds nothing.
func (s SkillFacts) Blank() bool { return blank(s.Names...) }

// Blank tells whether the entry says nothing.
func (l LanguageFacts) Blank() bool { return blank(l.Name, l.Level) }

// Blank tells whether the entry says nothing.
func (c CertificationFacts) Blank() bool { return blank(c.Name, c.Issuer, c.Date) }

func blank(texts ...string) bool {
	return !slices.ContainsFunc(texts, func(text string) bool { return strings.TrimSpace(text) != "" })
}

// Facts gives the draft's findings as the person would say them.
func (d Draft) Facts() Facts {
	f := Facts{
		Name: d.Name.Text, Headline: d.Headline.Text, Email: d.Email.Text, Phone: d.Phone.Text,
		Location: d.Location.Text, Summary: d.Summary.Text,
		LinkedIn: d.Link(LinkedIn).Text, GitHub: d.Link(GitHub).Text, Website: d.Link(Site).Text,
	}
	for i, e := range d.Experience {
		f.Experience = append(f.Experience, ExperienceFacts{
			Entry: i + 1, Title: e.Title.Text, Company: e.Company.Text, Location: e.Location.Text,
			Start: e.Dates.Start.String(), End: e.Dates.End.String(), Current: e.Dates.Current,
			Description: strings.Join(texts(e.Bullets), "\n"),
		})
	}
	for i, e := range d.Education {
		f.Education = append(f.Education, EducationFacts{
			Entry: i + 1, Institution: e.Institution.Text, Degree: e.Degree.Text, Field: e.Field.Text, Grade: e.Grade.Text,
			Start: e.Dates.Start.String(), End: e.Dates.End.String(), Current: e.Dates.Current,
		})
	}
	for _, g := range d.Skills {
		f.Skills = append(f.Skills, SkillFacts{Group: g.Name.Text, Names: texts(g.Skills)})
	}
	for _, l := range d.Languages {
		f.Languages = append(f.Languages, LanguageFacts{Name: l.Name.Text, Level: l.Level.Text})
	}
	for i, c := range d.Certifications {
		f.Certifications = append(f.Certifications, CertificationFacts{
			Entry: i + 1, Name: c.Name.Text, Issuer: c.Issuer.Text, Date: c.Dates.Awarded().String(),
		})
	}
	return f
}

// Link gives the first web address of a kind; zero when there is none.
func (d Draft) Link(kind LinkKind) Value {
	for _, link := range d.Links {
		if link.Kind == kind {
			return link.URL
		}
	}
	return Value{}
}

// Awarded is the one date of something that happened once: the start where it is
// said, else the end.
func (d Dates) Awarded() YearMonth {
	if d.Start.IsZero() {
		return d.End
	}
	return d.Start
}

func texts(values []Value) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = v.Text
	}
	return all
}

// webAddress reads a web address as people type it; the scheme may be missing.
func webAddress(text string) (address string, ok bool) {
	if text = strings.TrimSpace(text); text == "" {
		return "", true
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	parsed, err := url.Parse(text)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.User != nil ||
		!strings.Contains(strings.Trim(parsed.Hostname(), "."), ".") || strings.ContainsAny(text, " \t\r\n") {
		return "", false
	}
	return text, true
}
