package homeweb

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/analytics"
	"github.com/applyforus/applyforus/core/analytics/analyticssvc"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/jobs"
)

func render(t *testing.T, d analyticssvc.Dashboard) *goquery.Document {
	t.Helper()
	var body bytes.Buffer
	view := dashboardView{Dashboard: d, Page: ui.Page{User: &ui.User{Name: "Ada Lovelace"}}, Name: "Ada Lovelace", Notice: ui.Tag("notice"), Now: time.Now()}
	if err := dashboardPage(view).Render(t.Context(), &body); err != nil {
		t.Fatal(err)
	}
	document, err := goquery.NewDocumentFromReader(&body)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func TestNewPersonIsShownTheFirstSteps(t *testing.T) {
	t.Parallel()
	page := render(t, analyticssvc.Dashboard{})
	if got := strings.TrimSpace(page.Find("h1").Text()); got != "Hello, Ada" {
		t.Errorf("heading = %q", got)
	}
	for _, want := range []string{"Three steps to your first application", "Nothing waits for you right now", "No matches yet"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestDashboardLeadsToWhatNeedsThePerson(t *testing.T) {
	t.Parallel()
	page := render(t, analyticssvc.Dashboard{
		Start:   analyticssvc.Start{Resume: true, Facts: true, Application: true},
		Needs:   []analytics.Need{{Title: "Nurse at Wimblequay", Text: "Two questions wait.", Verb: "Answer", Link: "/applications/1/review"}},
		Matches: []jobs.Suggestion{{Job: jobs.Job{Title: "Ward Nurse", CompanyName: "Wimblequay"}, Match: jobs.Match{Total: 81, Band: "Strong", Why: "9 of 10 requirements are met."}}},
		Open:    []applications.Application{{JobTitle: "Night Nurse", CompanyName: "Saltmarrow", Stage: applications.StageApplied}},
		Counts:  map[applications.Stage]int{applications.StageApplied: 3},
	})
	if page.Find(`a[href="/applications/1/review"]`).Length() == 0 {
		t.Error("what needs the person is not linked")
	}
	for _, want := range []string{"Ward Nurse", "9 of 10 requirements are met.", "Night Nurse"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(page.Text(), "Three steps") {
		t.Error("a person who has applied is still shown the first steps")
	}
}
