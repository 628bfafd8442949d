package memory

import (
	"context"
	"net/url"
	"sync"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/ports"
)

// Browser is a scripted ports.FormBrowser: what its pages are and how they answer is
// said beforehand, and what was sent can be counted. Use AddPage before Open.
type Browser struct {
	mu    sync.Mutex
	pages map[string]*BrowserPage
	sent  map[string][][]autoapply.Filling
	// OnSubmit, if set, is told of every press of a send button before the page answers;
	// tests use it to look at what was committed by then, or to end a run there.
	OnSubmit func(address string)
}

// BrowserPage scripts one address.
type BrowserPage struct {
	Page autoapply.Page // what Inspect finds; a Form that is nil cannot be filled
	// Late are fields that appear once the form is filled.
	Late []autoapply.Field
	// Stubborn are the keys of fields that do not take what is put into them.
	Stubborn []string
	// Outcome is how a complete form answers; a zero Result confirms. RejectedByForm
	// receives nothing, the others receive the application.
	Outcome autoapply.Outcome
	// OpenErr, if set, is answered by Open.
	OpenErr error
}

var _ ports.FormBrowser = (*Browser)(nil)

// NewBrowser makes a browser that knows no address.
func NewBrowser() *Browser {
	return &Browser{pages: map[string]*BrowserPage{}, sent: map[string][][]autoapply.Filling{}}
}

// AddPage scripts an address, in place of what was there.
func (b *Browser) AddPage(address string, page BrowserPage) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pages[address] = &page
}

// Sent gives the applications that an address received, oldest first.
func (b *Browser) Sent(address string) [][]autoapply.Filling {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([][]autoapply.Filling(nil), b.sent[address]...)
}

// Open implements ports.FormBrowser.
func (b *Browser) Open(ctx context.Context, address string) (ports.FormSession, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	page := b.pages[address]
	if u, err := url.Parse(address); err != nil || u.Host == "" || page == nil {
		return nil, autoapply.ErrPageUnreachable
	}
	if page.OpenErr != nil {
		return nil, page.OpenErr
	}
	return &browserSession{browser: b, address: address, script: *page, held: map[string]autoapply.Filling{}}, nil
}

type browserSession struct {
	browser *Browser
	address string
	script  BrowserPage
	held    map[string]autoapply.Filling
}

func (s *browserSession) Inspect(ctx context.Context) (autoapply.Page, error) {
	page := s.script.Page
	if page.Form != nil {
		form := *page.Form
		form.Fields = s.fields()
		page.Form = &form
	}
	return page, ctx.Err()
}

// fields gives the fields that are there now.
func (s *browserSession) fields() []autoapply.Field {
	fields := append([]autoapply.Field(nil), s.script.Page.Form.Fields...)
	if len(s.held) > 0 {
		fields = append(fields, s.script.Late...)
	}
	return fields
}

func (s *browserSession) Fill(ctx context.Context, fillings []autoapply.Filling) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.script.Page.Form == nil {
		return autoapply.ErrNoForm
	}
	known := map[string]autoapply.Field{}
	for _, f := range s.fields() {
		known[f.Key] = f
	}
	for _, f := range fillings {
		if _, ok := known[f.Key]; !ok {
			return autoapply.ErrFieldUnknown
		}
	}
	for _, f := range fillings {
		if s.takes(known[f.Key], f) {
			s.held[f.Key] = f
		}
	}
	return nil
}

// takes tells whether the field holds the value once it was put in.
func (s *browserSession) takes(field autoapply.Field, f autoapply.Filling) bool {
	for _, key := range s.script.Stubborn {
		if key == field.Key {
			return false
		}
	}
	for _, v := range f.Values {
		if _, offered := field.Option(v); len(field.Options) > 0 && !offered {
			return false
		}
	}
	return true
}

func (s *browserSession) ReadBack(ctx context.Context) ([]autoapply.ReadValue, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if s.script.Page.Form == nil {
		return nil, autoapply.ErrNoForm
	}
	var read []autoapply.ReadValue
	for _, field := range s.fields() {
		value := autoapply.ReadValue{Key: field.Key, Values: s.held[field.Key].Values}
		if file := s.held[field.Key].File; file != nil {
			value.FileName, value.FileSize = file.Name, int64(len(file.Bytes))
		}
		read = append(read, value)
	}
	return read, nil
}

func (s *browserSession) Submit(ctx context.Context) (autoapply.Outcome, error) {
	if err := ctx.Err(); err != nil {
		return autoapply.Outcome{}, err
	}
	if s.script.Page.Form == nil {
		return autoapply.Outcome{}, autoapply.ErrNoForm
	}
	if s.browser.OnSubmit != nil {
		s.browser.OnSubmit(s.address)
	}
	sent := make([]autoapply.Filling, 0, len(s.held))
	for _, field := range s.fields() {
		if f, ok := s.held[field.Key]; ok {
			sent = append(sent, f)
		}
	}
	form := autoapply.Form{Fields: s.fields()}
	if missing := form.Missing(sent); len(missing) > 0 {
		return autoapply.Outcome{Result: autoapply.RejectedByForm, Errors: []string{"This field is required: " + missing[0]}, URL: s.address}, nil
	}
	outcome := s.script.Outcome
	if outcome.Result == "" {
		outcome.Result, outcome.Evidence = autoapply.Confirmed, "thank you for applying"
	}
	if outcome.Result != autoapply.RejectedByForm {
		s.browser.mu.Lock()
		s.browser.sent[s.address] = append(s.browser.sent[s.address], sent)
		s.browser.mu.Unlock()
	}
	return outcome, nil
}

// Screenshot answers a PNG of one pixel.
func (s *browserSession) Screenshot(ctx context.Context) ([]byte, error) {
	return append([]byte(nil), onePixel...), ctx.Err()
}

func (s *browserSession) Close() error { return nil }

var onePixel = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU" +
	"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82")
