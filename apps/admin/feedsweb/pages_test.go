package feedsweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
)

func TestListShowsWhatIsStaleAndWhy(t *testing.T) {
	t.Parallel()
	c := open(t)
	c.board("amber", fetched)
	c.board("birch", failed(jobs.ErrBoardUnreadable))
	c.board("cedar", failed(jobs.ErrBoardNotFound))
	c.board("dogwood", failed(jobs.ErrBoardRateLimited.After(time.Hour)))
	w, page := c.page("analyst", http.MethodGet, "/feeds", nil)
	if w.Code != http.StatusOK {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	rows := page.Find("main table tbody tr")
	if rows.Length() != 4 || !strings.Contains(rows.First().Text(), "Cedar Works") || !strings.Contains(rows.Last().Text(), "Amber Works") {
		t.Fatalf("rows: %s", rows.Text())
	}
	for i, want := range [][]string{
		{"Gone", "has no board of this name"},
		{"Stale", "not a job list"},
		{"Stale", "asked us to slow down"},
		{"Fresh"},
	} {
		for _, text := range want {
			if !strings.Contains(rows.Eq(i).Text(), text) {
				t.Errorf("row %d does not say %q: %s", i, text, rows.Eq(i).Text())
			}
		}
	}
	if page.Find("main form").Length() != 0 || page.Find(`main a[href="/feeds/follow"]`).Length() != 0 {
		t.Error("an analyst is offered what only moderators may do")
	}
	_, page = c.page("moderator", http.MethodGet, "/feeds?state=stale", nil)
	rows = page.Find("main table tbody tr")
	if rows.Length() != 2 || rows.Find("form").Length() != 1 {
		t.Errorf("a site that asked to be left alone must not be tried now: %s", rows.Text())
	}
	if current := page.Find(`nav[aria-label="State of the boards"] [aria-current=page]`).Text(); !strings.Contains(current, "Stale") {
		t.Errorf("current tab: %q", current)
	}
	_, page = c.page("moderator", http.MethodGet, "/feeds?state=demo", nil)
	if !strings.Contains(page.Find("main").Text(), "No boards here") {
		t.Error("an empty list does not say so")
	}
}

func TestFollowPage(t *testing.T) {
	t.Parallel()
	c := open(t)
	_, page := c.page("super", http.MethodGet, "/feeds/follow", nil)
	if page.Find(`main form[action="/feeds/follow"] input[name=url]`).Length() != 1 {
		t.Fatal("no form")
	}
	w, page := c.page("super", http.MethodPost, "/feeds/follow", url.Values{"url": {"https://fernhill.example/careers"}, "company": {"Fernhill"}})
	if w.Code != http.StatusUnprocessableEntity || page.Find("input[name=url]").AttrOr("value", "") != "https://fernhill.example/careers" ||
		page.Find("input[name=company]").AttrOr("value", "") != "Fernhill" || !strings.Contains(page.Find("#f-url-err").Text(), "jobs.lever.co") {
		t.Errorf("%d\n%s", w.Code, page.Find("main").Text())
	}
	w, _ = c.page("super", http.MethodPost, "/feeds/follow", url.Values{"url": {"https://jobs.lever.co/fernhill"}, "company": {"Fernhill"}})
	to := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/feeds/") || len(c.tasks) != 1 {
		t.Fatalf("%d to %q, tasks %v", w.Code, to, c.tasks)
	}
	if _, page = c.page("super", http.MethodGet, to, nil); page.Find("h1").Text() != "Fernhill" || !strings.Contains(page.Text(), "Following Fernhill at Lever") ||
		!strings.Contains(page.Find("main").Text(), "Not fetched yet") {
		t.Errorf("%s", page.Find("main").Text())
	}
	w, page = c.page("super", http.MethodPost, "/feeds/follow", url.Values{"url": {"https://jobs.lever.co/fernhill"}})
	if w.Code != http.StatusConflict || !strings.Contains(page.Find("[role=alert]").Text(), "followed already") {
		t.Errorf("%d\n%s", w.Code, page.Find("main").Text())
	}
}

func TestTryNowPage(t *testing.T) {
	t.Parallel()
	c := open(t)
	stale, waiting := "/feeds/"+c.board("birch", failed(jobs.ErrBoardPartial)), "/feeds/"+c.board("dogwood", failed(jobs.ErrBoardRateLimited.After(time.Hour)))
	w, _ := c.page("moderator", http.MethodPost, stale+"/retry", url.Values{})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != stale || len(c.tasks) != 1 {
		t.Fatalf("%d to %q, tasks %v", w.Code, w.Header().Get("Location"), c.tasks)
	}
	if _, page := c.page("moderator", http.MethodGet, stale, nil); !strings.Contains(page.Text(), "as soon as a worker is free") {
		t.Error("nothing says what happens now")
	}
	w, _ = c.page("moderator", http.MethodPost, waiting+"/retry", url.Values{})
	if _, page := c.page("moderator", http.MethodGet, waiting, nil); w.Code != http.StatusSeeOther || !strings.Contains(page.Text(), "it is not asked again yet") || len(c.tasks) != 1 {
		t.Errorf("%d, tasks %v", w.Code, c.tasks)
	}
}

func TestUnfollowAsksFirst(t *testing.T) {
	t.Parallel()
	c := open(t)
	board := "/feeds/" + c.board("amber", fetched)
	_, page := c.page("moderator", http.MethodGet, board, nil)
	if page.Find(`main a[href="`+board+`/unfollow"][data-dialog=unfollow]`).Length() != 1 || page.Find(`dialog#unfollow form[action="`+board+`/unfollow"]`).Length() != 1 {
		t.Fatal("no way to unfollow, with and without a script")
	}
	w, page := c.page("moderator", http.MethodGet, board+"/unfollow", nil)
	if w.Code != http.StatusOK || page.Find(`main form[method=post][action="`+board+`/unfollow"] button[type=submit]`).Text() == "" {
		t.Errorf("%d\n%s", w.Code, page.Find("main").Text())
	}
	w, _ = c.page("moderator", http.MethodPost, board+"/unfollow", url.Values{})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/feeds" {
		t.Errorf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	for _, path := range []string{board, "/feeds/not-an-id", board + "/unfollow"} {
		if w, _ = c.page("moderator", http.MethodGet, path, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestPagesAreForPeopleWithARole(t *testing.T) {
	t.Parallel()
	c := open(t)
	board := "/feeds/" + c.board("amber", fetched)
	for _, route := range []struct {
		method, path string
		changes      bool
	}{
		{http.MethodGet, "/feeds", false},
		{http.MethodGet, board, false},
		{http.MethodGet, "/feeds/follow", true},
		{http.MethodPost, "/feeds/follow", true},
		{http.MethodPost, board + "/retry", true},
		{http.MethodGet, board + "/unfollow", true},
		{http.MethodPost, board + "/unfollow", true},
	} {
		for _, who := range []string{"", "nobody"} {
			w, _ := c.page(who, route.method, route.path, url.Values{})
			if w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/login") {
				t.Errorf("%q %s %s: %d", who, route.method, route.path, w.Code)
			}
		}
		w, _ := c.page("support", route.method, route.path, url.Values{"url": {"https://jobs.lever.co/x"}})
		if want := map[bool]int{false: http.StatusOK, true: http.StatusForbidden}[route.changes]; w.Code != want {
			t.Errorf("support %s %s: %d, want %d", route.method, route.path, w.Code, want)
		}
	}
	if len(c.tasks) != 0 {
		t.Errorf("tasks %v", c.tasks)
	}
}
