package homeweb_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/seeker/homeweb"
)

// dir is where the page is written for looking at it (the gallery script does so).
var dir = flag.String("gallery", "", "write the page to this directory")

func landing(t *testing.T, v homeweb.LandingView) (string, *goquery.Document) {
	t.Helper()
	var b bytes.Buffer
	if err := homeweb.Landing(v).Render(templ.WithNonce(context.Background(), "n0nce"), &b); err != nil {
		t.Fatal(err)
	}
	html := b.String()
	doc, err := goquery.NewDocumentFromReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return html, doc
}

func TestLandingLeadsToSearchAndRegistration(t *testing.T) {
	t.Parallel()
	html, doc := landing(t, homeweb.LandingView{
		Page: ui.Page{App: ui.Seeker, Path: "/", Nav: []ui.NavItem{{Label: "Jobs", Href: "/jobs"}}}, Jobs: 12431,
		Now: time.Date(2026, 11, 23, 22, 40, 0, 0, time.UTC),
	})
	if *dir != "" {
		if err := os.WriteFile(filepath.Join(*dir, "landing.html"), []byte(html), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n := doc.Find("h1").Length(); n != 1 {
		t.Errorf("%d main headings, want 1", n)
	}
	search := doc.Find(`main form[role="search"]`)
	if action, _ := search.Attr("action"); action != "/jobs" || search.Find(`input[name="q"]`).Length() != 1 {
		t.Errorf("the search form goes to %q", action)
	}
	for _, href := range []string{"/login", "/register", "/jobs"} {
		if doc.Find(`a[href="`+href+`"]`).Length() == 0 {
			t.Errorf("no link to %s", href)
		}
	}
	text := doc.Find("main").Text()
	for _, want := range []string{"12,431 open jobs", "19 of 19 fields read back", "Missing: ", "Needs your answer", "Never sent twice"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(text, "!") {
		t.Error("the page shouts")
	}
}

func TestLandingWithoutJobsClaimsNone(t *testing.T) {
	t.Parallel()
	_, doc := landing(t, homeweb.LandingView{Now: time.Unix(0, 0)})
	if text := doc.Find("main").Text(); strings.Contains(text, "open jobs from") {
		t.Error("the page counts jobs that are not there")
	}
}
