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
	Photo                     id.Photo // zero = none
	Experience                []Experience
	Education                 []Education
	Skills                    []Skill
	Languages                 []Language
	Certifications            []Certification
	Links                     []Link
	WorkPermits               []WorkPermit
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

// Levels are the stated levels, lowest first.
var Levels = []Level{LevelBeginner, LevelIntermediate, LevelAdvanced, LevelExpert}

// Language is a spoken language.
type Language struct {
	ID    id.Fact
	Name  string
	Level string // in the person's own words
	From  Provenance
}

// Certification is a certificate or licence.
type Certification struct {
	ID      id.Fact
	Name    string
	Issuer  string
	Number  string
	URL     string
	Month   Month // when it was given
	Expires Month
	From    Provenance
}

// Link is an address that shows something of the person, beside the three that have a
// place of their own.
type Link struct {
	ID    id.Fact
	Label string
	URL   string
	From  Provenance
}

// WorkPermit is what the person said about working in one country.
type WorkPermit struct {
	ID          id.Fact
	Country     string // ISO 3166-1 alpha-2
	Status      PermitStatus
	Sponsorship Sponsorship
	ValidUntil  time.Time // a day, at its beginning in UTC; zero = not said
	From        Provenance
}

// PermitStatus is on what ground somebody may work in a country; "" = not said.
type PermitStatus string

// The grounds. PermitNone is said, not missing: a permit would be needed.
const (
	PermitCitizen   PermitStatus = "citizen"
	PermitPermanent PermitStatus = "permanent"
	PermitTemporary PermitStatus = "temporary"
	PermitNone      PermitStatus = "none"
)

// PermitStatuses are the grounds that can be said.
var PermitStatuses = []PermitStatus{PermitCitizen, PermitPermanent, PermitTemporary, PermitNone}

// Sponsorship says whether an employer would have to sponsor a visa; "" = not said.
type Sponsorship string

// Whether a sponsor is needed.
const (
	SponsorNeeded    Sponsorship = "needed"
	SponsorNotNeeded Sponsorship = "not_needed"
)

// Sponsorships are the answers that can be given.
var Sponsorships = []Sponsorship{SponsorNotNeeded, SponsorNeeded}

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
