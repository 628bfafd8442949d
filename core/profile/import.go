package profile

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/applyforus/applyforus/core/id"
)

// Import is facts from elsewhere that wait until the person looked at what they would
// change. It never touches the profile by itself.
type Import struct {
	ID        id.Import
	User      id.User
	Source    Source
	FileName  string // "" for a connected account
	Facts     Profile
	Notes     []string // what was left out, in words
	Status    ImportStatus
	CreatedAt time.Time
	ClosedAt  time.Time // zero while open
}

// ImportStatus is where an import stands.
type ImportStatus string

// The states of an import.
const (
	ImportOpen      ImportStatus = "open"
	ImportTaken     ImportStatus = "taken"
	ImportDismissed ImportStatus = "dismissed"
)

// NewImport keeps what was read for the person to look at. It answers ErrImportNothing
// when there is nothing to show.
func NewImport(user id.User, source Source, fileName string, read Reading, now time.Time) (Import, error) {
	read = Tidy(source, read)
	if !read.Facts.says() {
		return Import{}, ErrImportNothing
	}
	return Import{
		ID: id.Make[id.Import](now), User: user, Source: source, FileName: shortened(lineOf(fileName), maxLine),
		Facts: read.Facts, Notes: read.Notes, Status: ImportOpen, CreatedAt: now,
	}, nil
}

// Close ends the import. It answers ErrImportClosed for one that has ended.
func (i *Import) Close(status ImportStatus, now time.Time) error {
	if i.Status != ImportOpen {
		return ErrImportClosed
	}
	i.Status, i.ClosedAt = status, now
	return nil
}

// Reading is what was found in a file, and what could not be taken from it.
type Reading struct {
	Facts Profile
	Notes []string
}

// says tells whether there is any fact at all.
func (p *Profile) says() bool {
	for _, text := range p.Texts() {
		if text.Value != "" {
			return true
		}
	}
	return !p.Empty() || len(p.Links) > 0
}

// maxNotes bounds what is said about one file.
const maxNotes = 30

// tidier makes facts from elsewhere fit for the profile and notes what had to go.
type tidier struct {
	from  Provenance
	notes []string
}

func (t *tidier) note(text string) {
	if len(t.notes) < maxNotes {
		t.notes = append(t.notes, text)
	}
}

// Tidy brings facts from elsewhere into the form of typed ones: what cannot be shown is
// taken out, what is too long is shortened, what stands there twice is kept once. It
// says who they came from, and has no opinion on what they mean.
func Tidy(source Source, read Reading) Reading {
	t := &tidier{from: Provenance{Source: source}, notes: read.Notes}
	var p Profile
	theirs := read.Facts.Texts()
	for name, text := range p.Texts() {
		switch name {
		case TextOfSummary:
			text.Value = t.prose(name.Label(), theirs[name].Value)
		case TextOfLinkedIn, TextOfGitHub, TextOfWebsite:
			text.Value = t.address(name.Label(), theirs[name].Value)
		case TextOfName, TextOfHeadline, TextOfEmail, TextOfPhone, TextOfLocation:
			text.Value = t.line(name.Label(), theirs[name].Value)
		}
		if text.Value != "" {
			text.From = t.from
		}
	}
	tidyList(t, Experiences, &p, read.Facts.Experience, func(f *Experience) bool {
		f.Title, f.Company, f.Location = t.line("Job title", f.Title), t.line("Company", f.Company), t.line("Place", f.Location)
		f.Description = t.prose("What you did", f.Description)
		f.End = t.end(f.Title, f.Start, f.End)
		if f.Current {
			f.End = Month{}
		}
		return !blank(f.Title, f.Company)
	})
	tidyList(t, Educations, &p, read.Facts.Education, func(f *Education) bool {
		f.Institution, f.Degree = t.line("School", f.Institution), t.line("Degree", f.Degree)
		f.Field, f.Grade = t.line("Field", f.Field), t.line("Grade", f.Grade)
		f.End = t.end(f.Institution, f.Start, f.End)
		return !blank(f.Institution, f.Degree, f.Field)
	})
	tidyList(t, Skills, &p, read.Facts.Skills, func(f *Skill) bool {
		f.Name = t.line("Skill", f.Name)
		if f.Years < 0 || f.Years > maxYears || f.Years != f.Years {
			f.Years = 0
		}
		return f.Name != ""
	})
	tidyList(t, Languages, &p, read.Facts.Languages, func(f *Language) bool {
		f.Name, f.Level = t.line("Language", f.Name), t.line("Language level", f.Level)
		return f.Name != ""
	})
	tidyList(t, Certifications, &p, read.Facts.Certifications, func(f *Certification) bool {
		f.Name, f.Issuer, f.Number = t.line("Certificate", f.Name), t.line("Issuer", f.Issuer), t.line("Number", f.Number)
		f.URL = t.address("Address of a certificate", f.URL)
		f.Expires = t.end(f.Name, f.Month, f.Expires)
		return f.Name != ""
	})
	tidyList(t, Links, &p, read.Facts.Links, func(f *Link) bool {
		f.Label, f.URL = t.line("Name of a link", f.Label), t.address("Link", f.URL)
		return f.URL != ""
	})
	return Reading{Facts: p, Notes: t.notes}
}

// tidyList keeps the facts that say something, each once, up to the list's limit.
func tidyList[F any](t *tidier, l List[F], to *Profile, all []F, tidy func(*F) bool) {
	known := map[string]bool{}
	var kept []F
	for _, f := range all {
		if !tidy(&f) || known[l.Key(f)] {
			continue
		}
		if len(kept) == l.Max {
			t.note("There are more " + l.Name + " than are kept here. The first ones are offered.")
			break
		}
		known[l.Key(f)] = true
		*l.ID(&f), *l.From(&f) = id.Fact{}, t.from
		kept = append(kept, f)
	}
	*l.Of(to) = kept
}

func (t *tidier) line(what, text string) string {
	return t.shorten(what, lineOf(text), maxLine)
}

func (t *tidier) prose(what, text string) string {
	return t.shorten(what, strings.TrimSpace(shown(strings.ReplaceAll(text, "\r\n", "\n"))), maxProse)
}

func (t *tidier) shorten(what, text string, limit int) string {
	short := shortened(text, limit)
	if short != text {
		t.note(what + ": the text was too long and is shortened.")
	}
	return short
}

func (t *tidier) address(what, text string) string {
	text = lineOf(text)
	if text == "" {
		return ""
	}
	full, ok := WebAddress(text)
	if !ok || utf8.RuneCountInString(full) > maxAddress {
		t.note(what + ": this is no web address and is left out.")
		return ""
	}
	return full
}

// end leaves out an end that lies before its start: one of the two is wrong.
func (t *tidier) end(what string, start, end Month) Month {
	if end.Before(start) {
		t.note(what + ": the end lies before the start and is left out.")
		return Month{}
	}
	return end
}

// shown takes out what cannot be shown and the marks that change the direction of text.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0x7f || overrides(r) || r == 0xfeff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

func lineOf(text string) string { return strings.Join(strings.Fields(shown(text)), " ") }

func shortened(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:limit-1])) + "…"
}
