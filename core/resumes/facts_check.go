package resumes

import (
	"fmt"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
)

// The longest texts and lists kept, in characters and entries. They are far beyond
// what a resume of 30 pages needs.
const (
	maxLine    = 200
	maxAddress = 500
	maxProse   = 10_000
	maxEntries = 100
	maxSkills  = 300
)

// Check answers every violation, by the fields' paths as in "experience[0].title".
func (f Facts) Check() error {
	c := factsCheck{}
	c.line("name", f.Name)
	c.line("headline", f.Headline)
	c.line("email", f.Email)
	c.That(f.Email == "" || mailAddress(f.Email), "email", "email", "Write the address in full, as in ada@example.org.")
	c.line("phone", f.Phone)
	c.line("location", f.Location)
	c.prose("summary", f.Summary)
	c.address("linkedin", f.LinkedIn)
	c.address("github", f.GitHub)
	c.address("website", f.Website)
	c.entries("experience", len(f.Experience))
	for i, e := range f.Experience {
		if e.Blank() {
			continue
		}
		at := fmt.Sprintf("experience[%d].", i)
		c.That(!blank(e.Title, e.Company), at+"title", "required", "Say at least the job title or the company, or remove this entry.")
		c.line(at+"title", e.Title)
		c.line(at+"company", e.Company)
		c.line(at+"location", e.Location)
		c.prose(at+"description", e.Description)
		c.dates(at, e.Start, e.End, e.Current)
	}
	c.entries("education", len(f.Education))
	for i, e := range f.Education {
		if e.Blank() {
			continue
		}
		at := fmt.Sprintf("education[%d].", i)
		c.That(!blank(e.Institution, e.Degree, e.Field), at+"institution", "required", "Say at least the school or the degree, or remove this entry.")
		c.line(at+"institution", e.Institution)
		c.line(at+"degree", e.Degree)
		c.line(at+"field", e.Field)
		c.line(at+"grade", e.Grade)
		c.dates(at, e.Start, e.End, e.Current)
	}
	c.skills(f.Skills)
	c.entries("languages", len(f.Languages))
	for i, l := range f.Languages {
		at := fmt.Sprintf("languages[%d].", i)
		c.That(l.Blank() || !blank(l.Name), at+"name", "required", "Name the language, or remove this entry.")
		c.line(at+"name", l.Name)
		c.line(at+"level", l.Level)
	}
	c.entries("certifications", len(f.Certifications))
	for i, cert := range f.Certifications {
		at := fmt.Sprintf("certifications[%d].", i)
		c.That(cert.Blank() || !blank(cert.Name), at+"name", "required", "Name the certificate, or remove this entry.")
		c.line(at+"name", cert.Name)
		c.line(at+"issuer", cert.Issuer)
		c.date(at+"date", cert.Date)
	}
	return c.Err()
}

type factsCheck struct{ fault.Check }

func (c *factsCheck) line(field, text string) {
	c.MaxLen(field, text, maxLine)
	c.PlainText(field, text)
}

func (c *factsCheck) prose(field, text string) {
	c.MaxLen(field, text, maxProse)
	c.PlainText(field, text)
}

func (c *factsCheck) address(field, text string) {
	c.MaxLen(field, text, maxAddress)
	_, ok := webAddress(text)
	c.That(ok, field, "url", "Write a web address, as in https://example.org/ada.")
}

func (c *factsCheck) entries(field string, n int) {
	c.That(n <= maxEntries, field, "too_many", fmt.Sprintf("Keep at most %d entries here; there are %d.", maxEntries, n))
}

func (c *factsCheck) skills(groups []SkillFacts) {
	c.entries("skills", len(groups))
	total := 0
	for i, g := range groups {
		c.line(fmt.Sprintf("skills[%d].group", i), g.Group)
		for _, name := range g.Names {
			c.line(fmt.Sprintf("skills[%d].names", i), name)
		}
		total += len(g.Names)
	}
	c.That(total <= maxSkills, "skills", "too_many", fmt.Sprintf("Keep at most %d skills; there are %d.", maxSkills, total))
}

func (c *factsCheck) date(field, text string) YearMonth {
	date, ok := typedDate(text)
	c.That(ok, field, "date", "Write a year, or a month and year, as in 2021 or 2021-03.")
	return date
}

func (c *factsCheck) dates(at, start, end string, current bool) {
	from := c.date(at+"start", start)
	if current {
		return
	}
	until := c.date(at+"end", end)
	c.That(from.IsZero() || until.IsZero() || !until.Before(from), at+"end", "before_start", "The end lies before the start. Correct one of the two.")
}

// typedDate reads a date as a person types it; an empty text is no date.
func typedDate(text string) (YearMonth, bool) {
	if strings.TrimSpace(text) == "" {
		return YearMonth{}, true
	}
	return parseYearMonth(text)
}

// mailAddress looks for what every address has; only a mail can prove more.
func mailAddress(text string) bool {
	name, host, _ := strings.Cut(strings.TrimSpace(text), "@")
	return name != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(name+host, "@ \t\r\n<>,;")
}
