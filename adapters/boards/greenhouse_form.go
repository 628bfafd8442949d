package boards

import (
	"encoding/json"
	"html"
	"strings"

	"github.com/applyforus/applyforus/core/jobs"
)

// greenhouseForm is what the detail of a posting says about its application form.
type greenhouseForm struct {
	Questions         []greenhouseQuestion `json:"questions"`
	LocationQuestions []greenhouseQuestion `json:"location_questions"`
	Compliance        []struct {
		Type      string               `json:"type"`
		Questions []greenhouseQuestion `json:"questions"`
	} `json:"compliance"`
	Demographic *struct {
		Questions []struct {
			ID       json.Number `json:"id"`
			Label    string      `json:"label"`
			Required bool        `json:"required"`
			Type     string      `json:"type"`
			Options  []struct {
				ID    json.Number `json:"id"`
				Label string      `json:"label"`
			} `json:"answer_options"`
		} `json:"questions"`
	} `json:"demographic_questions"`
	DataCompliance []struct {
		Type       string `json:"type"`
		Consent    bool   `json:"requires_consent"`
		Processing bool   `json:"requires_processing_consent"`
		Retention  bool   `json:"requires_retention_consent"`
	} `json:"data_compliance"`
}

type greenhouseQuestion struct {
	Label       string `json:"label"`
	Required    bool   `json:"required"`
	Description string `json:"description"`
	Fields      []struct {
		Name   string `json:"name"`
		Type   string `json:"type"`
		Values []struct {
			Value json.RawMessage `json:"value"`
			Label string          `json:"label"`
		} `json:"values"`
	} `json:"fields"`
}

// greenhouseStandard are the fields of every Greenhouse form, by name.
var greenhouseStandard = map[string]bool{
	"first_name": true, "last_name": true, "preferred_name": true, "email": true, "phone": true, "location": true,
	"resume": true, "cover_letter": true,
}

// questions lists the form in the order in which it is shown; nil when the answer is one
// of the list, which says nothing about forms.
func (f greenhouseForm) questions() []jobs.Question {
	if f.Questions == nil {
		return nil
	}
	out := []jobs.Question{}
	for _, q := range f.Questions {
		out = q.add(out, jobs.GroupCustom)
	}
	for _, q := range f.LocationQuestions {
		out = q.add(out, jobs.GroupLocation)
	}
	for _, part := range f.Compliance {
		for _, q := range part.Questions {
			out = q.add(out, jobs.GroupCompliance)
		}
	}
	if f.Demographic != nil {
		for _, d := range f.Demographic.Questions {
			q := jobs.Question{Key: "demographic_" + d.ID.String(), Label: d.Label, Kind: greenhouseKind(d.Type, nil), Group: jobs.GroupDemographic, Required: d.Required}
			for _, o := range d.Options {
				q.Options = append(q.Options, jobs.Option{Value: o.ID.String(), Label: o.Label})
			}
			out = append(out, q)
		}
	}
	for _, c := range f.DataCompliance {
		if c.Processing {
			out = append(out, consent(c.Type+"_processing_consent_given", "Consent to data processing"))
		}
		if c.Retention {
			out = append(out, consent(c.Type+"_retention_consent_given", "Consent to keep the data"))
		}
		if c.Consent && !c.Processing && !c.Retention {
			out = append(out, consent(c.Type+"_consent_given", "Consent to data processing"))
		}
	}
	return out
}

// consent words a box of consent under the name that the form gives it.
func consent(key, label string) jobs.Question {
	return jobs.Question{Key: key, Label: label, Kind: jobs.QuestionBoolean, Group: jobs.GroupConsent, Required: true}
}

// add appends a question. Of a question with several fields (a resume as file or as
// text) the first is the one to answer; hidden fields are the form's own business.
func (q greenhouseQuestion) add(out []jobs.Question, group jobs.QuestionGroup) []jobs.Question {
	for _, f := range q.Fields {
		if f.Type == "input_hidden" {
			continue
		}
		name := strings.TrimSuffix(f.Name, "[]")
		question := jobs.Question{
			Key: name, Label: strings.TrimSpace(q.Label), Group: group, Required: q.Required,
			Description: strings.TrimSpace(lines(html.UnescapeString(q.Description))),
		}
		if greenhouseStandard[name] && group == jobs.GroupCustom {
			question.Group = jobs.GroupStandard
		}
		for _, v := range f.Values {
			question.Options = append(question.Options, jobs.Option{Value: rawText(v.Value), Label: v.Label})
		}
		question.Kind = greenhouseKind(f.Type, question.Options)
		return append(out, question)
	}
	return out
}

func greenhouseKind(kind string, options []jobs.Option) jobs.QuestionKind {
	switch kind {
	case "textarea":
		return jobs.QuestionLongText
	case "input_file":
		return jobs.QuestionFile
	case "multi_value_multi_select":
		return jobs.QuestionMulti
	case "multi_value_single_select":
		if len(options) == 2 && (options[0].Value == "0" && options[1].Value == "1" || options[0].Value == "1" && options[1].Value == "0") {
			return jobs.QuestionBoolean
		}
		return jobs.QuestionSelect
	}
	return jobs.QuestionText
}

// rawText gives a JSON text without its quotes, and a number as it is.
func rawText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}
