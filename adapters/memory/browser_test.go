package memory_test

import (
	"fmt"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestBrowserIsAFormBrowser(t *testing.T) {
	t.Parallel()
	porttest.FormBrowser(t, func(*testing.T) porttest.FormSite {
		b := memory.NewBrowser()
		form := func() autoapply.Page {
			fields := []autoapply.Field{
				{Key: "email", Label: "Email", Kind: autoapply.KindEmail, Required: true, Topic: autoapply.TopicEmail},
				{Key: "resume", Label: "Resume", Kind: autoapply.KindFile, Required: true},
				{Key: "permit", Label: "Permit", Kind: autoapply.KindSingleSelect, Required: true, Options: []autoapply.Option{{Value: "1", Label: "Yes"}, {Value: "0", Label: "No"}}},
			}
			for i := range 17 {
				fields = append(fields, autoapply.Field{Key: fmt.Sprintf("q%d", i), Label: "Question", Kind: autoapply.KindText})
			}
			return autoapply.Page{Form: &autoapply.Form{Fields: fields}}
		}
		add := func(name string, page memory.BrowserPage) string {
			address := "https://jobs.example/" + name
			b.AddPage(address, page)
			return address
		}
		site := porttest.FormSite{
			Browser:      b,
			Form:         add("form", memory.BrowserPage{Page: form()}),
			Late:         add("late", memory.BrowserPage{Page: form(), Late: []autoapply.Field{{Key: "late", Kind: autoapply.KindText, Required: true}}}),
			Rejecting:    add("rejecting", memory.BrowserPage{Page: form(), Outcome: autoapply.Outcome{Result: autoapply.RejectedByForm, Errors: []string{"Known already."}}}),
			Unconfirming: add("silent", memory.BrowserPage{Page: form(), Outcome: autoapply.Outcome{Result: autoapply.Unconfirmed}}),
			Crashing:     add("crashing", memory.BrowserPage{Page: form(), Outcome: autoapply.Outcome{Result: autoapply.Unconfirmed}}),
			Unreachable:  "https://jobs.example/nothing", UnlistedChoice: "permit",
			Blocked:  map[autoapply.IssueCode]string{},
			Received: func(_ *testing.T, address string) int { return len(b.Sent(address)) },
		}
		for _, code := range []autoapply.IssueCode{autoapply.IssueCaptcha, autoapply.IssueExpired} {
			site.Blocked[code] = add(string(code), memory.BrowserPage{Page: autoapply.Page{Block: autoapply.NewIssue(code)}})
		}
		return site
	})
}

func TestBrowserScriptsStubbornFields(t *testing.T) {
	t.Parallel()
	b := memory.NewBrowser()
	b.AddPage("https://jobs.example/x", memory.BrowserPage{
		Page:     autoapply.Page{Form: &autoapply.Form{Fields: []autoapply.Field{{Key: "name", Kind: autoapply.KindText}}}},
		Stubborn: []string{"name"},
	})
	s, err := b.Open(t.Context(), "https://jobs.example/x")
	if err != nil {
		t.Fatal(err)
	}
	wanted := []autoapply.Filling{{Key: "name", Values: []string{"Ada"}}}
	if err := s.Fill(t.Context(), wanted); err != nil {
		t.Fatal(err)
	}
	read, err := s.ReadBack(t.Context())
	if err != nil || len(autoapply.Verify(wanted, read)) != 1 {
		t.Errorf("read %+v, error %v", read, err)
	}
}
