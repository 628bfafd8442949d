package resumes

// Draft is what rules found in a document, for the person to check. Values that were
// not found are missing; none is guessed from anything but the document's own words.
type Draft struct {
	Name           Value           `json:"name,omitzero"`
	Headline       Value           `json:"headline,omitzero"`
	Email          Value           `json:"email,omitzero"`
	Phone          Value           `json:"phone,omitzero"`
	Location       Value           `json:"location,omitzero"`
	Summary        Value           `json:"summary,omitzero"`
	Links          []WebLink       `json:"links,omitempty"`
	Experience     []Experience    `json:"experience,omitempty"`
	Education      []Education     `json:"education,omitempty"`
	Skills         []SkillGroup    `json:"skills,omitempty"`
	Languages      []Language      `json:"languages,omitempty"`
	Certifications []Certification `json:"certifications,omitempty"`
}

// Value is one text that was found, how sure the rules are, and where it stands.
type Value struct {
	Text       string  `json:"text"`
	Confidence float64 `json:"confidence"` // 0 to 1
	Span       Span    `json:"span,omitzero"`
}

// IsZero tells whether the value is missing.
func (v Value) IsZero() bool { return v.Text == "" }

// LinkKind says what a web address leads to.
type LinkKind string

// The kinds of links.
const (
	LinkedIn LinkKind = "linkedin"
	GitHub   LinkKind = "github"
	Site     LinkKind = "site"
)

// WebLink is a web address of the person.
type WebLink struct {
	Kind LinkKind `json:"kind"`
	URL  Value    `json:"url"` // with scheme
}

// Experience is one position held.
type Experience struct {
	Title    Value   `json:"title,omitzero"`
	Company  Value   `json:"company,omitzero"`
	Location Value   `json:"location,omitzero"`
	Dates    Dates   `json:"dates,omitzero"`
	Bullets  []Value `json:"bullets,omitempty"` // what was done, one thing each
	Span     Span    `json:"span"`              // the whole entry on its first page
}

// Education is one course of study.
type Education struct {
	Institution Value   `json:"institution,omitzero"`
	Degree      Value   `json:"degree,omitzero"`
	Field       Value   `json:"field,omitzero"`
	Location    Value   `json:"location,omitzero"`
	Grade       Value   `json:"grade,omitzero"`
	Dates       Dates   `json:"dates,omitzero"`
	Notes       []Value `json:"notes,omitempty"`
	Span        Span    `json:"span"` // the whole entry on its first page
}

// SkillGroup is a list of skills, under a name where the document gives one.
type SkillGroup struct {
	Name   Value   `json:"name,omitzero"`
	Skills []Value `json:"skills"`
}

// Language is a spoken language.
type Language struct {
	Name  Value `json:"name"`
	Level Value `json:"level,omitzero"` // in the document's own words
}

// Certification is a certificate or licence.
type Certification struct {
	Name   Value `json:"name"`
	Issuer Value `json:"issuer,omitzero"`
	Dates  Dates `json:"dates,omitzero"`
}

// Empty tells whether nothing was found at all.
func (d Draft) Empty() bool {
	return d.Name.IsZero() && d.Email.IsZero() && d.Phone.IsZero() && d.Summary.IsZero() && len(d.Experience) == 0 &&
		len(d.Education) == 0 && len(d.Skills) == 0 && len(d.Languages) == 0 && len(d.Certifications) == 0
}
