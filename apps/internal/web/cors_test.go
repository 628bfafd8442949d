package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/web"
)

const partner = "https://partner.example.org"

func TestCORS(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	ask := func(origin, path string) *http.Request {
		return with(with(with(request(http.MethodOptions, path), "Origin", origin), "Access-Control-Request-Method", "POST"),
			"Access-Control-Request-Headers", "authorization,content-type")
	}
	for _, origin := range []string{partner, "chrome-extension://abcdefghijklmnopabcdefghijklmnop"} {
		w := serve(t, h, ask(origin, "/api/v1/things"))
		got := w.Header()
		if w.Code != 204 || got.Get("Access-Control-Allow-Origin") != origin || !strings.Contains(got.Get("Access-Control-Allow-Headers"), "Authorization") ||
			!strings.Contains(got.Get("Access-Control-Allow-Methods"), "POST") || !slices.Contains(got.Values("Vary"), "Origin") {
			t.Errorf("%s may not ask: %d %v", origin, w.Code, got)
		}
		w = serve(t, h, with(with(request(http.MethodPost, "/api/v1/things"), "Origin", origin), "Sec-Fetch-Site", "cross-site"))
		if w.Code != 204 || w.Header().Get("Access-Control-Allow-Origin") != origin || !strings.Contains(w.Header().Get("Access-Control-Expose-Headers"), "X-RateLimit-Remaining") {
			t.Errorf("%s may not call: %d %v", origin, w.Code, w.Header())
		}
	}
	for name, r := range map[string]*http.Request{
		"another origin": ask("https://evil.example", "/api/v1/things"), "a longer one": ask(partner+".evil.example", "/api/v1/things"), "null": ask("null", "/api/v1/things"),
		"its plain twin": ask("http://partner.example.org", "/api/v1/things"), "a page": ask(partner, "/mine"),
	} {
		if w := serve(t, h, r); w.Code == 204 || w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
	}
	// Nobody is ever told that cookies may go along, and they do not count if they do.
	r := as("ada", with(request(http.MethodPost, "/api/v1/whoami"), "Origin", partner))
	if w := serve(t, h, r); w.Code != 200 || w.Body.String() != "visitor" || w.Header().Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("with a cookie: %d %s %v", w.Code, w.Body, w.Header())
	}
	if w := serve(t, h, as("ada", request(http.MethodGet, "/api/v1/whoami"))); w.Body.String() != "Ada Berg" {
		t.Errorf("our own page: %s", w.Body)
	}
	if w := serve(t, h, with(request(http.MethodPost, "/open"), "Origin", partner)); w.Code != 403 {
		t.Errorf("a form of another site: %d", w.Code)
	}
}

func TestParseOrigins(t *testing.T) {
	t.Parallel()
	for _, list := range []string{
		"*", "https://*.example.org", "http://partner.example.org", "https://partner.example.org/", "https://partner.example.org/path", "partner.example.org", "null",
		"https://user@partner.example.org", "https://Partner.example.org", "file://x", "https://",
	} {
		if got, err := web.ParseOrigins(list); err == nil {
			t.Errorf("%q was taken as %v", list, got)
		}
	}
	got, err := web.ParseOrigins("https://a.example:8443, http://localhost:5173 moz-extension://0192f0c1-2345-7abc-8def-0123456789ab")
	if err != nil || len(got) != 3 {
		t.Errorf("%v, %v", got, err)
	}
}
