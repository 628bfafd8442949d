package applicationsweb_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/applyforus/applyforus/core/autoapply"
)

// view is a page as somebody meets it who uses roles and names.
type view struct {
	t    *testing.T
	root *html.Node
}

func page(t *testing.T, w *httptest.ResponseRecorder, status int) view {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Body)
	}
	root, err := html.Parse(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return view{t, root}
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// all gives the elements of a tag that match.
func (v view) all(tag string, match func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for n := range v.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag && match(n) {
			found = append(found, n)
		}
	}
	return found
}

// named finds a button, link or heading by its words.
func (v view) named(tag, name string) *html.Node {
	v.t.Helper()
	found := v.all(tag, func(n *html.Node) bool {
		label, _ := attr(n, "aria-label")
		return text(n) == name || label == name
	})
	if len(found) == 0 {
		v.t.Fatalf("no <%s> named %q", tag, name)
	}
	return found[0]
}

func (v view) has(tag, name string) bool {
	return len(v.all(tag, func(n *html.Node) bool { return text(n) == name })) > 0
}

// control finds an input by its label or legend.
func (v view) control(name string) *html.Node {
	v.t.Helper()
	for _, label := range v.all("label", func(n *html.Node) bool { return strings.HasPrefix(text(n), name) }) {
		if target, ok := attr(label, "for"); ok {
			for n := range v.root.Descendants() {
				if got, _ := attr(n, "id"); got == target {
					return n
				}
			}
		}
		for n := range label.Descendants() {
			if n.Type == html.ElementNode && n.Data == "input" {
				return n
			}
		}
	}
	v.t.Fatalf("no control labelled %q", name)
	return nil
}

func (v view) says(words string) bool { return strings.Contains(text(v.root), words) }

func TestApplyPageOffersTheDefaultResume(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	job := p.opening(t, autoapply.Outcome{})
	apply := "/jobs/" + job.String() + "/apply"
	v := page(t, p.get(t, apply), http.StatusOK)
	v.named("button", "Prepare application")
	if _, checked := attr(v.control("Optics 2026"), "checked"); !checked {
		t.Error("the default resume is not picked")
	}
	if !v.says("Nothing is sent before you approve it") {
		t.Error("the page does not say what happens next")
	}
	w := p.post(t, apply, url.Values{"resume": {p.resume.String()}})
	if w.Code != http.StatusSeeOther || !strings.HasSuffix(w.Header().Get("Location"), "/review") {
		t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	v = page(t, p.get(t, apply), http.StatusOK)
	v.named("a", "Open the application")
	v = page(t, p.post(t, apply, url.Values{"resume": {p.resume.String()}}), http.StatusConflict)
	if !v.says("Each opening gets one application") {
		t.Error("a second start is not explained")
	}
}

func TestApplyPageWithoutResume(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	job := p.opening(t, autoapply.Outcome{})
	if _, err := p.db.Pool().Exec(t.Context(), "DELETE FROM resumes.resumes"); err != nil {
		t.Fatal(err)
	}
	v := page(t, p.get(t, "/jobs/"+job.String()+"/apply"), http.StatusOK)
	if href, _ := attr(v.named("a", "Upload a resume"), "href"); href != "/resumes" {
		t.Errorf("leads to %q", href)
	}
}

func TestReviewAsksFirstAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	started := p.start(t, p.opening(t, autoapply.Outcome{}))
	one := "/applications/" + started.ID.String()
	v := page(t, p.get(t, one+"/review"), http.StatusOK)
	headings := v.all("h2", func(*html.Node) bool { return true })
	order := make([]string, len(headings))
	for i, h := range headings {
		order[i] = text(h)
	}
	if at := strings.Join(order, "|"); !strings.Contains(at, "Needs your answer") || strings.Index(at, "Needs your answer") > strings.Index(at, "About you") {
		t.Errorf("headings %v", order)
	}
	v.control("Yes")
	if why := v.control("Why lenses?"); why.Data != "textarea" {
		t.Errorf("a long text is a <%s>", why.Data)
	}
	if !v.says("Only you can answer this") || !v.says("Your profile: first name") || v.has("button", "Send application") {
		t.Error("origin, explanation or buttons are wrong")
	}
	form := url.Values{"key": {"q_permit", "q_why"}, "a.q_permit": {"Perhaps"}, "a.q_why": {"They bend light."}, "remember.q_why": {"on"}}
	v = page(t, p.post(t, one+"/answers", form), http.StatusUnprocessableEntity)
	if got := text(v.control("Why lenses?")); got != "They bend light." {
		t.Errorf("typed text became %q", got)
	}
	problem := v.all("p", func(n *html.Node) bool { name, _ := attr(n, "id"); return name == "f-a-q_permit-err" })
	if len(problem) != 1 || !strings.Contains(text(problem[0]), "Choose one of the answers") {
		t.Error("the violation does not stand at its field")
	}
	form.Set("a.q_permit", "Yes")
	if w := p.post(t, one+"/answers", form); w.Header().Get("Location") != one+"/review" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	v = page(t, p.get(t, one+"/review"), http.StatusOK)
	if _, disabled := attr(v.named("button", "Send application"), "disabled"); disabled || !v.says("It cannot be called back") {
		t.Error("it cannot be sent, or the page does not say what that means")
	}
}

func TestReviewClearsBoxesWithoutTick(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	ready := p.ready(t, autoapply.Outcome{})
	one := "/applications/" + ready.ID.String()
	p.post(t, one+"/answers", url.Values{"key": {"q_tools"}, "a.q_tools": {"Zemax", "Code V"}})
	if v := page(t, p.get(t, one+"/review"), http.StatusOK); !v.says("Zemax, Code V") {
		t.Fatal("the boxes were not kept")
	}
	p.post(t, one+"/answers", url.Values{"key": {"q_tools"}})
	if v := page(t, p.get(t, one+"/review"), http.StatusOK); v.says("Zemax, Code V") {
		t.Error("the boxes were not cleared")
	}
}

func TestReviewOfAnUnverifiedPerson(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	ready := p.ready(t, autoapply.Outcome{})
	p.actor.Verified = false
	p.who[p.token] = p.actor
	one := "/applications/" + ready.ID.String()
	v := page(t, p.get(t, one+"/review"), http.StatusOK)
	v.named("button", "Send a new link")
	if _, disabled := attr(v.named("button", "Send application"), "disabled"); !disabled {
		t.Error("it can be sent without a confirmed address")
	}
	if v = page(t, p.post(t, one+"/approve", nil), http.StatusForbidden); !v.says("Confirm your e-mail address") {
		t.Error("the refusal is not explained")
	}
}

func TestPageOfAConfirmedApplication(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	ready := p.ready(t, autoapply.Outcome{Result: autoapply.Confirmed, Evidence: "Thank you for applying", URL: formURL})
	one := "/applications/" + ready.ID.String()
	if w := p.post(t, one+"/approve", nil); w.Header().Get("Location") != one {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	v := page(t, p.get(t, one), http.StatusOK)
	live := v.all("afu-progress", func(n *html.Node) bool { src, _ := attr(n, "src"); return src == one+"/events" })
	if len(live) != 1 {
		t.Fatal("no live progress")
	}
	p.work(t)
	v = page(t, p.get(t, one), http.StatusOK)
	for _, words := range []string{"Received by Fernhill Optics", "Thank you for applying", "Questions and answers as sent", "They bend light.", "You typed this"} {
		if !v.says(words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	pictures := v.all("img", func(n *html.Node) bool { src, _ := attr(n, "src"); return strings.HasPrefix(src, one+"/evidence/") })
	if len(pictures) != 2 {
		t.Fatalf("%d pictures", len(pictures))
	}
	src, _ := attr(pictures[0], "src")
	w := p.get(t, src)
	for name, want := range map[string]string{
		"Content-Type": "image/png", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
		"Content-Disposition": "inline; filename=filled-form.png",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	resume, _ := attr(v.named("a", "Resume as sent"), "href")
	if w = p.get(t, resume); w.Body.String() != "resumes/"+p.resume.String() || w.Header().Get("Content-Disposition") != "attachment; filename=ada-berg-optics.pdf" {
		t.Errorf("resume %q, %q", w.Body, w.Header().Get("Content-Disposition"))
	}
	if w = p.get(t, one+"/review"); w.Header().Get("Location") != one {
		t.Errorf("a sent application can be reviewed: %d", w.Code)
	}
}

func TestPagesOfOtherEnds(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	held := "/applications/" + p.sent(t, autoapply.Outcome{Result: autoapply.Unconfirmed}).ID.String()
	v := page(t, p.get(t, held), http.StatusOK)
	v.named("button", "It arrived")
	v.named("button", "It did not arrive")
	if w := p.post(t, held+"/settle", url.Values{"received": {"yes"}}); w.Header().Get("Location") != held {
		t.Fatalf("settle: %d", w.Code)
	}
	if v = page(t, p.get(t, held), http.StatusOK); v.has("button", "It arrived") || !v.says("You said that the employer confirmed") {
		t.Error("it is not settled")
	}
	refused := p.sent(t, autoapply.Outcome{Result: autoapply.RejectedByForm, Errors: []string{"Your essay is too short."}})
	v = page(t, p.get(t, "/applications/"+refused.ID.String()), http.StatusOK)
	if !v.says("Your essay is too short.") {
		t.Error("what the form said is not shown")
	}
	v.named("a", "Apply again")
}

func TestBoardAndList(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	v := page(t, p.get(t, "/applications"), http.StatusOK)
	v.named("a", "Find jobs")
	waiting := p.start(t, p.opening(t, autoapply.Outcome{}))
	sent := p.sent(t, autoapply.Outcome{})
	for _, address := range []string{"/applications", "/applications?view=list", "/applications?view=list&stage=offer"} {
		if v = page(t, p.get(t, address), http.StatusOK); !v.has("h2", "Needs you") || !v.says("Answer 2 questions") {
			t.Errorf("%s does not say what needs the person", address)
		}
	}
	v = page(t, p.get(t, "/applications"), http.StatusOK)
	cards := map[string]string{}
	for _, column := range v.all("section", func(n *html.Node) bool { _, ok := attr(n, "data-column"); return ok }) {
		stage, _ := attr(column, "data-column")
		for n := range column.Descendants() {
			if card, ok := attr(n, "data-card"); ok {
				cards[card] = stage
			}
		}
	}
	if cards[waiting.ID.String()] != "preparing" || cards[sent.ID.String()] != "applied" {
		t.Errorf("cards %v", cards)
	}
	move := func(app, stage string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost/applications/"+app+"/stage", strings.NewReader("stage="+stage))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("HX-Request", "true")
		return p.browse(t, r)
	}
	if w := move(sent.ID.String(), "interview"); w.Code != http.StatusNoContent {
		t.Errorf("move: %d %s", w.Code, w.Body)
	}
	if w := move(waiting.ID.String(), "offer"); w.Code != http.StatusConflict {
		t.Errorf("moving what is not sent: %d", w.Code)
	}
	if w := move(waiting.ID.String(), "withdrawn"); w.Code != http.StatusNoContent {
		t.Errorf("withdraw by moving: %d %s", w.Code, w.Body)
	}
	if v = page(t, p.get(t, "/applications?view=list&stage=interview"), http.StatusOK); v.has("h2", "Needs you") || !v.has("a", "Lens Engineer") {
		t.Error("the list after that is wrong")
	}
}

func TestNotesAndNextStepOnThePage(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	one := "/applications/" + p.ready(t, autoapply.Outcome{}).ID.String()
	v := page(t, p.post(t, one+"/plan", url.Values{"nextStep": {"Call Jo"}, "nextStepOn": {"later"}}), http.StatusUnprocessableEntity)
	if value, _ := attr(v.control("What you do next"), "value"); value != "Call Jo" {
		t.Errorf("typed %q", value)
	}
	p.post(t, one+"/plan", url.Values{"nextStep": {"Call Jo"}, "nextStepOn": {"2026-12-01"}})
	p.post(t, one+"/notes", url.Values{"text": {"Jo is on leave"}})
	v = page(t, p.get(t, one), http.StatusOK)
	if value, _ := attr(v.control("On"), "value"); value != "2026-12-01" || !v.says("Jo is on leave") {
		t.Error("next step or note is missing")
	}
	remove := v.all("form", func(n *html.Node) bool { action, _ := attr(n, "action"); return strings.Contains(action, "/notes/") })
	action, _ := attr(remove[0], "action")
	p.post(t, action, nil)
	if v = page(t, p.get(t, one), http.StatusOK); v.says("Jo is on leave") {
		t.Error("the note is still there")
	}
}

func TestPagesOfAnotherPerson(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	one := "/applications/" + b.person(t).ready(t, autoapply.Outcome{}).ID.String()
	stranger := b.person(t)
	for _, path := range []string{one, one + "/review", one + "/events", "/applications/nonsense"} {
		if w := stranger.get(t, path); w.Code != http.StatusNotFound {
			t.Errorf("GET %s: %d", path, w.Code)
		}
	}
	for _, path := range []string{"/answers", "/approve", "/withdraw", "/stage", "/plan", "/notes"} {
		if w := stranger.post(t, one+path, url.Values{"stage": {"preparing"}, "text": {"x"}}); w.Code != http.StatusNotFound {
			t.Errorf("POST %s: %d", path, w.Code)
		}
	}
	visitor := person{bench: b, token: "nobody"}
	if w := visitor.get(t, one); !strings.HasPrefix(w.Header().Get("Location"), "/login?next=") {
		t.Errorf("a visitor goes to %q", w.Header().Get("Location"))
	}
}
