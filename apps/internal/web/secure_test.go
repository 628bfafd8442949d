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
			{"none", "", path == "/open"}, // a bookmark's script; see TestFormsOfBrowsersThatSayNothing
			{"", "", path == "/open"},     // no browser: it uses the API
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
}

func TestHTTPS(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for name, c := range map[string]struct {
		remote    string
		tls, said bool
		want      int
	}{
		"direct": {"192.0.2.1:9", true, false, 200}, "through a proxy": {"10.0.0.1:9", false, true, 200},
		"a stranger who says so": {"192.0.2.1:9", false, true, 403}, "plain through a proxy": {"10.0.0.1:9", false, false, 403},
	} {
		r := get("/")
		r.Host, r.RemoteAddr = "jobs.example.org", c.remote
		if c.tls {
			r.TLS = &tls.ConnectionState{}
		}
		if c.said {
			r.Header.Set("X-Forwarded-Proto", "https")
		}
		w := serve(t, h, r)
		if hsts := strings.Contains(w.Header().Get("Strict-Transport-Security"), "max-age=31536000"); w.Code != c.want || hsts != (c.want == 200) {
			t.Errorf("%s: %d, HSTS %v", name, w.Code, hsts)
		}
	}
}

func TestLocalPath(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"/", "/jobs", "/jobs?q=a&page=2", "/jobs/0192#top", "/a//b", "/a:b", "/jobs?next=//x", "/jobs?q=a%2fb%20c", "/jobs/%C3%A4", "/jobs/ä", "/a%2Fb"} {
		if got := web.LocalPath(good, "/home"); got != good {
			t.Errorf("%q became %q", good, got)
		}
	}
	for _, bad := range []string{
		"", "jobs", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example",
		"http://evil.example", "https:evil.example", "HTTPS://evil.example", "javascript:alert(1)", "data:text/html,x", "ftp://x", "mailto:a@b.c",
		"/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example", "/jobs\r\nSet-Cookie: a=b",
		"//localhost:3000@evil.example", "/\x00/evil.example", "?next=/", "#x", "/%zz",
		// decoded once more by a proxy, a router or the browser
		"/%2f", "/%2fevil.example", "/%2F%2Fevil.example", "/%252fevil.example", "/%5cevil.example", "/%255cevil.example", "/%09/evil.example", "/%0d%0aLocation:x", "/%00",
		"/.//evil.example", "/..//evil.example", "/a/..//../..//evil.example", "/jobs/../../admin", "/jobs/..", "/%2e%2e//evil.example", "/%2e%2e/x",
		// user information, ports and schemes in disguise
		"//user:pass@evil.example", "/\\user@evil.example", "http:/evil.example", "http:evil.example", "https:\\\\evil.example", "//evil.example:443", "//[::1]/", "//0x7f000001",
		// characters that browsers drop or fold into dots and slashes
		"/\u3002/evil.example", "/evil\u3002example", "/\uff0f/evil.example", "/\uff0fevil.example", "/\u2044evil.example", "/\u2215evil.example", "/\uff3cevil.example", "/\u29f8x",
		"/\u00ad/evil.example", "/\u200b/evil.example", "/\ufeff//evil.example", "/%EF%BC%8Fevil.example", "/%E3%80%82", "/\x7f/evil.example", "/ /evil.example", "/jobs?a=b\nc",
	} {
		if got := web.LocalPath(bad, "/home"); got != "/home" {
			t.Errorf("%q became %q", bad, got)
		}
	}
}
