package profileweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/profile"
)

func TestFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	w := setup(t)
	page := w.post("ada", "/profile/experience", url.Values{"title": {"Chief <b>"}, "start": {"soon"}, "end": {"never"}}).status(http.StatusUnprocessableEntity).page()
	form := page.Find(`#experience details[open] form[action="/profile/experience"]`)
	if form.Length() != 1 || form.Find(`[name="title"]`).AttrOr("value", "") != "Chief <b>" || form.Find(`[name="end"]`).AttrOr("aria-invalid", "") != "true" {
		t.Errorf("the form is not as it was sent: %s", form.Text())
	}
	if link := form.Find(`[role="alert"] a`).AttrOr("href", "#none"); page.Find(link).Length() != 1 {
		t.Errorf("the summary leads to %s", link)
	}
	if n := page.Find(`#education details[open]`).Length(); n != 0 {
		t.Error("another form opened too")
	}
	w.post("ada", "/profile/experience", url.Values{"title": {"Chief"}, "current": {"on"}, "start": {"2021"}}).status(http.StatusSeeOther)
	if text := w.get("ada", "/profile").page().Find("#experience").Text(); !strings.Contains(text, "Chief") || !strings.Contains(text, "2021 to today") {
		t.Errorf("%s", text)
	}
}

func TestStaleFormLosesNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	form := w.get("ada", "/profile").page().Find(`form[action^="/profile/experience/"]`).First()
	action, seen := form.AttrOr("action", ""), form.Find(`[name="seen"]`).AttrOr("value", "")
	w.post("ada", action, url.Values{"title": {"Changed elsewhere"}, "current": {"on"}, "seen": {seen}}).status(http.StatusSeeOther)
	mine := url.Values{"title": {"Mine"}, "company": {"Nordwind"}, "seen": {seen}}
	page := w.post("ada", action, mine).status(http.StatusConflict).page()
	again := page.Find(`details[open] form[action="` + action + `"]`)
	if again.Find(`[name="title"]`).AttrOr("value", "") != "Mine" || !strings.Contains(page.Find("#experience .shown").First().Text(), "Changed elsewhere") {
		t.Error("the page does not show both what was typed and what is there")
	}
	w.post("ada", action, mine, "HX-Request", "true").status(http.StatusUnprocessableEntity) // the one failure that htmx swaps in
	mine.Set("seen", again.Find(`[name="seen"]`).AttrOr("value", ""))
	w.post("ada", action, mine).status(http.StatusSeeOther)
	if p := w.known(); p.Experience[0].Title != "Mine" {
		t.Errorf("%+v", p.Experience)
	}
	// Removed meanwhile: what was typed becomes a new entry.
	w.post("ada", action+"/remove", nil).status(http.StatusSeeOther)
	page = w.post("ada", action, mine).status(http.StatusNotFound).page()
	if page.Find(`details[open] form[action="/profile/experience"] [name="title"]`).AttrOr("value", "") != "Mine" {
		t.Error("what was typed for a removed entry is lost")
	}
	w.post("ada", action+"/remove", nil).status(http.StatusNotFound)
	w.post("eve", action, mine).status(http.StatusNotFound)
}

func TestSectionsAreExchangedInPlace(t *testing.T) {
	t.Parallel()
	w := setup(t)
	got := w.post("ada", "/profile/skills", url.Values{"names": {"SQL\n\nPerl "}, "years": {"2,5"}, "level": {"advanced"}}, "HX-Request", "true").status(http.StatusOK)
	if !strings.Contains(got.Header().Get("HX-Trigger"), "Added to your profile") {
		t.Errorf("HX-Trigger %q", got.Header().Get("HX-Trigger"))
	}
	page := got.page()
	if page.Find(`#skills[data-focus][tabindex="-1"]`).Length() != 1 || !strings.Contains(page.Find("#skills").Text(), "advanced, 2.5 years") {
		t.Error("the section does not come back, or takes no focus")
	}
	for _, node := range page.Find("[hx-target]").Nodes {
		for _, a := range node.Attr {
			if a.Key == "hx-target" && page.Find(a.Val).Length() != 1 {
				t.Errorf("a form exchanges %q, which is not there", a.Val)
			}
		}
	}
	wrong := w.post("ada", "/profile/skills", url.Values{"names": {"Zig\ngo\n" + strings.Repeat("x", 300)}}).status(http.StatusUnprocessableEntity).page()
	text := wrong.Find(`#skills [role="alert"]`).Text()
	for _, want := range []string{"Line 2: This skill is in your profile already.", "Line 3: Shorten this"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page says %q, not %q", text, want)
		}
	}
	if len(w.known().Skills) != 4 {
		t.Errorf("%d skills", len(w.known().Skills))
	}
}

func TestTextsWishesPermitsOverThePage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.post("ada", "/profile/texts", url.Values{"form": {"addresses"}, "github": {"github.com/ada"}, "website": {"not an address"}}).status(http.StatusUnprocessableEntity)
	w.post("ada", "/profile/texts", url.Values{"form": {"addresses"}, "github": {"github.com/ada"}, "website": {""}}).status(http.StatusSeeOther)
	w.post("ada", "/profile/work-authorisations", url.Values{"country": {"DE"}, "status": {"temporary"}, "validUntil": {"2024-05-31"}}).status(http.StatusSeeOther)
	w.post("ada", "/profile/preferences", url.Values{"version": {"0"}, "jobTypes": {"contract"}, "places": {"Kiel\r\nHamburg\r\n"}, "pushNotifications": {"on"}}).status(http.StatusSeeOther)
	text := w.get("ada", "/profile").page().Find("main").Text()
	for _, want := range []string{"https://github.com/ada", "Germany", "valid until 31 May 2024", "Ended", "Kiel, Hamburg", "In the browser"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if p := w.known(); p.Name.Text != "Ada Berg" || p.WorkAuthorisations[0].Status != profile.PermitTemporary {
		t.Errorf("%+v", p)
	}
	page := w.post("ada", "/profile/preferences", url.Values{"version": {"0"}, "places": {"Bonn"}}).status(http.StatusConflict).page()
	if page.Find(`#preferences details[open] [name="places"]`).Text() != "Bonn" || page.Find(`#preferences [name="version"]`).AttrOr("value", "") != "1" {
		t.Error("what was typed is lost, or cannot be sent again")
	}
}

func TestPhotoOverThePage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	page := w.upload("ada", "/profile/photo", "x.png", []byte("GIF89a")).status(http.StatusUnprocessableEntity).page()
	if text := page.Find(`#you .portrait .err`).Text(); !strings.Contains(text, profile.ErrPhotoKind.Message) {
		t.Errorf("the page says %q", text)
	}
	w.upload("ada", "/profile/photo", "x.png", picture(t)).status(http.StatusSeeOther)
	src := w.get("ada", "/profile").page().Find(`img[alt="Your photo"]`).AttrOr("src", "")
	got := w.get("ada", src).status(http.StatusOK)
	if got.Header().Get("Content-Type") != "image/jpeg" || got.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%v", got.Header())
	}
	w.get("eve", src).status(http.StatusNotFound)
	w.post("ada", "/profile/photo/remove", nil).status(http.StatusSeeOther)
	w.post("ada", "/profile/photo/remove", nil).status(http.StatusSeeOther)
	w.get("ada", src).status(http.StatusNotFound)
}

func TestImportOverThePage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	page := w.upload("ada", "/profile/import", "x.json", []byte("{")).status(http.StatusUnprocessableEntity).page()
	if text := page.Find(`afu-drop .err`).Text(); !strings.Contains(text, profile.ErrImportJSON.Message) {
		t.Errorf("the page says %q", text)
	}
	file := `{"basics":{"name":"<script>alert(1)</script>","label":"Engineer"},"work":[{"name":"Nordwind","position":"Lead Engineer","startDate":"2020-03","summary":"Led"}],"awards":[{}]}`
	address := w.upload("ada", "/profile/import", "cv.json", []byte(file)).status(http.StatusSeeOther).Header().Get("Location")
	page = w.get("ada", address).status(http.StatusOK).page()
	if page.Find("script:not([src])").Length() != 0 || !strings.Contains(page.Find("del").Text(), "Ada Berg") || !strings.Contains(page.Find("ins").Text(), "<script>") {
		t.Error("the differences are not shown as text")
	}
	ticked := func(key string) bool {
		_, yes := page.Find(`input[name="keys"][value="` + key + `"]`).Attr("checked")
		return yes
	}
	if ticked("name") || !ticked("headline") || !ticked("experience/0") {
		t.Error("not ticked as proposed")
	}
	if !strings.Contains(page.Find(".note").Text(), "awards") {
		t.Error("what has no place is not said")
	}
	w.get("eve", address).status(http.StatusNotFound)
	w.post("ada", "/profile/languages", url.Values{"name": {"German"}}).status(http.StatusSeeOther)
	page = w.post("ada", address, url.Values{"version": {"1"}, "keys": {"name"}}).status(http.StatusConflict).page()
	if !ticked("name") || ticked("headline") {
		t.Error("the ticks are not kept")
	}
	page = w.post("ada", address, url.Values{"version": {"2"}}).status(http.StatusUnprocessableEntity).page()
	if ticked("headline") || !strings.Contains(page.Find(`[role="alert"]`).Text(), "Tick at least one") {
		t.Error("an empty choice is not told")
	}
	w.post("ada", address, url.Values{"version": {"2"}, "keys": {"headline", "experience/0"}}).status(http.StatusSeeOther)
	if p := w.known(); p.Headline.Origin.Source != profile.SourceJSONResume || p.Experience[0].Description != "Led" || p.Name.Text != "Ada Berg" {
		t.Errorf("%+v", p)
	}
	if got := w.get("ada", address).status(http.StatusSeeOther).Header().Get("Location"); got != "/profile/import" {
		t.Errorf("a closed import leads to %s", got)
	}
	address = w.upload("ada", "/profile/import", "cv.json", []byte(file)).status(http.StatusSeeOther).Header().Get("Location")
	w.post("ada", address+"/dismiss", nil).status(http.StatusSeeOther)
	w.post("ada", address+"/dismiss", nil).status(http.StatusSeeOther)
	w.post("eve", address+"/dismiss", nil).status(http.StatusNotFound)
	if out := w.get("ada", "/profile/resume.json").status(http.StatusOK); !strings.Contains(out.Body.String(), `"label": "Engineer"`) {
		t.Errorf("%s", out.Body.String())
	}
}
