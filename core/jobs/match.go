package jobs

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// Candidate is what is known of a person, as facts. Each carries the identifier
// of the fact it comes from, so that a match can show its evidence. The order of
// facts never matters.
type Candidate struct {
	Skills         []SkillFact
	Roles          []RoleFact
	Degrees        []DegreeFact
	Languages      []LanguageFact
	Certifications []CertificationFact // licences too
	Places         []PlaceFact
	WorkRights     []WorkRightFact
}

// SkillFact is a skill that the person states.
type SkillFact struct {
	Fact  id.Fact
	Name  string
	Years float64 // as stated by the person; 0 when not stated
	Quote string  // the words it was read from; the name when empty
}

// RoleFact is one position held.
type RoleFact struct {
	Fact       id.Fact
	Title      string
	Company    string
	Start, End time.Time // a zero Start has no length; a zero End means "until now"
	Text       string    // the description, from which skills are read
}

// DegreeFact is one degree or vocational qualification.
type DegreeFact struct {
	Fact  id.Fact
	Level DegreeLevel // DegreeNone: read from the quote
	Field string
	Quote string // "BSc in Physics, University of Utrecht"
}

// LanguageFact is a language and its level (A1 to C2; "" when not stated).
type LanguageFact struct {
	Fact  id.Fact
	Name  string
	Level string
	Quote string
}

// CertificationFact is a certificate or a licence.
type CertificationFact struct {
	Fact  id.Fact
	Name  string
	Quote string
}

// PlaceFact is a place where the person works or would work.
type PlaceFact struct {
	Fact id.Fact
	Name string // city or country
}

// WorkRightFact is a country in which the person said they may work.
type WorkRightFact struct {
	Fact    id.Fact
	Country string
	Quote   string
}

// PostingForMatch is what a match needs of a posting. Requirements come from
// ExtractRequirements, usually stored with the job.
type PostingForMatch struct {
	Title        string
	Level        string   // the level the feed states ("senior"); "" reads the title
	Places       []string // cities and countries of the job
	Requirements []Requirement
}

// MatchStatus says how a requirement stands.
type MatchStatus string

// The statuses. Unknown is for what a profile cannot settle, such as conduct or
// readiness to travel: it is told to the person and leaves the score alone.
const (
	MatchMet     MatchStatus = "met"
	MatchPartial MatchStatus = "partial"
	MatchMissing MatchStatus = "missing"
	MatchUnknown MatchStatus = "unknown"
)

// MatchEvidence points at the fact that backs a status.
type MatchEvidence struct {
	Fact  id.Fact `json:"fact"`
	Quote string  `json:"quote"`
}

// RequirementMatch is one requirement with its status.
type RequirementMatch struct {
	Requirement Requirement     `json:"requirement"`
	Status      MatchStatus     `json:"status"`
	Evidence    []MatchEvidence `json:"evidence"` // never empty when met
	Note        string          `json:"note"`     // one plain sentence
}

// MatchPart is one part of the score.
type MatchPart struct {
	Name   string  `json:"name"`
	Points float64 `json:"points"`
	OutOf  float64 `json:"outOf"`
	Why    string  `json:"why"`
}

// MatchBand is the score in a word.
type MatchBand string

// The bands. Strong also needs every firm must to be met at least in part.
const (
	BandStrong    MatchBand = "Strong"
	BandPromising MatchBand = "Promising"
	BandStretch   MatchBand = "Stretch"
	BandLow       MatchBand = "Low"
)

// Match is the outcome. Without facts, or with a posting that states nothing,
// Verifiable is false, there is no band and Total means nothing.
type Match struct {
	Verifiable   bool               `json:"verifiable"`
	Total        int                `json:"total"` // 0 to 100
	Band         MatchBand          `json:"band"`
	Why          string             `json:"why"`
	Parts        []MatchPart        `json:"parts"`
	Requirements []RequirementMatch `json:"requirements"`
	Missing      []string           `json:"missing"`    // what is asked for and not in the profile, musts first
	Unverified   []string           `json:"unverified"` // what could not be verified
}

// Score matches one posting with one candidate. For many postings of one
// candidate, prepare a Matcher once.
func Score(p PostingForMatch, c Candidate, now time.Time) Match {
	return NewMatcher(c, now).Score(p)
}
