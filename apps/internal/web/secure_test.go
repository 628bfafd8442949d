package web_test

import (
	"crypto/tls"
	"net/http"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/web"
)

func TestWritesFromOtherSites(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for _, path := range []string{"/open", "/api/v1/things"} {
		for _, c := range []struct {
			site, origin string
			refused      bool
		}{
			{"same-origin", "http://localhost:3000", false},
			{"none", "", false}, // typed by the person
			{"", "", false},     // no browser
			{"", "http://localhost:3000", false},
			{"same-site", "http://localhost:3001", true}, // another port is another app
			{"cross-site", "https://evil.example", true},
			{"cross-site", "", true},
			{"nonsense", "http://localhost:3000", true},
			{"", "http://localhost:3001", true},
			{"", "https://evil.example", true},
			{"", "null", true},
			{"", "http://localhost:3000.evil.example", true},
		} {
			r := request(http.MethodPost, path)
			if c.site != "" {
				r.Header.Set("Sec-Fetch-Site", c.site)
			}
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			w := serve(t, h, r)
			if refused := w.Code == 403; refused != c.refused || !refused && w.Code >= 300 {
				t.Errorf("%s with Sec-Fetch-Site %q and Origin %q: %d", path, c.site, c.origin, w.Code)
			}
		}
	}
	if w := serve(t, h, with(get("/"), "Sec-Fetch-Site", "cross-site")); w.Code != 200 {
		t.Errorf("a link from another site: %d", w.Code)
	}
}

func TestPlainHTTP(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for host, refused := range map[string]bool{
		"localhost": false, "localhost:3000": false, "127.0.0.1:3000": false, "127.8.0.1": false, "[::1]:3000": false, "[::1]": false,
		"jobs.example.org": true, "192.168.1.5:3000": true, "0.0.0.0:3000": true, "localhost.example.org": true,
		"127.0.0.1.example.org": true, "[::2]:3000": true, "": true,
	} {
		r := get("/")
		r.Host = host
		w := serve(t, h, r)
		if (w.Code == 403) != refused {
			t.Errorf("%q: %d, want refused %v", host, w.Code, refused)
		}
		if refused && !strings.Contains(w.Body.String(), "https") {
			t.Errorf("%q: no remedy in %s", host, w.Body)
		}
	}
	direct := get("/")
	direct.Host, direct.TLS = "jobs.example.org", &tls.ConnectionState{}
	behind := with(get("/"), "X-Forwarded-Proto", "https")
	behind.Host = "jobs.example.org"
	for _, r := range []*http.Request{direct, behind} {
		if w := serve(t, h, r); w.Code != 200 || !strings.Contains(w.Header().Get("Strict-Transport-Security"), "max-age=31536000") {
			t.Errorf("over https: %d, HSTS %q", w.Code, w.Header().Get("Strict-Transport-Security"))
		}
	}
}

func TestLocalPath(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"/", "/jobs", "/jobs?q=a&page=2", "/jobs/0192#top", "/a//b", "/a:b", "/%2f", "/jobs?next=//x"} {
		if got := web.LocalPath(good, "/home"); got != good {
			t.Errorf("%q became %q", good, got)
		}
	}
	for _, bad := range []string{
		"", "jobs", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example",
		"http://evil.example", "https:evil.example", "HTTPS://evil.example", "javascript:alert(1)", "data:text/html,x", "ftp://x", "mailto:a@b.c",
		"/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example", "/jobs\r\nSet-Cookie: a=b",
		"//localhost:3000@evil.example", "/\x00/evil.example", "?next=/", "#x", "/%zz",
	} {
		if got := web.LocalPath(bad, "/home"); got != "/home" {
			t.Errorf("%q became %q", bad, got)
		}
	}
}
