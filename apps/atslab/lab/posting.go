package lab

import (
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"
)

// board is one company as the Greenhouse Job Board API words it.
type board struct {
	Name    string
	Token   string
	Content template.HTML
	Jobs    []*posting
	byID    map[string]*posting
}

// posting is one opening: the API's object as it came, and what the form needs of it.
type posting struct {
	raw map[string]json.RawMessage

	ID       int64  `json:"id"`
	Title    string `json:"title"`
	Language string `json:"language"`
	Location struct {
		Name string `json:"name"`
	} `json:"location"`
	Content           string     `json:"content"`
	Questions         []question `json:"questions"`
	LocationQuestions []question `json:"location_questions"`
	Compliance        []struct {
		Description string     `json:"description"`
		Questions   []question `json:"questions"`
	} `json:"compliance"`
	Demographics *struct {
		Header      string `json:"header"`
		Description string `json:"description"`
		Questions   []struct {
			ID            int64  `json:"id"`
			Label         string `json:"label"`
			Required      bool   `json:"required"`
			Type          string `json:"type"`
			AnswerOptions []struct {
				ID    int64  `json:"id"`
				Label string `json:"label"`
			} `json:"answer_options"`
		} `json:"questions"`
	} `json:"demographic_questions"`
	DataCompliance []struct {
		RequiresConsent           bool `json:"requires_consent"`
		RequiresProcessingConsent bool `json:"requires_processing_consent"`
		RequiresRetentionConsent  bool `json:"requires_retention_consent"`
		RetentionPeriod           int  `json:"retention_period"`
	} `json:"data_compliance"`
}

type question struct {
	Label       string `json:"label"`
	Required    bool   `json:"required"`
	Description string `json:"description"`
	Fields      []struct {
		Name   string `json:"name"`
		Type   string `json:"type"`
		Values []struct {
			Label string          `json:"label"`
			Value json.RawMessage `json:"value"`
		} `json:"values"`
	} `json:"fields"`
}

func parseBoard(encoded []byte) (*board, error) {
	var shape struct {
		Name    string                       `json:"name"`
		Token   string                       `json:"token"`
		Content string                       `json:"content"`
		Jobs    []map[string]json.RawMessage `json:"jobs"`
	}
	if err := json.Unmarshal(encoded, &shape); err != nil {
		return nil, fmt.Errorf("lab: a board that is not in the shape of the job board API: %w", err)
	}
	b := &board{Name: shape.Name, Token: shape.Token, Content: markup(shape.Content), byID: map[string]*posting{}}
	for _, raw := range shape.Jobs {
		whole, err := json.Marshal(raw)
		if err != nil {
			return nil, err
		}
		p := &posting{raw: raw}
		if err := json.Unmarshal(whole, p); err != nil {
			return nil, fmt.Errorf("lab: a job of board %q: %w", b.Token, err)
		}
		b.Jobs = append(b.Jobs, p)
		b.byID[strconv.FormatInt(p.ID, 10)] = p
	}
	return b, nil
}

// markup reads the API's escaped HTML. The boards are the lab's own configuration, and
// the pages' policy allows no inline script besides.
func markup(escaped string) template.HTML {
	return template.HTML(html.UnescapeString(escaped)) //nolint:gosec // see above
}

// Body is the posting's text.
func (p *posting) Body() template.HTML { return markup(p.Content) }

// summary is the posting as the list of a board shows it, without its questions.
func (p *posting) summary(content bool) map[string]json.RawMessage {
	short := make(map[string]json.RawMessage, len(p.raw))
	for key, value := range p.raw {
		switch key {
		case "questions", "location_questions", "compliance", "demographic_questions", "data_compliance", "pay_input_ranges":
		case "content", "departments", "offices":
			if content {
				short[key] = value
			}
		default:
			short[key] = value
		}
	}
	return short
}

// detail is the posting with what the two switches of the API ask for.
func (p *posting) detail(questions, pay bool) map[string]json.RawMessage {
	full := p.summary(true)
	for key, value := range p.raw {
		switch key {
		case "questions", "location_questions", "compliance", "demographic_questions":
			if questions {
				full[key] = value
			}
		case "data_compliance":
			full[key] = value
		case "pay_input_ranges":
			if pay {
				full[key] = value
			}
		}
	}
	return full
}

func optionValue(raw json.RawMessage) string { return strings.Trim(string(raw), `"`) }
