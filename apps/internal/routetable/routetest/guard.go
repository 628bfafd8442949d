package routetest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Guard asks every route that is mounted, listed or not, as a visitor and with a session,
// plainly on the loopback and encrypted, and wants every answer to carry the floor of
// security: pages, redirects, assets and errors of every sort alike.
func Guard(t *testing.T, site *web.Site, session string) {
	t.Helper()
	site.Router.Get("/test/panic", func(http.ResponseWriter, *http.Request) { panic("planted") })
	site.Router.Get("/api/test/panic", func(http.ResponseWriter, *http.Request) { panic("planted") })
	statuses := map[int]bool{}
	ask := func(method, path string, change func(*http.Request)) {
		for _, encrypted := range []bool{false, true} {
			for _, token := range []string{"", session} {
				r := request(t, method, path)
				if token != "" {
					r.Header.Set("Cookie", auth.CookieName(site.App)+"="+token)
				}
				if encrypted {
					r.Host, r.RemoteAddr = "www.example.org", "10.0.0.1:4000"
					r.Header.Set("X-Forwarded-Proto", "https")
				}
				if change != nil {
					change(r)
				}
				w := httptest.NewRecorder()
				site.Router.ServeHTTP(w, r)
				statuses[w.Code] = true
				for _, wrong := range gaps(site.App, r, w, encrypted) {
					t.Errorf("%s %s (https %v, session %v): %d: %s", method, path, encrypted, token != "", w.Code, wrong)
				}
			}
		}
	}
	err := chi.Walk(site.Router, func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		path := parameter.ReplaceAllString(strings.TrimSuffix(pattern, "*"), id.New[struct{}]().String())
		if method != http.MethodConnect && method != http.MethodTrace && path != "/logout" {
			ask(method, path, nil)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	large := func(r *http.Request) { replaceBody(r, "email="+strings.Repeat("x", 2<<20)) }
	for path, c := range map[string]struct {
		method string
		change func(*http.Request)
	}{
		"/nothing": {http.MethodGet, nil}, "/api/nothing": {http.MethodGet, nil}, "/assets/nothing": {http.MethodGet, nil},
		"/api/v1/auth/me":      {http.MethodPatch, nil}, // 405
		"/login":               {http.MethodPost, large},
		"/api/v1/auth/login":   {http.MethodPost, func(r *http.Request) { replaceBody(r, `{"email":"","password":""}`) }},
		"/test/panic":          {http.MethodGet, nil},
		"/api/test/panic":      {http.MethodGet, nil},
		"/verify-email":        {http.MethodPost, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }},
		"/api/v1/auth/refresh": {http.MethodPost, func(r *http.Request) { replaceBody(r, "{") }},
		"/api/v1/auth/logout":  {http.MethodGet, func(r *http.Request) { r.Header.Set("Authorization", "Bearer nonsense") }},
		"/api/v1/auth/me?key=" + "afu_000000000000_00000000000000000000000000000000000000": {http.MethodGet, nil},
	} {
		ask(c.method, path, c.change)
	}
	for _, status := range []int{200, 303, 400, 401, 403, 404, 405, 413, 422, 500} {
		if !statuses[status] {
			t.Errorf("the walk met no answer %d: it shows less than it says", status)
		}
	}
	signsOut(t, site, session)
}

func request(t *testing.T, method, path string) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, strings.NewReader(""))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if strings.HasPrefix(path, "/api/") {
		r.Header.Set("Content-Type", "application/json")
	} else {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r
}

func replaceBody(r *http.Request, body string) {
	r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
}

// gaps lists what an answer lacks.
func gaps(app identity.App, r *http.Request, w *httptest.ResponseRecorder, encrypted bool) (missing []string) {
	header := w.Header()
	want := func(ok bool, what string) {
		if !ok {
			missing = append(missing, what)
		}
	}
	policy := header.Get("Content-Security-Policy")
	want(strings.HasPrefix(policy, "default-src 'none'") && strings.Contains(policy, "frame-ancestors 'none'") && !strings.Contains(policy, "unsafe") &&
		(strings.Contains(policy, "'nonce-") && strings.Contains(policy, "base-uri 'none'") || strings.Contains(policy, "sandbox")), "Content-Security-Policy "+policy)
	for name, value := range map[string]string{
		"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		want(header.Get(name) == value, name)
	}
	want(strings.Contains(header.Get("Permissions-Policy"), "camera=()"), "Permissions-Policy")
	want(header.Get("X-Request-Id") != "" && header.Get("X-Process-Time") != "", "X-Request-ID and X-Process-Time")
	want((header.Get("Strict-Transport-Security") != "") == encrypted, "Strict-Transport-Security over https and only there")
	want(header.Get("Access-Control-Allow-Origin") == "" && header.Get("Access-Control-Allow-Credentials") == "", "no CORS that nobody asked for")
	want(header.Get("Server") == "" && header.Get("X-Powered-By") == "", "no word about what serves")
	if strings.HasPrefix(r.URL.Path, "/api/") {
		want(header.Get("X-Ratelimit-Limit") != "" && header.Get("X-Ratelimit-Remaining") != "" && header.Get("X-Ratelimit-Reset") != "", "X-RateLimit-*")
	}
	want(storable(app, r, w), "Cache-Control "+header.Get("Cache-Control"))
	for _, cookie := range w.Result().Cookies() {
		want(strings.HasPrefix(cookie.Name, "__Host-") && cookie.Secure && cookie.HttpOnly && cookie.SameSite == http.SameSiteLaxMode &&
			cookie.Path == "/" && cookie.Domain == "", "cookie "+cookie.Name)
	}
	return missing
}

// storable tells whether the caching of an answer fits what is in it: a shared cache may
// keep only what is the same for everybody, and a private one no page of a person.
func storable(app identity.App, r *http.Request, w *httptest.ResponseRecorder) bool {
	caching, path := w.Header().Get("Cache-Control"), r.URL.Path
	public := strings.HasPrefix(path, "/assets/") || path == "/.well-known/jwks.json"
	_, visitor := r.Cookie(auth.CookieName(app))
	switch {
	case caching == "no-store":
		return true
	case public && w.Code < 400:
		return true
	case strings.Contains(path, "/pages/") && w.Code == http.StatusOK: // a picture of one's own document, kept by one's own browser
		return strings.HasPrefix(caching, "private")
	}
	return caching == "private, no-cache" && visitor != nil && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html")
}

// signsOut wants the answer to signing out to take along what the browser keeps.
func signsOut(t *testing.T, site *web.Site, session string) {
	t.Helper()
	r := request(t, http.MethodPost, "/logout")
	r.Header.Set("Cookie", auth.CookieName(site.App)+"="+session)
	w := httptest.NewRecorder()
	site.Router.ServeHTTP(w, r)
	gone := false
	for _, cookie := range w.Result().Cookies() {
		gone = gone || cookie.Name == auth.CookieName(site.App) && cookie.MaxAge < 0
	}
	cleared := w.Header().Get("Clear-Site-Data")
	target, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code != http.StatusSeeOther || target.Host != "" || !gone || !strings.Contains(cleared, `"cache"`) || !strings.Contains(cleared, `"storage"`) {
		t.Errorf("signing out: %d to %s, Clear-Site-Data %s, cookie gone %v", w.Code, target, cleared, gone)
	}
}
