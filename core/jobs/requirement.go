package jobs

// RequirementKind says what a requirement asks for.
type RequirementKind string

// The kinds.
const (
	RequirementSkill         RequirementKind = "skill"
	RequirementExperience    RequirementKind = "experience"
	RequirementDegree        RequirementKind = "degree"
	RequirementLanguage      RequirementKind = "language"
	RequirementCertification RequirementKind = "certification"
	RequirementLicense       RequirementKind = "license"
	RequirementClearance     RequirementKind = "clearance"
	RequirementAuthorization RequirementKind = "authorization"
	RequirementTravel        RequirementKind = "travel"
	RequirementOnsite        RequirementKind = "onsite"
)

// Span is a place in the posting's text. A requirement that only the title
// states has Start = End = 0 and quotes the title.
type Span struct {
	Start int    `json:"start"` // byte offset of the first byte
	End   int    `json:"end"`   // byte offset behind the last byte
	Quote string `json:"quote"` // the sentence around it, to be shown; at most 240 bytes
}

// Requirement is one thing that a posting asks for, and where it says so. It is
// stored as JSON with the job, so fields are only ever added.
type Requirement struct {
	Kind RequirementKind `json:"kind"`
	// Name is what is asked for, as shown: "Go", "Python or Java", "Bachelor's degree".
	// For experience it is the field ("Accounting") or "" for experience at large.
	Name string `json:"name"`
	// AnyOf lists the alternatives of which one is enough; empty when Name is the only one.
	AnyOf []string `json:"anyOf,omitempty"`
	// Must tells a must from a nice-to-have.
	Must bool `json:"must"`
	// Mentioned marks a skill that the duties or the title name without asking for it.
	// It counts for the overlap of skills, not as a requirement of its own.
	Mentioned bool `json:"mentioned,omitempty"`
	// Soft marks conduct such as "Communication", which nobody can verify and
	// which therefore weighs little.
	Soft bool `json:"soft,omitempty"`
	// MinYears is the least experience asked for, in years; 0 when none is stated.
	MinYears float64 `json:"minYears,omitempty"`
	// Degree is the least level of a degree requirement.
	Degree DegreeLevel `json:"degree,omitempty"`
	// Fields are the fields of study of a degree requirement.
	Fields []string `json:"fields,omitempty"`
	// OrExperience tells that the posting takes experience instead of the degree.
	OrExperience bool `json:"orExperience,omitempty"`
	// LanguageLevel is the level of a language: A1 to C2 of the Common European
	// Framework, where native is C2; "" when none is stated.
	LanguageLevel string `json:"languageLevel,omitempty"`
	Span          Span   `json:"span"`
}

// Names lists the alternatives, or the only name.
func (r Requirement) Names() []string {
	if len(r.AnyOf) > 0 {
		return r.AnyOf
	}
	return []string{r.Name}
}

// DegreeLevel orders degrees; a higher one satisfies a lower requirement.
type DegreeLevel int

// The ladder. It follows the European Qualifications Framework in order, not in number.
const (
	DegreeNone       DegreeLevel = iota
	DegreeSchool                 // secondary school, high school diploma, GED, Abitur
	DegreeVocational             // apprenticeship, Ausbildung, CAP
	DegreeAssociate              // associate degree, BTS, foundation degree
	DegreeBachelor
	DegreeMaster // master, MBA, Diplom
	DegreeDoctor
)

var degreeNames = [...]string{
	"", "High school diploma", "Vocational qualification", "Associate degree", "Bachelor's degree", "Master's degree", "Doctorate",
}

// String is the level in words; "" for none.
func (d DegreeLevel) String() string {
	if d < 0 || int(d) >= len(degreeNames) {
		return ""
	}
	return degreeNames[d]
}
