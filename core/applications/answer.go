package applications

// Origin says where an answer came from. Every answer shows it.
type Origin string

// The origins of answers.
const (
	OriginNone       Origin = "none"        // not answered
	OriginProfile    Origin = "profile"     // a fact that the person confirmed
	OriginResume     Origin = "resume"      // the picked resume's file
	OriginAnswerBank Origin = "answer_bank" // what the person said to the same question before
	OriginTyped      Origin = "typed"       // typed for this application
)

// Answer is one question of the form with what will be, or was, sent.
type Answer struct {
	FieldKey    string // the field's key in the form
	Label       string
	Topic       string // canonical meaning, "" if none is known
	Kind        string // how the field is answered, as the apply engine names kinds
	Section     string
	Description string
	Required    bool
	Options     []Option
	Values      []string   // chosen options by label, or the text; a file's name for files
	File        Attachment `json:",omitzero"` // what was attached; zero for other kinds, and for the resume
	Origin      Origin
	OriginText  string // in words for the person, e.g. "Your profile: phone"
	// PersonOnly marks questions of law, pay, health and origin: they are answered only
	// from what the person said to this very question.
	PersonOnly bool
}

// Option is one choice of a question.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Answered tells whether anything will be sent.
func (a Answer) Answered() bool {
	for _, v := range a.Values {
		if v != "" {
			return true
		}
	}
	return false
}

// Missing tells whether the person must still answer.
func (a Answer) Missing() bool { return a.Required && !a.Answered() }

// MissingKeys lists the fields that the person must still answer.
func MissingKeys(answers []Answer) []string {
	var keys []string
	for _, a := range answers {
		if a.Missing() {
			keys = append(keys, a.FieldKey)
		}
	}
	return keys
}
