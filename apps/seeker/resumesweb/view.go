package resumesweb

import (
	"fmt"
	"strconv"
	"time"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

// sure is the confidence from which on a value is shown without asking to check it.
const sure = 0.75

// slow is how long reading may take before the page offers to try again.
const slow = time.Minute

// review is the page on which a draft is checked.
type review struct {
	Resume resumes.Resume
	Facts  resumes.Facts
	Pages  []resumes.Page
	form   ui.Form
	focus  string
	doubts int
}

func newReview(reading resumesvc.Reading, facts resumes.Facts, form ui.Form, focus string) *review {
	v := &review{Resume: reading.Resume, Facts: facts, Pages: reading.Document.Pages, form: form, focus: focus}
	v.doubts = doubts(reading.Resume)
	return v
}

// Pictured tells whether the pages can be shown as they look.
func (v *review) Pictured() bool { return v.Resume.MediaType == resumes.PDF.MediaType() }

// Intro says what to do here.
func (v *review) Intro() string {
	if v.Resume.Status == resumes.Confirmed {
		return "You have checked this one. Change what you like and save again: the facts from this resume are then replaced."
	}
	text := "This is what we read. Correct what is wrong and leave empty what is not so; nothing counts before you save."
	if v.doubts > 0 {
		text += " " + ui.Count(v.doubts, "field is", "fields are") + " marked “check this”."
	}
	return text
}

// doubts counts the values that the reading is not sure of.
func doubts(r resumes.Resume) int {
	if r.Status != resumes.Read {
		return 0
	}
	d, n := r.Draft, 0
	count := func(values ...resumes.Value) {
		for _, v := range values {
			if doubtful(v) {
				n++
			}
		}
	}
	count(d.Name, d.Headline, d.Email, d.Phone, d.Location, d.Summary,
		d.Link(resumes.LinkedIn), d.Link(resumes.GitHub), d.Link(resumes.Site))
	for _, e := range d.Experience {
		count(e.Title, e.Company, e.Location, datesValue(e.Dates))
	}
	for _, e := range d.Education {
		count(e.Institution, e.Degree, e.Field, e.Grade, datesValue(e.Dates))
	}
	for _, l := range d.Languages {
		count(l.Name, l.Level)
	}
	for _, c := range d.Certifications {
		count(c.Name, c.Issuer)
	}
	return n
}

func doubtful(v resumes.Value) bool { return !v.IsZero() && !v.Span.IsZero() && v.Confidence < sure }

func datesValue(d resumes.Dates) resumes.Value {
	return resumes.Value{Text: d.Start.String() + d.End.String(), Confidence: d.Confidence, Span: d.Span}
}

// drafted is where a field's text came from; in stands for the entry around it.
type drafted struct {
	value resumes.Value
	in    resumes.Span
}

// field is one text of the form, with its place on the page and a calm word of doubt.
func (v *review) field(name, label, text string, from drafted, change ...func(*ui.Field)) ui.Field {
	f := ui.Field{Form: v.form, Name: name, Label: label, Value: text, NoOptional: true, Attrs: v.attrs(name, from)}
	if v.Resume.Status == resumes.Read && doubtful(from.value) {
		f.Hint = "Check this."
		if quote := from.value.Span.Quote; quote != "" {
			f.Hint = "Check this. The file says “" + short(quote, 120) + "”."
		}
	}
	for _, fn := range change {
		fn(&f)
	}
	return f
}

func prose(rows int) func(*ui.Field) {
	return func(f *ui.Field) { f.Kind, f.Rows = "textarea", min(max(rows, 3), 14) }
}

func hint(text string) func(*ui.Field) {
	return func(f *ui.Field) {
		if f.Hint == "" {
			f.Hint = text
		}
	}
}

func kind(name, autocomplete string) func(*ui.Field) {
	return func(f *ui.Field) { f.Kind, f.Autocomplete = name, autocomplete }
}

// attrs tell the script which place of which page belongs to the field.
func (v *review) attrs(name string, from drafted) templ.Attributes {
	attrs := templ.Attributes{}
	if v.focus == name {
		attrs["autofocus"] = true
	}
	span := from.value.Span
	if span.IsZero() {
		span = from.in
	}
	if span.IsZero() {
		return attrs
	}
	attrs["data-page"] = strconv.Itoa(span.Page)
	attrs["data-lines"] = fmt.Sprintf("%d-%d", span.First, span.Last)
	if b := span.Box; !b.IsZero() {
		attrs["data-box"] = fmt.Sprintf("%.1f %.1f %.1f %.1f", b.X-3, b.Y-2, b.Width+6, b.Height+4)
	}
	return attrs
}

// experience gives what the draft says about an entry of the form.
func (v *review) experience(number int) resumes.Experience {
	return entryOf(v.Resume.Draft.Experience, number)
}

func (v *review) education(number int) resumes.Education {
	return entryOf(v.Resume.Draft.Education, number)
}

func (v *review) certification(number int) resumes.Certification {
	return entryOf(v.Resume.Draft.Certifications, number)
}

func (v *review) language(name string) resumes.Language {
	for _, l := range v.Resume.Draft.Languages {
		if l.Name.Text == name {
			return l
		}
	}
	return resumes.Language{}
}

// skills gives the place of a whole group of skills.
func (v *review) skills(group string) drafted {
	for _, g := range v.Resume.Draft.Skills {
		if g.Name.Text == group {
			return around(g.Skills)
		}
	}
	return drafted{}
}

// around is the place of several values that stand on one page.
func around(values []resumes.Value) drafted {
	var span resumes.Span
	for _, value := range values {
		switch s := value.Span; {
		case s.IsZero():
		case span.IsZero():
			span = s
		case s.Page == span.Page:
			span.First, span.Last, span.Box = min(span.First, s.First), max(span.Last, s.Last), span.Box.Union(s.Box)
		}
	}
	return drafted{in: span}
}

func entryOf[E any](entries []E, number int) E {
	if number < 1 || number > len(entries) {
		var none E
		return none
	}
	return entries[number-1]
}

func short(text string, limit int) string {
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return text
}

// badge says in a word how far a resume is.
func badge(r resumes.Resume) ui.Badge {
	switch r.Status {
	case resumes.Uploaded:
		return ui.Badge{Kind: ui.Info, Text: "Being read", Icon: "loader-circle"}
	case resumes.Read:
		return ui.Badge{Kind: ui.Warn, Text: "To check", Icon: "list-checks"}
	case resumes.Confirmed:
		return ui.Badge{Kind: ui.OK, Text: "Checked"}
	case resumes.Unreadable:
		return ui.Badge{Kind: ui.Bad, Text: "Cannot be read"}
	}
	return ui.Badge{}
}

func meta(r resumes.Resume) []ui.Meta {
	var facts []ui.Meta
	if r.IsDefault {
		facts = append(facts, ui.Meta{Icon: "star", Text: "Default"})
	}
	facts = append(facts, ui.Meta{Icon: "file-text", Text: r.FileName}, ui.Meta{Text: ui.Bytes(r.Size)})
	if r.Pages > 0 && r.MediaType == resumes.PDF.MediaType() {
		facts = append(facts, ui.Meta{Text: ui.Count(r.Pages, "page", "pages")})
	}
	return append(facts, ui.Meta{Icon: "clock", Text: "Uploaded " + ui.Ago(r.CreatedAt, time.Now())})
}

func slowReading(r resumes.Resume) bool { return time.Since(r.UpdatedAt) > slow }

func pageImage(r resumes.Resume, page int) string {
	return fmt.Sprintf("%s/pages/%d.png", address(r.ID), page)
}

func points(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
