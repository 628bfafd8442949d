package ui_test

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/fault"
)

func render(t *testing.T, c templ.Component) *goquery.Document {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(templ.WithNonce(context.Background(), "n0nce"), &b); err != nil {
		t.Fatalf("render: %v", err)
	}
	doc, err := goquery.NewDocumentFromReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func page() ui.Page {
	return ui.Page{
		Title: "Jobs", App: ui.Seeker, Path: "/jobs/42", Query: "baker", CSRF: "t0ken", Inbox: "/notifications",
		User: &ui.User{Name: "Mina Okafor", Email: "mina@example.org", Unread: 120},
		Nav: []ui.NavItem{
			{Label: "Dashboard", Href: "/dashboard", Icon: "house", Phone: true},
			{Label: "Jobs", Href: "/jobs", Icon: "search", Phone: true},
			{Label: "Analytics", Href: "/analytics", Icon: "chart-column"},
		},
	}
}

func TestShellHasLandmarksAndMarksTheCurrentPage(t *testing.T) {
	t.Parallel()
	doc := render(t, ui.Shell(page()))
	for _, selector := range []string{"header", "main#main", `nav[aria-label="Main"]`, `a.skip[href="#main"]`, `#toasts[aria-live="polite"]`} {
		if doc.Find(selector).Length() == 0 {
			t.Errorf("no %s", selector)
		}
	}
	if got := strings.TrimSpace(doc.Find(`.rail a[aria-current="page"]`).Text()); got != "Jobs" {
		t.Errorf("current page is %q, want Jobs", got)
	}
	if got, _ := doc.Find(`form[role="search"] input[name="q"]`).Attr("value"); got != "baker" {
		t.Errorf("the search box holds %q", got)
	}
	if got, _ := doc.Find(`a[href="/notifications"]`).Attr("aria-label"); got != "Notifications, 120 unread" {
		t.Errorf("the bell says %q", got)
	}
	if got := doc.Find(".unread").Text(); got != "99+" {
		t.Errorf("the bell shows %q", got)
	}
	if got, _ := doc.Find(`form[action="/logout"] input[name="csrf_token"]`).Attr("value"); got != "t0ken" {
		t.Errorf("signing out carries the token %q", got)
	}
	if doc.Find(`.bottombar a[href="/analytics"]`).Length() != 0 || doc.Find(`.menu-list a[href="/analytics"]`).Length() != 1 {
		t.Error("what the bottom bar leaves out must be in the account menu")
	}
}

func TestShellShowsOnlyWhatExists(t *testing.T) {
	t.Parallel()
	p := page()
	p.Inbox, p.Nav = "", nil
	doc := render(t, ui.Shell(p))
	if doc.Find(".rail, .bottombar, .unread").Length() != 0 {
		t.Error("an empty navigation or bell is shown")
	}
	if got, _ := render(t, ui.Shell(ui.Page{App: ui.Admin, Env: "production"})).Find("html").Attr("data-app"); got != "admin" {
		t.Errorf("theme %q", got)
	}
}

// A strict content policy refuses inline styles, handlers and scripts without a nonce.
func TestDocumentFitsAStrictPolicy(t *testing.T) {
	t.Parallel()
	doc := render(t, ui.Shell(page()))
	doc.Find("script").Each(func(_ int, s *goquery.Selection) {
		if nonce, _ := s.Attr("nonce"); nonce != "n0nce" || s.Text() != "" {
			t.Error("a script is inline or has no nonce")
		}
	})
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has the attribute %s", s.Nodes[0].Data, a.Key)
			}
		}
	})
}

func TestFormKeepsWhatWasTypedButNoSecrets(t *testing.T) {
	t.Parallel()
	var c fault.Check
	c.Add("email", "taken", "This address already has an account.")
	c.Add("profile.name", "required", "Give your name.")
	f := ui.FormFrom(c.Err(), url.Values{"email": {"a@example.org"}, "password": {"hunter2"}, "new_password": {"x"}, "kinds": {"a", "b"}})
	if _, kept := f.Values["password"]; kept || f.Value("new_password", "") != "" {
		t.Error("a password is kept")
	}
	doc := render(t, templ.Join(ui.ErrorSummary(f), ui.Field{Form: f, Name: "email", Label: "E-mail", Kind: "email", Hint: "Work or private.", Required: true},
		ui.Field{Form: f, Name: "password", Label: "Password", Kind: "password", Value: "never"}))
	email := doc.Find("#f-email")
	if v, _ := email.Attr("value"); v != "a@example.org" {
		t.Errorf("the field holds %q", v)
	}
	if v, _ := email.Attr("aria-invalid"); v != "true" {
		t.Error("the field is not marked")
	}
	described, _ := email.Attr("aria-describedby")
	var words []string
	for _, id := range strings.Fields(described) {
		words = append(words, strings.TrimSpace(doc.Find("#"+id).Text()))
	}
	if got := strings.Join(words, "|"); got != "Work or private.|This address already has an account." {
		t.Errorf("the field is described by %q", got)
	}
	if v, _ := doc.Find("#f-password").Attr("value"); v != "" {
		t.Error("a password is sent back")
	}
	if doc.Find(`[role="alert"] a[href="#f-email"]`).Length() != 1 || doc.Find(`[role="alert"] a[href="#f-profile-name"]`).Length() != 1 {
		t.Error("the summary does not lead to the fields")
	}
	if !f.Has("kinds", "b") || f.Has("kinds", "c") {
		t.Error("several values of a field are not kept")
	}
}

func TestFormHidesInternalErrors(t *testing.T) {
	t.Parallel()
	for _, err := range []error{errors.New("pq: relation users"), fault.New(fault.Internal, "internal", "pq: relation users")} {
		if f := ui.FormFrom(err, nil); strings.Contains(f.Summary, "relation") || !f.Failed() {
			t.Errorf("the summary says %q", f.Summary)
		}
	}
	if ui.FormFrom(nil, url.Values{"q": {"x"}}).Failed() {
		t.Error("a form without an error failed")
	}
}

func TestUntickedBoxStaysUnticked(t *testing.T) {
	t.Parallel()
	box := ui.Checkbox{Name: "mail", Label: "Mail", Checked: true}
	if render(t, box).Find("input[checked]").Length() != 1 {
		t.Error("the default is not ticked")
	}
	box.Form = ui.FormFrom(nil, url.Values{"name": {"x"}})
	if render(t, box).Find("input[checked]").Length() != 0 {
		t.Error("a box that was not sent is ticked again")
	}
}

func TestStatesAreWordsToo(t *testing.T) {
	t.Parallel()
	doc := render(t, ui.Progress{Src: "/x/events", LastID: "7", Steps: []ui.Step{{Key: "fill", State: ui.StepNow, Label: "Fill"}, {Key: "send", State: ui.StepFailed, Label: "Send"}}})
	if got := doc.Find(`[data-step="send"] .state-word`).Text(); got != "failed" {
		t.Errorf("the step says %q", got)
	}
	if got := doc.Find(`[aria-current="step"] b`).Text(); got != "Fill" {
		t.Errorf("the current step is %q", got)
	}
	if got, _ := render(t, ui.Score{Value: 86, Label: "Match"}).Find(`[role="img"]`).Attr("aria-label"); got != "Match: 86 of 100" {
		t.Errorf("the score says %q", got)
	}
	if got := render(t, ui.EvidenceList([]ui.Evidence{{Kind: ui.Warn, Text: "Kafka"}})).Find("li").Text(); !strings.HasPrefix(got, "Missing: ") {
		t.Errorf("the gap reads %q", got)
	}
	if badge := render(t, ui.Badge{Kind: ui.OK, Text: "Sent"}); badge.Find("svg").Length() != 1 || strings.TrimSpace(badge.Find(".badge").Text()) != "Sent" {
		t.Error("a badge lacks its word or icon")
	}
}

func TestPager(t *testing.T) {
	t.Parallel()
	doc := render(t, ui.Pager{Number: 7, Pages: 20, Total: 400, Noun: "job", Nouns: "jobs", Href: func(n int) string { return "/jobs?page=" + ui.Int(n) }})
	var shown []string
	doc.Find("li").Each(func(_ int, s *goquery.Selection) { shown = append(shown, strings.TrimSpace(s.Text())) })
	if got := strings.Join(shown, " "); got != "Previous 1 … 6 7 8 … 20 Next" {
		t.Errorf("pages: %s", got)
	}
	if got := doc.Find(`[aria-current="page"]`).Text(); got != "7" {
		t.Errorf("current page %q", got)
	}
	if got, _ := doc.Find(`[rel="next"]`).Attr("href"); got != "/jobs?page=8" {
		t.Errorf("next is %q", got)
	}
	if render(t, ui.Pager{Number: 1, Pages: 1, Total: 3, Noun: "job", Nouns: "jobs"}).Find("ul").Length() != 0 {
		t.Error("a single page has page links")
	}
}

func TestHighlightAddsNoSpaces(t *testing.T) {
	t.Parallel()
	doc := render(t, ui.Highlight([]ui.Segment{{Text: "Go "}, {Text: "engineer", Hit: true}, {Text: "ing"}, {Text: "<b>"}}))
	if got := doc.Find("body").Text(); got != "Go engineering<b>" {
		t.Errorf("the text became %q", got)
	}
	if got := doc.Find("mark").Text(); got != "engineer" {
		t.Errorf("marked is %q", got)
	}
}

func TestLinksRefuseScripts(t *testing.T) {
	t.Parallel()
	for _, c := range []templ.Component{ui.OutLink("javascript:alert(1)", "x"), ui.Button{Label: "x", Href: "javascript:alert(1)"}, ui.Link("javascript:alert(1)", "x")} {
		if href, _ := render(t, c).Find("a").Attr("href"); strings.Contains(href, "javascript") {
			t.Errorf("a link runs %q", href)
		}
	}
}

func TestPasswordField(t *testing.T) {
	t.Parallel()
	form := ui.Form{Values: map[string]string{"password": "typed before"}}
	doc := render(t, ui.Field{Form: form, Name: "password", Label: "Password", Kind: "password", Autocomplete: "new-password", Required: true, Meter: true, MeterWords: "Ada Berg"})
	input := doc.Find("input#f-password")
	if input.AttrOr("type", "") != "password" || input.AttrOr("value", "") != "" || input.AttrOr("autocomplete", "") != "new-password" {
		t.Errorf("input %+v", input.Nodes)
	}
	if doc.Find("button[data-reveal][type=button]").Length() != 1 || doc.Find("[data-strength=f-password]").AttrOr("data-words", "") != "Ada Berg" {
		t.Error("the password cannot be looked at, or is not told how well it does")
	}
}

func TestPasskeyForm(t *testing.T) {
	t.Parallel()
	doc := render(t, ui.Passkey{ID: "p", Action: "/login/passkey", Label: "Use a passkey", Question: "q", Options: `{"challenge":"\"<x>"}`, Conditional: true, CSRF: "c"})
	form := doc.Find("form#p")
	_, hidden := form.Attr("hidden")
	_, conditional := form.Attr("data-conditional")
	if !hidden || !conditional || form.AttrOr("data-passkey", "") != "get" || form.AttrOr("data-options", "") != `{"challenge":"\"<x>"}` {
		t.Errorf("form %+v", form.Nodes)
	}
	for name, want := range map[string]string{"question": "q", "answer": "", "csrf_token": "c"} {
		if field := form.Find("input[name=" + name + "]"); field.Length() != 1 || field.AttrOr("value", "") != want {
			t.Errorf("field %s", name)
		}
	}
	if kind := render(t, ui.Passkey{ID: "p", Create: true}).Find("form").AttrOr("data-passkey", ""); kind != "create" {
		t.Errorf("kind %q", kind)
	}
}

var iconUse = regexp.MustCompile(`(?:Icon(?:16)?\(|[iI]con: +|stateIcon\(|Empty\()"([a-z0-9-]+)"`)

// Each icon that any page of the apps names must be among the embedded ones.
func TestEveryIconExists(t *testing.T) {
	t.Parallel()
	uses := 0
	err := filepath.WalkDir("../..", func(path string, entry os.DirEntry, err error) error {
		if ext := filepath.Ext(path); err != nil || entry.IsDir() || ext != ".templ" && ext != ".go" || strings.HasSuffix(path, "_templ.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, match := range iconUse.FindAllSubmatch(text, -1) {
			uses++
			if err := ui.Icon(string(match[1])).Render(context.Background(), &bytes.Buffer{}); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
		return nil
	})
	if err != nil || uses < 20 {
		t.Errorf("looked at %d uses: %v", uses, err)
	}
}
