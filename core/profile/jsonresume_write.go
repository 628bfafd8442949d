package profile

import (
	"encoding/json"
	"strings"
)

// jsonSchema is the schema that WriteJSONResume follows.
const jsonSchema = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

type jsonOut struct {
	Schema       string               `json:"$schema"`
	Basics       jsonOutBasics        `json:"basics"`
	Work         []jsonOutWork        `json:"work,omitempty"`
	Education    []jsonOutEducation   `json:"education,omitempty"`
	Skills       []jsonOutSkill       `json:"skills,omitempty"`
	Languages    []jsonOutLanguage    `json:"languages,omitempty"`
	Certificates []jsonOutCertificate `json:"certificates,omitempty"`
}

type jsonOutBasics struct {
	Name     string           `json:"name,omitempty"`
	Label    string           `json:"label,omitempty"`
	Email    string           `json:"email,omitempty"`
	Phone    string           `json:"phone,omitempty"`
	URL      string           `json:"url,omitempty"`
	Summary  string           `json:"summary,omitempty"`
	Location *jsonOutLocation `json:"location,omitempty"`
	Profiles []jsonOutAccount `json:"profiles,omitempty"`
}

type jsonOutLocation struct {
	Address string `json:"address"`
}

type jsonOutAccount struct {
	Network string `json:"network,omitempty"`
	URL     string `json:"url"`
}

type jsonOutWork struct {
	Name       string   `json:"name,omitempty"`
	Position   string   `json:"position,omitempty"`
	Location   string   `json:"location,omitempty"`
	StartDate  string   `json:"startDate,omitempty"`
	EndDate    string   `json:"endDate,omitempty"`
	Highlights []string `json:"highlights,omitempty"`
}

type jsonOutEducation struct {
	Institution string `json:"institution,omitempty"`
	Area        string `json:"area,omitempty"`
	StudyType   string `json:"studyType,omitempty"`
	StartDate   string `json:"startDate,omitempty"`
	EndDate     string `json:"endDate,omitempty"`
	Score       string `json:"score,omitempty"`
}

type jsonOutSkill struct {
	Name  string  `json:"name"`
	Level string  `json:"level,omitempty"`
	Years float64 `json:"years,omitempty"` // not of the schema, which allows more fields
}

type jsonOutLanguage struct {
	Language string `json:"language"`
	Fluency  string `json:"fluency,omitempty"`
}

type jsonOutCertificate struct {
	Name    string `json:"name"`
	Issuer  string `json:"issuer,omitempty"`
	Date    string `json:"date,omitempty"`
	EndDate string `json:"endDate,omitempty"` // not of the schema, which allows more fields
	URL     string `json:"url,omitempty"`
}

// WriteJSONResume writes the profile as JSON Resume 1.0.0. What is missing is left out.
// Work permits and wishes are not part of it: a resume is for others to read.
func (p Profile) WriteJSONResume() ([]byte, error) {
	out := jsonOut{Schema: jsonSchema, Basics: jsonOutBasics{
		Name: p.Name.Value, Label: p.Headline.Value, Email: p.Email.Value, Phone: p.Phone.Value, URL: p.Website.Value, Summary: p.Summary.Value,
	}}
	if p.Location.Value != "" {
		out.Basics.Location = &jsonOutLocation{p.Location.Value}
	}
	for _, account := range append([]Link{{Label: "LinkedIn", URL: p.LinkedIn.Value}, {Label: "GitHub", URL: p.GitHub.Value}}, p.Links...) {
		if account.URL != "" {
			out.Basics.Profiles = append(out.Basics.Profiles, jsonOutAccount{account.Label, account.URL})
		}
	}
	for _, e := range p.Experience {
		out.Work = append(out.Work, jsonOutWork{
			Name: e.Company, Position: e.Title, Location: e.Location, StartDate: e.Start.String(), EndDate: e.End.String(), Highlights: nonBlankLines(e.Description),
		})
	}
	for _, e := range p.Education {
		out.Education = append(out.Education, jsonOutEducation{
			Institution: e.Institution, Area: e.Field, StudyType: e.Degree, StartDate: e.Start.String(), EndDate: e.End.String(), Score: e.Grade,
		})
	}
	for _, s := range p.Skills {
		out.Skills = append(out.Skills, jsonOutSkill{Name: s.Name, Level: string(s.Level), Years: s.Years})
	}
	for _, l := range p.Languages {
		out.Languages = append(out.Languages, jsonOutLanguage{l.Name, l.Level})
	}
	for _, c := range p.Certifications {
		out.Certificates = append(out.Certificates, jsonOutCertificate{Name: c.Name, Issuer: c.Issuer, Date: c.Month.String(), EndDate: c.Expires.String(), URL: c.URL})
	}
	return json.MarshalIndent(out, "", "  ")
}

func nonBlankLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
