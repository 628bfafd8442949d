package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/playwright-community/playwright-go"

	"github.com/applyforus/applyforus/adapters/browser/ats"
	"github.com/applyforus/applyforus/core/autoapply"
)

//go:embed form.js
var formScript string

// found is what form.js answers to "look" and "inspect".
type found struct {
	frame  playwright.Frame
	Look   look      `json:"look"`
	Fields []control `json:"fields"`
}

// look is what a page shows.
type look struct {
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Heading  string   `json:"heading"`
	Text     string   `json:"text"` // lower case
	Ready    bool     `json:"ready"`
	Marked   bool     `json:"marked"`
	Controls int      `json:"controls"`
	File     bool     `json:"file"`
	Password bool     `json:"password"`
	Card     bool     `json:"card"`
	Captcha  bool     `json:"captcha"`
	Next     bool     `json:"next"`
	Errors   []string `json:"errors"`
	Invalid  []string `json:"invalid"` // what the browser itself would complain about

	Said []ats.Paragraph `json:"said"` // as it reads; only where it might thank for an application
}

func (l look) seen() ats.Seen { return ats.Seen{URL: l.URL, Text: l.Text} }

// control is one field on the page and the widget that takes its value.
type control struct {
	Tag         int      `json:"tag"` // in the attribute data-afu
	Key         string   `json:"key"`
	Label       string   `json:"label"`
	Widget      string   `json:"widget"`
	Required    bool     `json:"required"`
	Listed      bool     `json:"listed"` // a combobox whose options can be listed without typing
	Section     string   `json:"section"`
	Description string   `json:"description"`
	Accept      string   `json:"accept"`
	Options     []option `json:"options"`
}

type option struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// evaluate runs a task of form.js in a frame, for the platform that the session is on.
func (s *session) evaluate(ctx context.Context, frame playwright.Frame, task string) (found, error) {
	f := found{}
	err := s.run(ctx, frame, task, &f)
	if err == nil {
		f.frame = frame
	}
	return f, err
}

func (s *session) run(ctx context.Context, frame playwright.Frame, task string, into any) error {
	if s.platform.Name == "" {
		if p, ok := ats.ByURL(s.asked); ok {
			s.platform = p
		} else {
			s.platform = ats.Generic()
		}
	}
	raw, err := await(ctx, func() (any, error) {
		return frame.Evaluate(formScript, map[string]any{
			"task": task, "form": s.platform.Form, "marker": s.marker(), "thanks": s.platform.ThanksWords,
		})
	})
	if err != nil {
		return err
	}
	encoded, err := json.Marshal(raw)
	if err != nil {
		return err
	}
	return json.Unmarshal(encoded, into)
}

// marker gives the CSS by which the page itself can tell its platform, for forms that
// are embedded or served from the employer's own host.
func (s *session) marker() string {
	if s.platform.Marker != "" {
		return s.platform.Marker
	}
	return ats.Greenhouse().Marker
}

// Inspect implements ports.FormSession.
func (s *session) Inspect(ctx context.Context) (autoapply.Page, error) {
	seen, err := s.richest(ctx)
	if err != nil {
		return autoapply.Page{}, s.fault(ctx, err)
	}
	if seen.frame == nil {
		return autoapply.Page{URL: s.page.URL(), Platform: s.platform.Name, Block: autoapply.NewIssue(autoapply.IssueNoForm)}, nil
	}
	if seen.Look.Marked && s.platform.Marker == "" {
		s.platform = ats.Greenhouse()
	}
	at, err := s.evaluate(ctx, seen.frame, "inspect")
	if err != nil {
		return autoapply.Page{}, s.fault(ctx, err)
	}
	s.frame = at.frame
	page := autoapply.Page{URL: s.page.URL(), Platform: s.platform.Name, Title: at.Look.Title, Errors: at.Look.Errors}
	if len(at.Fields) > 0 {
		page.Form = s.form(at)
	}
	page.Block, page.Warnings = autoapply.Diagnose(autoapply.Signals{
		Status: s.status, Challenged: s.challenged, AskedURL: s.asked, URL: page.URL, Text: at.Look.Text,
		Fields: at.Look.Controls, HasFile: at.Look.File, HasPassword: at.Look.Password, HasCardNumber: at.Look.Card,
		CaptchaVisible: seen.Look.Captcha, NextButton: at.Look.Next,
	}, page.Form)
	if page.Form != nil && !page.Blocked() {
		if err := s.listOffers(ctx, page.Form); err != nil {
			return page, err
		}
	}
	if page.Form != nil && !page.Form.LooksLikeApplication() {
		page.Form = nil
	}
	return page, nil
}

// form turns controls into fields and remembers how to reach them. Two controls of one
// key are told apart by a number.
func (s *session) form(at found) *autoapply.Form {
	title, company := s.titles(at.Look)
	form := &autoapply.Form{Platform: s.platform.Name, URL: s.page.URL(), Title: title, Company: company}
	s.fields = make(map[string]control, len(at.Fields))
	for _, c := range at.Fields {
		c.Key = orElse(s.platform.Keys[c.Key], c.Key)
		key := c.Key
		for n := 2; ; n++ {
			if _, taken := s.fields[c.Key]; !taken {
				break
			}
			c.Key = key + "#" + strconv.Itoa(n)
		}
		s.fields[c.Key] = c
		field := autoapply.Field{
			Key: c.Key, Label: c.Label, Kind: c.kind(), Required: c.Required, Section: c.Section, Description: c.Description,
		}
		for _, o := range c.Options {
			field.Options = append(field.Options, autoapply.Option(o))
		}
		for accepted := range strings.SplitSeq(c.Accept, ",") {
			if accepted = strings.TrimSpace(accepted); accepted != "" {
				field.Accept = append(field.Accept, accepted)
			}
		}
		field.Topic = autoapply.Classify(field.Label, key, field.Kind, field.Options)
		form.Fields = append(form.Fields, field)
	}
	return form
}

// titles takes the opening and the company from the document's title where the platform
// has a pattern for it, else from the heading.
func (s *session) titles(l look) (opening, company string) {
	opening = l.Heading
	if between := s.platform.TitleCompany; between != "" {
		if i := strings.LastIndex(l.Title, between); i >= 0 {
			company = strings.TrimSpace(l.Title[i+len(between):])
		}
	}
	return opening, company
}

func (c control) kind() autoapply.Kind {
	switch c.Widget {
	case "email":
		return autoapply.KindEmail
	case "tel":
		return autoapply.KindPhone
	case "number":
		return autoapply.KindNumber
	case "date":
		return autoapply.KindDate
	case "textarea":
		return autoapply.KindTextarea
	case "file":
		return autoapply.KindFile
	case "checkbox":
		return autoapply.KindCheckbox
	case "boxes", "select-many", "combo-many":
		return autoapply.KindMultiSelect
	case "radio", "select", "combo":
		return autoapply.KindSingleSelect
	}
	return autoapply.KindText
}

// ReadBack implements ports.FormSession.
func (s *session) ReadBack(ctx context.Context) ([]autoapply.ReadValue, error) {
	if s.frame == nil || len(s.fields) == 0 {
		return nil, autoapply.ErrNoForm
	}
	var held map[string]struct {
		Values []string `json:"values"`
		File   string   `json:"file"`
		Size   int64    `json:"size"`
	}
	if err := s.run(ctx, s.frame, "read", &held); err != nil {
		return nil, s.fault(ctx, err)
	}
	read := make([]autoapply.ReadValue, 0, len(s.fields))
	for key, c := range s.fields {
		if h, ok := held[strconv.Itoa(c.Tag)]; ok {
			read = append(read, autoapply.ReadValue{Key: key, Values: h.Values, FileName: h.File, FileSize: h.Size})
		}
	}
	return read, nil
}

// fault gives errors of playwright the words of the port.
func (s *session) fault(ctx context.Context, err error) error {
	var known interface{ Is(error) bool }
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &known) && known.Is(autoapply.ErrBrowserUnavailable):
		return err
	case died(err) || !s.engine.browser.IsConnected():
		return autoapply.ErrBrowserUnavailable.Wrap(err)
	}
	return autoapply.ErrPageUnreachable.Wrap(err)
}
