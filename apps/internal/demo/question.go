package demo

// FieldType says how a field is drawn; the names are those of the Greenhouse Job Board API.
type FieldType string

// The field types of the API. A single select may be drawn as a list or as radio buttons, a multi select as a list or as
// checkboxes; the name of a multi select ends in "[]".
const (
	InputText    FieldType = "input_text"
	InputFile    FieldType = "input_file"
	InputHidden  FieldType = "input_hidden"
	Textarea     FieldType = "textarea"
	SingleSelect FieldType = "multi_value_single_select"
	MultiSelect  FieldType = "multi_value_multi_select"
)

// Question is one labelled entry of a form.
type Question struct {
	Label       string  `json:"label"`
	Required    bool    `json:"required"`
	Description string  `json:"description"` // help below the label, may be empty
	Fields      []Field `json:"fields"`      // alternatives: a resume is a file or a text; one of them satisfies Required
}

// Field is one control of a question.
type Field struct {
	Name   string    `json:"name"`
	Type   FieldType `json:"type"`
	Values []Value   `json:"values"` // the options of a select, else empty
}

// Value is one option of a select: what the form shows and what it sends.
type Value struct {
	Label string `json:"label"`
	Value int64  `json:"value"`
}

// Visible reports whether the person sees the question: at least one of its fields is not hidden.
func (q Question) Visible() bool {
	for _, f := range q.Fields {
		if f.Type != InputHidden {
			return true
		}
	}
	return false
}

// Compliance is a block of voluntary questions for government reporting in the United States.
type Compliance struct {
	Type        string     `json:"type"`        // always "eeoc"
	Description string     `json:"description"` // HTML
	Questions   []Question `json:"questions"`
}

// Demographics is the employer's own block of voluntary questions about the applicant.
type Demographics struct {
	Header      string                `json:"header"`
	Description string                `json:"description"` // HTML
	Questions   []DemographicQuestion `json:"questions"`
}

// DemographicQuestion is answered by choosing among options that have ids instead of values.
type DemographicQuestion struct {
	ID            int64          `json:"id"`
	Label         string         `json:"label"`
	Required      bool           `json:"required"`
	Type          FieldType      `json:"type"` // SingleSelect or MultiSelect
	AnswerOptions []AnswerOption `json:"answer_options"`
}

// AnswerOption is one option of a demographic question; a free-form one lets the person add words of their own.
type AnswerOption struct {
	ID       int64  `json:"id"`
	Label    string `json:"label"`
	FreeForm bool   `json:"free_form"`
}

// DataCompliance is a rule of data protection that asks for consent: one consent for everything, or one each for
// processing and for keeping the application.
type DataCompliance struct {
	Type                          string `json:"type"` // always "gdpr"
	RequiresConsent               bool   `json:"requires_consent"`
	RequiresProcessingConsent     bool   `json:"requires_processing_consent"`
	RequiresRetentionConsent      bool   `json:"requires_retention_consent"`
	RetentionPeriod               int    `json:"retention_period"` // days
	DemographicDataConsentApplies bool   `json:"demographic_data_consent_applies"`
}

// Consents returns how many boxes the form shows for the rule.
func (d DataCompliance) Consents() int {
	n := 0
	for _, required := range []bool{d.RequiresConsent, d.RequiresProcessingConsent, d.RequiresRetentionConsent} {
		if required {
			n++
		}
	}
	return n
}
