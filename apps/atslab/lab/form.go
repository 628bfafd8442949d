package lab

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// input is one field as the page draws it.
type input struct {
	ID          string
	Name        string
	Label       string
	Description string
	Widget      string // text, textarea, file, combo, boxes, consent
	Type        string // of a text: text, email, tel
	Required    bool
	Multiple    bool
	Options     []choice
	Chosen      choice // comes with this option
	Typeahead   bool   // options only while typing
}

type choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// OptionsJSON hands a combobox's options to the page's script.
func (i input) OptionsJSON() string {
	encoded, err := json.Marshal(i.Options)
	if err != nil {
		return "[]"
	}
	return string(encoded)
}

// section is a group of fields below a heading.
type section struct {
	Heading string
	Note    string
	Inputs  []input
}

// maxBoxes is how many options of a multiple choice are drawn as boxes; more make a list.
const maxBoxes = 5

// sections draws the form of a posting, in the order of the real one: person, resume,
// questions, voluntary questions, consent.
func (p *posting) sections(faults faults) []section {
	var person, questions section
	for _, q := range p.Questions {
		in, ok := draw(q)
		switch {
		case !ok:
		case strings.HasPrefix(in.Name, "question_"):
			questions.Inputs = append(questions.Inputs, in)
		default:
			if in.Name == "phone" {
				person.Inputs = append(person.Inputs, phoneCountry(p.Language))
			}
			person.Inputs = append(person.Inputs, in)
			if in.Name == "phone" {
				person.Inputs = append(person.Inputs, p.place()...)
			}
		}
	}
	if faults.has(faultChangedForm) {
		questions.Inputs = changed(questions.Inputs)
	}
	all := []section{person, questions}
	for _, block := range p.Compliance {
		eeo := section{Heading: "Voluntary self-identification", Note: "Answering is up to you and has no effect on your application."}
		for _, q := range block.Questions {
			if in, ok := draw(q); ok {
				eeo.Inputs = append(eeo.Inputs, in)
			}
		}
		all = append(all, eeo)
	}
	if d := p.Demographics; d != nil {
		own := section{Heading: cmp.Or(d.Header, "About you"), Note: "Answering is up to you."}
		for _, q := range d.Questions {
			in := input{
				ID: "demographic_" + strconv.FormatInt(q.ID, 10), Label: q.Label, Widget: "combo", Required: q.Required,
				Multiple: strings.Contains(q.Type, "multi_select"),
			}
			in.Name = in.ID
			for _, o := range q.AnswerOptions {
				in.Options = append(in.Options, choice{strconv.FormatInt(o.ID, 10), o.Label})
			}
			own.Inputs = append(own.Inputs, in)
		}
		all = append(all, own)
	}
	return append(all, p.consent())
}

// draw picks the widget of a question; false when it has nothing to see.
func draw(q question) (input, bool) {
	for _, f := range q.Fields {
		in := input{ID: f.Name, Name: f.Name, Label: q.Label, Description: q.Description, Required: q.Required, Type: "text"}
		switch f.Type {
		case "input_file":
			in.Widget = "file"
		case "textarea":
			in.Widget = "textarea"
		case "input_text":
			in.Widget = "text"
			switch f.Name {
			case "email":
				in.Type = "email"
			case "phone":
				in.Type = "tel"
			}
		case "multi_value_single_select", "multi_value_multi_select":
			in.Widget = "combo"
			in.Multiple = f.Type == "multi_value_multi_select"
			for _, v := range f.Values {
				in.Options = append(in.Options, choice{optionValue(v.Value), v.Label})
			}
			if in.Multiple && len(in.Options) <= maxBoxes {
				in.Widget = "boxes"
			}
		default:
			continue
		}
		return in, true
	}
	return input{}, false
}

// place draws the question for the town, whose options come while typing.
func (p *posting) place() []input {
	for _, q := range p.LocationQuestions {
		if in, ok := draw(q); ok {
			in.ID, in.Name, in.Widget, in.Typeahead = "candidate-location", "location", "combo", true
			return []input{in}
		}
	}
	return nil
}

func (p *posting) consent() section {
	s := section{Heading: "Privacy"}
	box := func(name, label string) {
		s.Inputs = append(s.Inputs, input{ID: name, Name: name, Label: label, Widget: "consent", Required: true})
	}
	for _, rule := range p.DataCompliance {
		if rule.RequiresConsent {
			box("gdpr_consent_given", "I have read the privacy notice and consent to the use of my data for this application.")
		}
		if rule.RequiresProcessingConsent {
			box("gdpr_processing_consent_given", "I consent to the processing of my data for this application.")
		}
		if rule.RequiresRetentionConsent {
			box("gdpr_retention_consent_given", fmt.Sprintf("I consent to my data being kept for %d days.", rule.RetentionPeriod))
		}
	}
	return s
}

// changed is a form that moved on since its feed was read: its first question has
// another name, and a required one was added.
func changed(inputs []input) []input {
	moved := append([]input(nil), inputs...)
	if len(moved) > 0 {
		moved[0].ID += "_v2"
		moved[0].Name += "_v2"
	}
	return append(moved, input{
		ID: "question_added", Name: "question_added", Label: "Which of our values matters most to you?", Widget: "text", Type: "text", Required: true,
	})
}

// phoneCountry is chosen before anybody touches it, as in the real form.
func phoneCountry(language string) input {
	in := input{ID: "country", Name: "country", Label: "Country", Widget: "combo", Options: countries, Chosen: countries[0]}
	for _, c := range countries {
		if c.Value == language {
			in.Chosen = c
		}
	}
	return in
}

var countries = []choice{
	{"us", "United States +1"},
	{"gb", "United Kingdom +44"},
	{"de", "Germany +49"},
	{"at", "Austria +43"},
	{"ch", "Switzerland +41"},
	{"fr", "France +33"},
	{"es", "Spain +34"},
	{"it", "Italy +39"},
	{"nl", "Netherlands +31"},
	{"pl", "Poland +48"},
	{"pt", "Portugal +351"},
	{"ie", "Ireland +353"},
	{"ca", "Canada +1"},
	{"in", "India +91"},
	{"br", "Brazil +55"},
	{"ua", "Ukraine +380"},
}
