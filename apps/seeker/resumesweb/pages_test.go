package resumesweb_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/resumes"
)

func body(text string) io.Reader {
	if text == "" {
		return nil
	}
	return strings.NewReader(text)
}

// labelled finds a control by the text of its label.
func labelled(t *testing.T, page *goquery.Document, label string) *goquery.Selection {
	t.Helper()
	var found *goquery.Selection
	page.Find("label").EachWithBreak(func(_ int, l *goquery.Selection) bool {
		if strings.TrimSpace(l.Text()) != label {
			return true
		}
		if target, ok := l.Attr("for"); ok {
			found = page.Find("#" + target)
		} else {
			found = l.Find("input")
		}
		return false
	})
	if found == nil || found.Length() != 1 {
		t.Fatalf("no control is labelled %q", label)
	}
	return found
}

func button(page *goquery.Document, name string) *goquery.Selection {
	return page.Find(".btn").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return strings.TrimSpace(s.Text()) == name || s.AttrOr("aria-label", "") == name
	})
}

// fields are the values that the review form would send.
func fields(page *goquery.Document) url.Values {
	values := url.Values{}
	page.Find("#review input, #review textarea").Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("name", "")
		_, ticked := s.Attr("checked")
		switch {
		case name == "" || s.AttrOr("type", "") == "checkbox" && !ticked:
		case goquery.NodeName(s) == "textarea":
			values.Add(name, strings.ReplaceAll(s.Text(), "\n", "\r\n"))
		default:
			values.Add(name, s.AttrOr("value", ""))
		}
	})
	return values
}

func TestEmptyListSellsTheStep(t *testing.T) {
	t.Parallel()
	page := setup(t, adas()).get("/resumes").status(http.StatusOK).page()
	if page.Find(".empty h2").Length() != 1 || button(page, "Upload resume").Length() != 1 {
		t.Error("the empty state does not lead to the upload")
	}
	input := labelledFile(page)
	if input.AttrOr("accept", "") != ".pdf,.docx" || input.AttrOr("name", "") != "file" {
		t.Error("the file field takes other kinds")
	}
	if !strings.Contains(page.Find("form[data-upload]").Text(), "up to 10 MB") {
		t.Error("the limit is not said")
	}
}

func labelledFile(page *goquery.Document) *goquery.Selection {
	return page.Find(`form[method="post"][enctype="multipart/form-data"] label input[type="file"]`)
}

func TestWaitingPageGoesOnByItself(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	address := w.resume("cv.pdf", pdf("cv"))
	page := w.get(address).status(http.StatusOK).page()
	waiting := page.Find(`[hx-get="` + address + `/progress"][hx-trigger="every 1s"]`)
	if waiting.Length() != 1 || page.Find("noscript").Length() == 0 {
		t.Fatal("the page does not look for itself")
	}
	w.as("ada", http.MethodGet, address+"/progress", "", nil, "HX-Request", "true").status(http.StatusOK)
	w.work()
	moved := w.as("ada", http.MethodGet, address+"/progress", "", nil, "HX-Request", "true").status(http.StatusNoContent)
	if got := moved.Header().Get("HX-Redirect"); got != address {
		t.Errorf("sent on to %q", got)
	}
}

func TestReviewShowsWhatWasReadAndWhere(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	address := w.resume("cv.pdf", pdf("cv"))
	w.work()
	page := w.get(address).status(http.StatusOK).page()
	for label, want := range map[string]string{
		"Name": "Ada Berg", "E-mail address": "ada@example.org", "Phone": "+49 30 1234567", "School or university": "TU Berlin", "Language": "German", "How well": "native",
	} {
		field := labelled(t, page, label)
		if got := field.AttrOr("value", ""); got != want {
			t.Errorf("%s is %q, want %q", label, got, want)
		}
		if field.AttrOr("data-page", "") != "1" || len(strings.Fields(field.AttrOr("data-box", ""))) != 4 {
			t.Errorf("%s does not say where it stands", label)
		}
	}
	if skills := labelled(t, page, "Skills").Text(); skills != "Go\nSQL\nPostgreSQL" {
		t.Errorf("skills %q", skills)
	}
	if _, now := labelled(t, page, "I work there now").Attr("checked"); !now {
		t.Error("the present position is not marked")
	}
	figure := page.Find(`#pages figure[data-page="1"]`)
	if figure.Find("img").AttrOr("alt", "") != "Page 1 of cv.pdf" || figure.Find("svg").AttrOr("viewBox", "") != "0 0 612 792" || figure.Find("svg rect[data-hit]").Length() != 1 {
		t.Error("the page is not shown with a mark on it")
	}
	if page.Find(`button[popovertarget="pages"]`).Length() == 0 {
		t.Error("a phone cannot open the page")
	}
}

func TestDoubtIsSaidCalmly(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	address := w.resume("cv.pdf", pdf("cv"))
	w.work()
	// The draft as a reader that is unsure of the name would have left it.
	resume := id.Resume(id.MustParse[struct{}](strings.TrimPrefix(address, "/resumes/")))
	type tx struct{ memory.Resumes }
	err := memory.UnitOfWork(w.db, func(s memory.Session) tx { return tx{memory.NewResumes(s, nil)} }).Do(t.Context(), func(ctx context.Context, in tx) error {
		r, err := in.Get(ctx, id.User{1}, resume)
		if err != nil {
			return err
		}
		r.Draft.Name.Confidence = 0.4
		return in.Update(ctx, r)
	})
	if err != nil {
		t.Fatal(err)
	}
	page := w.get(address).page()
	name := labelled(t, page, "Name")
	if hint := page.Find("#" + name.AttrOr("aria-describedby", "none")).Text(); hint != "Check this. The file says “Ada Berg”." {
		t.Errorf("hint %q", hint)
	}
	if intro := page.Find(".intro").Text(); !strings.Contains(intro, "marked “check this”") {
		t.Errorf("intro %q", intro)
	}
}

func TestReviewSavesFacts(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	address := w.resume("cv.pdf", pdf("cv"))
	w.work()
	form := fields(w.get(address).page())
	form.Set("phone", "+49 1")
	saved := w.post(address, form).status(http.StatusSeeOther)
	if saved.Header().Get("Location") != "/profile" {
		t.Errorf("sent to %q", saved.Header().Get("Location"))
	}
	p, err := memory.NewProfileReader(w.db).Get(t.Context(), id.User{1})
	if err != nil || p.Name.Value != "Ada Berg" || p.Name.From.Page != 1 || p.Phone.Value != "+49 1" || p.Phone.From.Page != 0 ||
		len(p.Skills) != 3 || len(p.Experience) != 1 || p.Experience[0].From.Quote == "" || !p.Experience[0].Current || p.Experience[0].Description != "Led a team of five" {
		t.Errorf("profile %+v, %v", p, err)
	}
	if again := fields(w.get(address).page()); again.Get("phone") != "+49 1" {
		t.Errorf("the page shows the old phone %q", again.Get("phone"))
	}
}

func TestReviewKeepsWhatWasTypedWhenItFails(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	address := w.resume("cv.pdf", pdf("cv"))
	w.work()
	form := fields(w.get(address).page())
	form.Set("email", "nobody")
	form.Set("experience[0].title", "Typed title")
	form.Set("experience[0].start", "soon")
	form.Del("experience[0].current")
	page := w.post(address, form).status(http.StatusUnprocessableEntity).page()
	if page.Find(`[role="alert"] a[href="#f-email"]`).Length() != 1 {
		t.Error("the summary does not lead to the field")
	}
	mail := labelled(t, page, "E-mail address")
	if mail.AttrOr("aria-invalid", "") != "true" || mail.AttrOr("value", "") != "nobody" {
		t.Error("the field lost what was typed or does not say what is wrong")
	}
	if got := fields(page); got.Get("experience[0].title") != "Typed title" || got.Get("experience[0].start") != "soon" || got.Has("experience[0].current") || got.Get("version") != form.Get("version") {
		t.Errorf("typed values are gone: %v", got)
	}
	stale := fields(w.get(address).page())
	stale.Set("version", "1")
	stale.Set("name", "Ada Typed")
	if got := fields(w.post(address, stale).status(http.StatusConflict).page()); got.Get("name") != "Ada Typed" {
		t.Errorf("a change elsewhere lost the typing: %v", got)
	}
}

func TestEntriesComeAndGoWithoutScript(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	address := w.resume("cv.pdf", pdf("cv"))
	w.work()
	page := w.get(address).page()
	if button(page, "Add a position").AttrOr("type", "") != "submit" {
		t.Fatal("adding needs a script")
	}
	form := fields(page)
	form.Set("name", "Ada Typed")
	form.Set("do", "add:experience")
	page = w.post(address, form).status(http.StatusOK).page()
	form = fields(page)
	if !form.Has("experience[1].title") || form.Get("name") != "Ada Typed" {
		t.Fatalf("after adding: %v", form)
	}
	if _, ok := page.Find(`[name="experience[1].title"]`).Attr("autofocus"); !ok {
		t.Error("the new entry has not the focus")
	}
	form.Set("experience[1].title", "Chair")
	form.Set("do", "remove:experience:0")
	form = fields(w.post(address, form).status(http.StatusOK).page())
	if form.Get("experience[0].title") != "Chair" || form.Has("experience[1].title") || form.Has("experience[0].entry") {
		t.Errorf("after removing: %v", form)
	}
	for _, step := range []string{"remove:experience:9", "remove:experience:x", "add:nothing", "nonsense", "add:skills", "add:languages", "add:certifications", "add:education", "remove:languages:0"} {
		form.Set("do", step)
		w.post(address, form).status(http.StatusOK)
	}
	if p, err := memory.NewProfileReader(w.db).Get(t.Context(), id.User{1}); err != nil || p.Version != 0 {
		t.Errorf("adding and removing saved something: %+v, %v", p, err)
	}
}

func TestWordDocumentShowsItsLines(t *testing.T) {
	t.Parallel()
	w := setup(t, scripted(resumes.DOCX, "Ada Berg", "ada@example.org"))
	address := w.resume("cv.docx", docx(t, "x"))
	w.work()
	page := w.get(address).status(http.StatusOK).page()
	if page.Find("#pages [data-line]").Length() != 2 || page.Find("#pages img").Length() != 0 {
		t.Error("the lines are not shown")
	}
	if got := labelled(t, page, "E-mail address").AttrOr("data-lines", ""); got != "1-1" {
		t.Errorf("the e-mail address stands in lines %q", got)
	}
	w.get(address + "/pages/1.png").status(http.StatusNotFound)
}

func TestFileIsManaged(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	first, second := w.resume("one.pdf", pdf("one")), w.resume("two.pdf", pdf("two"))
	w.work()
	w.post(second+"/rename", url.Values{"resume_name": {"For banks"}}).status(http.StatusSeeOther)
	w.post(second+"/default", nil).status(http.StatusSeeOther)
	list := w.get("/resumes").page()
	top := list.Find(".rows li").First().Text()
	if !strings.Contains(top, "For banks") || !strings.Contains(top, "Default") {
		t.Errorf("first row %q", top)
	}
	refused := w.post(second+"/rename", url.Values{"resume_name": {" "}}).status(http.StatusSeeOther)
	if !strings.Contains(refused.Header().Get("Set-Cookie"), "flash") {
		t.Error("a blank name is taken in silence")
	}
	w.post(second+"/read", nil).status(http.StatusSeeOther)
	if w.get(second).page().Find("[hx-get]").Length() == 0 {
		t.Error("it is not read again")
	}
	w.work()

	ask := w.get(first + "/delete").status(http.StatusOK).page()
	if ask.Find(`form[action="`+first+`/delete"]`).Length() != 1 || button(ask, "Keep it").AttrOr("href", "") != first {
		t.Error("deleting is not asked about")
	}
	if got := w.post(first+"/delete", nil).status(http.StatusSeeOther).Header().Get("Location"); got != "/resumes" {
		t.Errorf("sent to %q", got)
	}
	w.get(first).status(http.StatusNotFound)
	w.applied[id.Resume(id.MustParse[struct{}](strings.TrimPrefix(second, "/resumes/")))] = true
	if got := w.post(second+"/delete", nil).status(http.StatusSeeOther).Header().Get("Location"); got != second {
		t.Errorf("sent to %q", got)
	}
	w.get(second).status(http.StatusOK)
}

func TestPagesOfOthers(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	mine := w.resume("cv.pdf", pdf("cv"))
	w.work()
	for _, path := range []string{"", "/progress", "/delete", "/file", "/pages/1.png"} {
		w.as("eve", http.MethodGet, mine+path, "", nil).status(http.StatusNotFound)
		w.as("", http.MethodGet, mine+path, "", nil).status(http.StatusSeeOther)
	}
	for _, path := range []string{"", "/read", "/rename", "/default", "/delete"} {
		form := strings.NewReader("name=x&version=2")
		w.as("eve", http.MethodPost, mine+path, "application/x-www-form-urlencoded", form).status(http.StatusNotFound)
	}
	w.get("/resumes/nonsense").status(http.StatusNotFound)
}
