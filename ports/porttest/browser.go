package porttest

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/ports"
)

// FormSite is a browser and the addresses of forms to try it on. Each address leads to
// the same kind of application form, with one thing about it as the name says.
type FormSite struct {
	Browser ports.FormBrowser

	Form           string // has at least 20 fields and confirms
	Late           string // shows a further required field once it is filled
	Rejecting      string // refuses what it is sent
	Unconfirming   string // takes the application and never says so
	Crashing       string // takes the application and breaks the connection
	Unreachable    string // answers nothing
	Blocked        map[autoapply.IssueCode]string
	UnlistedChoice string // key of a single select of Form with listed options

	// Received counts the applications that the site took for an address.
	Received func(t *testing.T, address string) int
}

// FormBrowser runs the suite of ports.FormBrowser. open makes a fresh site.
func FormBrowser(t *testing.T, open func(t *testing.T) FormSite) {
	t.Helper()
	site := open(t)
	t.Run("fills, reads back, submits and confirms", func(t *testing.T) { confirms(t, site) })
	t.Run("says why a page cannot be filled", func(t *testing.T) { blocks(t, site) })
	t.Run("finds fields that appear late", func(t *testing.T) { findsLateFields(t, site) })
	t.Run("a form that refuses received nothing", func(t *testing.T) {
		outcome, received := submit(t, site, site.Rejecting)
		if outcome.Result != autoapply.RejectedByForm || len(outcome.Errors) == 0 || received != 0 {
			t.Errorf("outcome %+v, received %d", outcome, received)
		}
	})
	for name, address := range map[string]string{"no confirmation": site.Unconfirming, "a broken connection": site.Crashing} {
		t.Run(name+" is not knowing", func(t *testing.T) {
			outcome, received := submit(t, site, address)
			if outcome.Result != autoapply.Unconfirmed || received != 1 {
				t.Errorf("outcome %+v, received %d", outcome, received)
			}
		})
	}
	t.Run("an unfinished form is refused by the page", func(t *testing.T) {
		s, _ := inspect(t, site, site.Form)
		before := site.Received(t, site.Form)
		outcome, err := s.Submit(t.Context())
		if err != nil || outcome.Result != autoapply.RejectedByForm || len(outcome.Errors) == 0 {
			t.Errorf("outcome %+v, error %v", outcome, err)
		}
		if after := site.Received(t, site.Form); after != before {
			t.Errorf("the site took %d applications", after-before)
		}
	})
	t.Run("a choice that is not offered is a mismatch", func(t *testing.T) {
		s, _ := inspect(t, site, site.Form)
		wanted := []autoapply.Filling{{Key: site.UnlistedChoice, Values: []string{"Nothing of that kind"}}}
		if err := s.Fill(t.Context(), wanted); err != nil {
			t.Fatal(err)
		}
		if m := autoapply.Verify(wanted, readBack(t, s)); len(m) != 1 || m[0].Key != site.UnlistedChoice {
			t.Errorf("mismatches %+v", m)
		}
	})
	t.Run("a field that is not there is an error", func(t *testing.T) {
		s, _ := inspect(t, site, site.Form)
		err := s.Fill(t.Context(), []autoapply.Filling{{Key: "no_such_field", Values: []string{"x"}}})
		if !errors.Is(err, autoapply.ErrFieldUnknown) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("an address that does not answer is an error", func(t *testing.T) {
		if _, err := site.Browser.Open(t.Context(), site.Unreachable); !errors.Is(err, autoapply.ErrPageUnreachable) {
			t.Errorf("got %v", err)
		}
		if _, err := site.Browser.Open(t.Context(), "file:///etc/passwd"); !errors.Is(err, autoapply.ErrPageUnreachable) {
			t.Errorf("a file: got %v", err)
		}
	})
	t.Run("ends with its context", func(t *testing.T) {
		s, _ := inspect(t, site, site.Form)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.ReadBack(ended); !errors.Is(err, context.Canceled) {
			t.Errorf("read back: %v", err)
		}
		if _, err := site.Browser.Open(ended, site.Form); !errors.Is(err, context.Canceled) {
			t.Errorf("open: %v", err)
		}
	})
}

func confirms(t *testing.T, site FormSite) {
	s, page := inspect(t, site, site.Form)
	if page.Blocked() || page.Form == nil || len(page.Form.Fields) < 20 {
		t.Fatalf("page %+v", page)
	}
	answers := Answers(page.Form)
	before := readBack(t, s)
	for range 2 { // filling again changes nothing
		if err := s.Fill(t.Context(), answers); err != nil {
			t.Fatal(err)
		}
	}
	after := readBack(t, s)
	if m := autoapply.Verify(answers, after); len(m) > 0 {
		t.Fatalf("mismatches %+v", m)
	}
	if m := autoapply.Unasked(answers, before, after); len(m) > 0 {
		t.Errorf("unasked %+v", m)
	}
	if shot, err := s.Screenshot(t.Context()); err != nil || !bytes.HasPrefix(shot, []byte("\x89PNG")) {
		t.Errorf("screenshot of %d bytes, error %v", len(shot), err)
	}
	received := site.Received(t, site.Form)
	outcome, err := s.Submit(t.Context())
	if err != nil || outcome.Result != autoapply.Confirmed || outcome.Evidence == "" {
		t.Fatalf("outcome %+v, error %v", outcome, err)
	}
	if n := site.Received(t, site.Form) - received; n != 1 {
		t.Errorf("the site took %d applications", n)
	}
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Errorf("close: %v", err)
	}
}

func blocks(t *testing.T, site FormSite) {
	for code, address := range site.Blocked {
		t.Run(string(code), func(t *testing.T) {
			_, page := inspect(t, site, address)
			if page.Block.Code != code || page.Block.Message == "" {
				t.Errorf("block %+v", page.Block)
			}
		})
	}
}

func findsLateFields(t *testing.T, site FormSite) {
	s, page := inspect(t, site, site.Late)
	answers := Answers(page.Form)
	if err := s.Fill(t.Context(), answers); err != nil {
		t.Fatal(err)
	}
	// A field may take a moment to appear; what counts is that it is found before the submit.
	var missing []string
	for range 40 {
		again, err := s.Inspect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		page = again
		if missing = page.Form.Missing(answers); len(missing) > 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if len(missing) != 1 {
		t.Fatalf("missing %v", missing)
	}
	if m := autoapply.Verify(answers, readBack(t, s)); len(m) > 0 {
		t.Errorf("what was filled is gone: %+v", m)
	}
	if err := s.Fill(t.Context(), []autoapply.Filling{{Key: missing[0], Values: []string{"Ada"}}}); err != nil {
		t.Fatal(err)
	}
	if outcome, err := s.Submit(t.Context()); err != nil || outcome.Result != autoapply.Confirmed {
		t.Errorf("outcome %+v, error %v", outcome, err)
	}
}

// submit fills a form and sends it, and counts what the site took.
func submit(t *testing.T, site FormSite, address string) (autoapply.Outcome, int) {
	t.Helper()
	s, page := inspect(t, site, address)
	if page.Form == nil {
		t.Fatalf("no form: %+v", page)
	}
	if err := s.Fill(t.Context(), Answers(page.Form)); err != nil {
		t.Fatal(err)
	}
	before := site.Received(t, address)
	outcome, err := s.Submit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return outcome, site.Received(t, address) - before
}

func inspect(t *testing.T, site FormSite, address string) (ports.FormSession, autoapply.Page) {
	t.Helper()
	s, err := site.Browser.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	page, err := s.Inspect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s, page
}

func readBack(t *testing.T, s ports.FormSession) []autoapply.ReadValue {
	t.Helper()
	read, err := s.ReadBack(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// Answers fills every field of a form with something that it takes, for tests and
// measurements. Fields that come with a value of their own get another one.
func Answers(form *autoapply.Form) []autoapply.Filling {
	texts := map[autoapply.Topic]string{
		autoapply.TopicFirstName: "Ada", autoapply.TopicLastName: "Nováková", autoapply.TopicEmail: "ada.novakova@example.com",
		autoapply.TopicPhone: "+49 30 5550123", autoapply.TopicLocation: "Berlin, Germany",
		autoapply.TopicLinkedIn: "https://www.linkedin.com/in/ada-example", autoapply.TopicSalary: "70000",
	}
	var answers []autoapply.Filling
	for _, f := range form.Fields {
		answer := autoapply.Filling{Key: f.Key}
		switch f.Kind {
		case autoapply.KindHidden:
			continue
		case autoapply.KindFile:
			answer.File = &autoapply.FileValue{Name: f.Key + ".pdf", MediaType: "application/pdf", Bytes: []byte("%PDF-1.7 " + f.Key)}
		case autoapply.KindCheckbox:
			answer.Values = []string{"true"}
		case autoapply.KindSingleSelect, autoapply.KindMultiSelect:
			if len(f.Options) > 0 {
				answer.Values = []string{f.Options[len(f.Options)-1].Label}
			} else {
				answer.Values = []string{texts[autoapply.TopicLocation]}
			}
			if f.Kind == autoapply.KindMultiSelect && len(f.Options) > 1 {
				answer.Values = append(answer.Values, f.Options[0].Label)
			}
		case autoapply.KindTextarea:
			answer.Values = []string{"First line, with “quotes”.\nSecond line."}
		case autoapply.KindDate:
			answer.Values = []string{"2026-12-01"}
		case autoapply.KindNumber:
			answer.Values = []string{"7"}
		case autoapply.KindText, autoapply.KindEmail, autoapply.KindPhone:
			answer.Values = []string{texts[f.Topic]}
			if answer.Values[0] == "" {
				answer.Values[0] = "An answer to " + f.Label
			}
		}
		answers = append(answers, answer)
	}
	return answers
}
