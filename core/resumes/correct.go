package resumes

import (
	"slices"
	"strings"
)

// Correct gives the draft as the person left it. What they left unchanged still says
// where it was read; what they changed or added has no span, for it stands nowhere in
// the file. An entry keeps its span only when nothing in it changed.
func (d Draft) Correct(f Facts) Draft {
	out := Draft{
		Name: corrected(d.Name, f.Name), Headline: corrected(d.Headline, f.Headline), Email: corrected(d.Email, f.Email),
		Phone: corrected(d.Phone, f.Phone), Location: corrected(d.Location, f.Location), Summary: corrected(d.Summary, f.Summary),
		Links: d.correctLinks(f),
	}
	for _, e := range f.Experience {
		if !e.Blank() {
			out.Experience = append(out.Experience, correctExperience(entryOf(d.Experience, e.Entry), e))
		}
	}
	for _, e := range f.Education {
		if !e.Blank() {
			out.Education = append(out.Education, correctEducation(entryOf(d.Education, e.Entry), e))
		}
	}
	known := d.skillValues()
	for _, g := range f.Skills {
		if !g.Blank() {
			out.Skills = append(out.Skills, SkillGroup{Name: d.groupName(g.Group), Skills: correctAll(known, g.Names)})
		}
	}
	for _, l := range f.Languages {
		if !l.Blank() {
			out.Languages = append(out.Languages, d.correctLanguage(l))
		}
	}
	for _, c := range f.Certifications {
		if !c.Blank() {
			out.Certifications = append(out.Certifications, correctCertification(entryOf(d.Certifications, c.Entry), c))
		}
	}
	return out
}

// corrected keeps a value that was left as it was.
func corrected(old Value, text string) Value {
	switch text = typed(text); text {
	case typed(old.Text):
		return old
	case "":
		return Value{}
	}
	return Value{Text: text, Confidence: 1}
}

// typed brings text from a form into the shape of what was read.
func typed(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}

// correctAll takes texts over, each with the span of an equal one that was read.
func correctAll(known []Value, names []string) []Value {
	var out []Value
	for _, name := range names {
		if name = typed(name); name == "" {
			continue
		}
		at := slices.IndexFunc(known, func(v Value) bool { return typed(v.Text) == name })
		if at >= 0 {
			out = append(out, known[at])
		} else {
			out = append(out, Value{Text: name, Confidence: 1})
		}
	}
	return out
}

// entryOf gives the entry that a correction is about; zero for one added by hand.
func entryOf[E any](entries []E, number int) E {
	if number < 1 || number > len(entries) {
		var none E
		return none
	}
	return entries[number-1]
}

func correctDates(old Dates, start, end string, current bool) Dates {
	from, _ := typedDate(start)
	until, _ := typedDate(end)
	if current {
		until = YearMonth{}
	}
	if from == old.Start && until == old.End && current == old.Current {
		return old
	}
	return Dates{Start: from, End: until, Current: current, Confidence: 1}
}

func correctExperience(old Experience, f ExperienceFacts) Experience {
	out := Experience{
		Title: corrected(old.Title, f.Title), Company: corrected(old.Company, f.Company), Location: corrected(old.Location, f.Location),
		Dates: correctDates(old.Dates, f.Start, f.End, f.Current), Bullets: correctAll(old.Bullets, strings.Split(f.Description, "\n")),
	}
	if out.Title == old.Title && out.Company == old.Company && out.Location == old.Location && out.Dates == old.Dates && slices.Equal(out.Bullets, old.Bullets) {
		out.Span = old.Span
	}
	return out
}

func correctEducation(old Education, f EducationFacts) Education {
	out := Education{
		Institution: corrected(old.Institution, f.Institution), Degree: corrected(old.Degree, f.Degree), Field: corrected(old.Field, f.Field),
		Grade: corrected(old.Grade, f.Grade), Dates: correctDates(old.Dates, f.Start, f.End, f.Current),
		Location: old.Location, Notes: old.Notes, // not asked about, kept as read
	}
	if out.Institution == old.Institution && out.Degree == old.Degree && out.Field == old.Field && out.Grade == old.Grade && out.Dates == old.Dates {
		out.Span = old.Span
	}
	return out
}

func correctCertification(old Certification, f CertificationFacts) Certification {
	out := Certification{Name: corrected(old.Name, f.Name), Issuer: corrected(old.Issuer, f.Issuer), Dates: old.Dates}
	if date, _ := typedDate(f.Date); date != old.Dates.Awarded() {
		out.Dates = Dates{Start: date, Confidence: 1}
		if date.IsZero() {
			out.Dates = Dates{}
		}
	}
	return out
}

func (d Draft) correctLanguage(f LanguageFacts) Language {
	var old Language
	for _, l := range d.Languages {
		if typed(l.Name.Text) == typed(f.Name) {
			old = l
		}
	}
	return Language{Name: corrected(old.Name, f.Name), Level: corrected(old.Level, f.Level)}
}

// correctLinks puts one address of each kind first; further ones stay as they were read.
func (d Draft) correctLinks(f Facts) []WebLink {
	var out []WebLink
	for _, link := range []struct {
		kind LinkKind
		text string
	}{{LinkedIn, f.LinkedIn}, {GitHub, f.GitHub}, {Site, f.Website}} {
		old := d.Link(link.kind)
		address, _ := webAddress(link.text)
		if url := corrected(old, address); !url.IsZero() {
			out = append(out, WebLink{Kind: link.kind, URL: url})
		}
	}
	for _, link := range d.Links {
		if link.URL != d.Link(link.Kind) {
			out = append(out, link)
		}
	}
	return out
}

func (d Draft) groupName(name string) Value {
	for _, g := range d.Skills {
		if typed(g.Name.Text) == typed(name) {
			return g.Name
		}
	}
	return corrected(Value{}, name)
}

func (d Draft) skillValues() []Value {
	var all []Value
	for _, g := range d.Skills {
		all = append(all, g.Skills...)
	}
	return all
}
