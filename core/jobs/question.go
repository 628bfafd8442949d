package jobs

// QuestionKind is how a question is answered.
type QuestionKind string

// The kinds of questions.
const (
	QuestionText     QuestionKind = "text"         // one line
	QuestionLongText QuestionKind = "long_text"    // paragraphs
	QuestionSelect   QuestionKind = "select"       // one of Options
	QuestionMulti    QuestionKind = "multi_select" // any of Options
	QuestionBoolean  QuestionKind = "boolean"      // yes or no
	QuestionFile     QuestionKind = "file"
	QuestionDate     QuestionKind = "date"
	QuestionNumber   QuestionKind = "number"
)

// QuestionGroup is the part of a form that a question belongs to. Demographic, consent
// and legal questions are answered only from what the person said explicitly.
type QuestionGroup string

// The groups of questions.
const (
	GroupStandard    QuestionGroup = "standard" // name, e-mail, phone, resume, cover letter
	GroupCustom      QuestionGroup = "custom"   // the employer's own
	GroupLocation    QuestionGroup = "location"
	GroupCompliance  QuestionGroup = "compliance"  // e.g. EEOC self-identification
	GroupDemographic QuestionGroup = "demographic" // the employer's own survey
	GroupConsent     QuestionGroup = "consent"     // e.g. data processing
)

// Question is what a feed says about one field of the application form.
type Question struct {
	Key         string // the field's name at the source; unique within the form
	Label       string
	Kind        QuestionKind
	Group       QuestionGroup
	Required    bool
	Options     []Option
	Description string // plain text
}

// Option is one choice of a question.
type Option struct{ Value, Label string }
