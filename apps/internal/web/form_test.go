package web_test

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var tokenOnPage = regexp.MustCompile(`name="csrf-token" content="([^"]+)"`)

// TestFormsOfBrowsersThatSayNothing is about browsers that send neither fetch metadata
// nor an origin: their forms show the token of the page.
func TestFormsOfBrowsersThatSayNothing(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for _, who := range []string{"", "ada"} {
		open := get("/nothing") // any page has the token
		if who != "" {
			open = as(who, open)
		}
		page := serve(t, h, open)
		found := tokenOnPage.FindStringSubmatch(page.Body.String())
		if found == nil {
			t.Fatalf("%q: no token on the page", who)
		}
		cookies := page.Result().Cookies()
		if (who == "") != (len(cookies) == 1) {
			t.Fatalf("%q got the cookies %v", who, cookies)
		}
		post := func(token string, keep bool) int {
			r := request(http.MethodPost, "/open")
			r.Body = io.NopCloser(strings.NewReader("csrf_token=" + token))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			if who != "" {
				r = as(who, r)
			}
			if keep {
				for _, cookie := range cookies {
					r.AddCookie(cookie)
				}
			}
			return serve(t, h, r).Code
		}
		if code := post(found[1], true); code != 200 {
			t.Errorf("%q with the token of the page: %d", who, code)
		}
		for _, wrong := range []string{"", "x", found[1] + "x", found[1][1:]} {
			if code := post(wrong, true); code != 403 {
				t.Errorf("%q with %q: %d", who, wrong, code)
			}
		}
		if who == "" && post(found[1], false) != 403 {
			t.Error("a token counts without the cookie that it belongs to")
		}
	}
}

func TestFormsAreBounded(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for _, site := range []string{"", "same-origin"} {
		r := request(http.MethodPost, "/reads")
		r.Body = io.NopCloser(strings.NewReader("a=" + strings.Repeat("x", 2<<20)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", site)
		if site == "" {
			r.Header.Del("Sec-Fetch-Site")
		}
		if w := serve(t, h, r); w.Code != 413 || !strings.Contains(w.Body.String(), "Shorten it") {
			t.Errorf("%q: %d", site, w.Code)
		}
	}
}
