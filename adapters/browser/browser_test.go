package browser_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/apps/atslab/lab"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/ports/porttest"
)

// startLab serves the form lab and answers its origin.
func startLab(tb testing.TB) string {
	tb.Helper()
	handler, err := lab.New(lab.Options{Boards: [][]byte{lab.Practice()}})
	if err != nil {
		tb.Fatal(err)
	}
	server := httptest.NewServer(handler)
	tb.Cleanup(server.Close)
	return server.URL
}

// startPool makes a pool that reaches the given origins and nothing else.
func startPool(tb testing.TB, change func(*browser.Options), origins ...string) *browser.Pool {
	tb.Helper()
	cache := os.Getenv("AFU_CACHE")
	if cache == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			tb.Fatal(err)
		}
		cache = filepath.Join(base, "applyforus")
	}
	driver, err := browser.EnsureDriver(tb.Context(), cache, func(line string) { tb.Log(line) })
	if err != nil {
		tb.Fatal(err)
	}
	chromium, err := browser.FindChromium(os.Getenv("AFU_CHROMIUM"))
	if err != nil {
		tb.Fatal(err)
	}
	o := browser.Options{DriverDir: driver, Chromium: chromium, AllowedOrigins: origins, ConfirmTimeout: 4 * time.Second}
	if change != nil {
		change(&o)
	}
	pool := browser.New(o)
	tb.Cleanup(func() { _ = pool.Close() })
	return pool
}

// practice gives the address of the practice form, with faults.
func practice(origin string, faults ...string) string {
	address := origin + "/" + lab.PracticeBoard + "/jobs/" + lab.PracticeJob
	if len(faults) > 0 {
		address += "?" + url.Values{"fault": {strings.Join(faults, ",")}}.Encode()
	}
	return address
}

func received(t *testing.T, origin string) []lab.Submission {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, origin+"/lab/submissions", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Submissions []lab.Submission }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer.Submissions
}

func TestPoolIsAFormBrowser(t *testing.T) {
	t.Parallel()
	porttest.FormBrowser(t, func(t *testing.T) porttest.FormSite {
		t.Helper()
		origin := startLab(t)
		return porttest.FormSite{
			Browser:        startPool(t, nil, origin),
			Form:           practice(origin),
			Late:           practice(origin, "late_field"),
			Rejecting:      practice(origin, "duplicate_email"),
			Unconfirming:   practice(origin, "no_confirmation"),
			Crashing:       practice(origin, "crash_after_click"),
			Unreachable:    "http://127.0.0.1:1/nothing/here",
			UnlistedChoice: "question_3",
			Blocked: map[autoapply.IssueCode]string{
				autoapply.IssueCaptcha:        practice(origin, "captcha"),
				autoapply.IssueLoginWall:      practice(origin, "login_wall"),
				autoapply.IssueListingPage:    practice(origin, "expired"),
				autoapply.IssueNotFound:       practice(origin, "not_found"),
				autoapply.IssueIdentityNumber: practice(origin, "identity_number"),
			},
			Received: func(t *testing.T, _ string) int { t.Helper(); return len(received(t, origin)) },
		}
	})
}
