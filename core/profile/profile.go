package profile

import (
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// Text is one line or paragraph about the person. A zero Text is missing.
type Text struct {
	Value string     `json:"value"`
	From  Provenance `json:"from,omitzero"`
}

// Profile is all that is known about one person. Missing values stay missing.
type Profile struct {
	User id.User

	Name, Headline, Summary   Text
	Email, Phone, Location    Text
	LinkedIn, GitHub, Website Text
	Experience                []Experience
	Education                 []Education
	Skills                    []Skill
	Languages                 []Language
	Certifications            []Certification
	Version                   int
	CreatedAt, UpdatedAt      time.Time
}

// Experience is one position held.
type Experience struct {
	ID          id.Fact
	Title       string
	Company     string
	Location    string
	Description string // one thing done per line
	Start, End  Month
	Current     bool // End is then zero
	From        Provenance
}

// Education is one course of study.
type Education struct {
	ID          id.Fact
	Institution string
	Degree      string
	Field       string
	Grade       string
	Start, End  Month
	From        Provenance
}

// Skill is one thing the person can do.
type Skill struct {
	ID    id.Fact
	Name  string
	Level Level
	Years float64 // 0 = not said
	From  Provenance
}

// Level is how well, in the person's own estimate; "" = not said.
type Level string

// Levels of a skill.
const (
	LevelBeginner     Level = "beginner"
	LevelIntermediate Level = "intermediate"
	LevelAdvanced     Level = "advanced"
	LevelExpert       Level = "expert"
)

// Language is a spoken language.
type Language struct {
	ID    id.Fact
	Name  string
	Level string // in the person's own words
	From  Provenance
}

// Certification is a certificate or licence.
type Certification struct {
	ID     id.Fact
	Name   string
	Issuer string
	Month  Month
	From   Provenance
}

// Empty tells whether nothing is known that could be matched with a job.
func (p Profile) Empty() bool {
	return len(p.Experience) == 0 && len(p.Education) == 0 && len(p.Skills) == 0 &&
		len(p.Languages) == 0 && len(p.Certifications) == 0
}

// FirstName and LastName split the name at its last space, as forms want it; a
// single word is a first name.
func (p Profile) FirstName() string { first, _ := p.splitName(); return first }

// LastName is the last word of the name; "" for a single word.
func (p Profile) LastName() string { _, last := p.splitName(); return last }

func (p Profile) splitName() (first, last string) {
	words := strings.Fields(p.Name.Value)
	if len(words) < 2 {
		return strings.Join(words, " "), ""
	}
	return strings.Join(words[:len(words)-1], " "), words[len(words)-1]
}
