package profile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// MaxImportSize is the largest file that facts are read from, in bytes.
const MaxImportSize = 10 << 20

// ReadFile reads facts from a JSON Resume file or a LinkedIn archive, whichever it is by
// its content. It answers one of the ErrImport faults.
func ReadFile(content []byte) (Source, Reading, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	switch trimmed := bytes.TrimSpace(content); {
	case len(trimmed) == 0:
		return "", Reading{}, ErrImportEmpty
	case len(content) > MaxImportSize:
		return "", Reading{}, ErrImportTooLarge
	case trimmed[0] == '{':
		read, err := readJSONResume(trimmed)
		return SourceJSONResume, read, err
	case bytes.HasPrefix(content, []byte("PK")):
		read, err := readArchive(content)
		return SourceArchive, read, err
	}
	return "", Reading{}, ErrImportKind
}

// looseText takes a JSON string or number for a text, and anything else for none: files in
// the wild are not always of the schema.
type looseText string

// UnmarshalJSON implements json.Unmarshaler.
func (t *looseText) UnmarshalJSON(raw []byte) error {
	var text string
	var number json.Number
	if json.Unmarshal(raw, &text) == nil {
		*t = looseText(text)
	} else if json.Unmarshal(raw, &number) == nil {
		*t = looseText(number)
	}
	return nil
}

// looseList takes an array, or one element without its array, and passes over elements that do not fit.
type looseList[T any] []T

// UnmarshalJSON implements json.Unmarshaler.
func (l *looseList[T]) UnmarshalJSON(raw []byte) error {
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil {
		parts = []json.RawMessage{raw}
	}
	for _, part := range parts {
		var one T
		if string(part) != "null" && json.Unmarshal(part, &one) == nil {
			*l = append(*l, one)
		}
	}
	return nil
}

// looseObject takes an object, and anything else for an empty one.
type looseObject[T any] struct{ it T }

// UnmarshalJSON implements json.Unmarshaler.
func (o *looseObject[T]) UnmarshalJSON(raw []byte) error {
	if json.Unmarshal(raw, &o.it) != nil {
		var none T
		o.it = none
	}
	return nil
}

// jsonResume has the fields of schema 1.0.0 that the profile has a place for, and those
// of earlier versions under their old names.
type jsonResume struct {
	Basics looseObject[struct {
		Name, Label, Email, Phone, URL, Website, Summary looseText
		Location                                         looseObject[struct{ Address, City, Region, CountryCode looseText }]
		Profiles                                         looseList[struct{ Network, Username, URL looseText }]
	}]
	Work looseList[struct {
		Name, Company, Position, Location, StartDate, EndDate, Summary, Description looseText
		Highlights                                                                  looseList[looseText]
	}]
	Education looseList[struct {
		Institution, Area, StudyType, StartDate, EndDate, Score, GPA looseText
	}]
	Skills looseList[struct {
		Name, Level, Years looseText
		Keywords           looseList[looseText]
	}]
	Languages      looseList[struct{ Language, Name, Fluency, Level looseText }]
	Certificates   looseList[jsonCertificate]
	Certifications looseList[jsonCertificate]
	Volunteer      looseList[any]
	Awards         looseList[any]
	Publications   looseList[any]
	Projects       looseList[any]
	References     looseList[any]
}

type jsonCertificate struct {
	Name, Date, StartDate, EndDate, Issuer, URL looseText
}

// readJSONResume reads schema 1.0.0 and, tolerantly, what earlier versions and other
// programs made of it.
func readJSONResume(content []byte) (Reading, error) {
	var file jsonResume
	if json.Unmarshal(content, &file) != nil {
		return Reading{}, ErrImportJSON
	}
	r := &fileReader{}
	p := &r.read.Facts
	basics := file.Basics.it
	place := basics.Location.it
	p.Name.Value, p.Headline.Value, p.Summary.Value = string(basics.Name), string(basics.Label), string(basics.Summary)
	p.Email.Value, p.Phone.Value = string(basics.Email), string(basics.Phone)
	p.Website.Value = first(basics.URL, basics.Website)
	if p.Location.Value = listed(string(place.City), string(place.Region), string(place.CountryCode)); p.Location.Value == "" {
		p.Location.Value = string(place.Address)
	}
	for _, one := range basics.Profiles {
		r.account(string(one.Network), string(one.Username), string(one.URL))
	}
	for i, w := range file.Work {
		at := fmt.Sprintf("Position %d", i+1)
		f := Experience{
			Title: string(w.Position), Company: first(w.Name, w.Company), Location: string(w.Location),
			Start: r.month(at, "start", string(w.StartDate)), Description: described(first(w.Summary, w.Description), w.Highlights),
		}
		// The format says of what goes on by leaving the end out.
		f.Current = goesOn(string(w.EndDate)) || w.EndDate == "" && !f.Start.IsZero()
		if !f.Current {
			f.End = r.month(at, "end", string(w.EndDate))
		}
		p.Experience = append(p.Experience, f)
	}
	for i, e := range file.Education {
		at := fmt.Sprintf("Education %d", i+1)
		p.Education = append(p.Education, Education{
			Institution: string(e.Institution), Degree: string(e.StudyType), Field: string(e.Area), Grade: first(e.Score, e.GPA),
			Start: r.month(at, "start", string(e.StartDate)), End: r.month(at, "end", string(e.EndDate)),
		})
	}
	for _, s := range file.Skills {
		if len(s.Keywords) == 0 {
			years, _ := strconv.ParseFloat(string(s.Years), 64) // 0, not said, for what is no number
			p.Skills = append(p.Skills, Skill{Name: string(s.Name), Level: r.level(string(s.Name), string(s.Level)), Years: years})
		}
		for _, word := range s.Keywords { // the name is then a heading
			p.Skills = append(p.Skills, Skill{Name: string(word)})
		}
	}
	for _, l := range file.Languages {
		p.Languages = append(p.Languages, Language{Name: first(l.Language, l.Name), Level: first(l.Fluency, l.Level)})
	}
	for i, c := range append(file.Certificates, file.Certifications...) {
		at := fmt.Sprintf("Certificate %d", i+1)
		p.Certifications = append(p.Certifications, Certification{
			Name: string(c.Name), Issuer: string(c.Issuer), URL: string(c.URL),
			Month: r.month(at, "date", first(c.Date, c.StartDate)), Expires: r.month(at, "end", string(c.EndDate)),
		})
	}
	r.noPlace(file)
	return r.read, nil
}

// noPlace says which parts of the file the profile has no place for.
func (r *fileReader) noPlace(file jsonResume) {
	var names []string
	for _, part := range []struct {
		name    string
		entries int
	}{
		{"volunteering", len(file.Volunteer)},
		{"awards", len(file.Awards)},
		{"publications", len(file.Publications)},
		{"projects", len(file.Projects)},
		{"references", len(file.References)},
	} {
		if part.entries > 0 {
			names = append(names, part.name)
		}
	}
	if len(names) > 0 {
		r.note("The profile has no place yet for: " + strings.Join(names, ", ") + ". They stay in your file.")
	}
}

func described(summary string, highlights looseList[looseText]) string {
	lines := make([]string, 0, 1+len(highlights))
	for _, line := range append(looseList[looseText]{looseText(summary)}, highlights...) {
		if text := strings.TrimSpace(string(line)); text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

func first(texts ...looseText) string {
	for _, text := range texts {
		if strings.TrimSpace(string(text)) != "" {
			return string(text)
		}
	}
	return ""
}
