package web_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// secret must never be in an answer.
const secret = "hunter2-jZ7q"

// people signs in whoever carries their name as a token.
type people map[string]identity.Actor

func (p people) BySession(_ context.Context, _ identity.App, token string) (identity.Actor, error) {
	actor, ok := p[token]
	if !ok {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	return actor, nil
}

func (p people) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	return p.BySession(ctx, app, token)
}

// log collects what a site logs.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// newSite is a small app with pages of every sort.
func newSite(t *testing.T) (http.Handler, *log) {
	t.Helper()
	kept := &log{}
	trusted, err := peer.ParseProxies("10.0.0.0/8")
	if err != nil {
		t.Fatal(err)
	}
	origins, err := web.ParseOrigins("https://partner.example.org, chrome-extension://abcdefghijklmnopabcdefghijklmnop")
	if err != nil {
		t.Fatal(err)
	}
	site := web.New(web.Options{
		App: identity.AppSeeker, Auth: people{"ada": {User: id.User{1}, Name: "Ada Berg", Email: "ada@example.org"}},
		Logger:  slog.New(slog.NewTextHandler(kept, nil)),
		Proxies: trusted, Origins: origins,
		Chrome: web.Chrome{
			Nav: []ui.NavItem{{Label: "Mine", Href: "/mine", Icon: "house"}}, Public: []ui.NavItem{{Label: "Jobs", Href: "/jobs", Icon: "search"}},
			Unread: func(context.Context, id.User) int { return 7 },
		},
	})
	write := func(text string) templ.Component {
		return templ.ComponentFunc(func(_ context.Context, w io.Writer) error { _, err := io.WriteString(w, text); return err })
	}
	page := func(w http.ResponseWriter, r *http.Request) error {
		return web.Render(w, r, http.StatusOK, write("<p>nonce "+templ.GetNonce(r.Context())+"</p>"))
	}
	fails := func(err error) web.Handler { return func(http.ResponseWriter, *http.Request) error { return err } }
	site.Get("/", web.Public, page)
	site.Get("/mine", web.SignedIn, page)
	site.Post("/mine", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		web.SetFlash(w, ui.OK, "Saved: 1\n2 “ok”")
		web.Redirect(w, r, "/mine")
		return nil
	})
	site.Post("/open", web.Public, page)
	site.Post("/reads", web.Public, func(_ http.ResponseWriter, r *http.Request) error { return r.ParseForm() })
	site.Get("/broken", web.Public, fails(errors.New(secret)))
	site.Get("/forbidden", web.Public, fails(fault.ErrForbidden))
	site.Get("/expired", web.Public, fails(fault.ErrUnauthenticated.Wrap(errors.New(secret))))
	site.Get("/panics", web.Public, func(http.ResponseWriter, *http.Request) error { panic(secret) })
	site.Get("/half", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		return web.Render(w, r, http.StatusOK, templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, _ = io.WriteString(w, "half a page")
			return errors.New(secret)
		}))
	})
	site.Router.Get("/api/v1/panics", func(http.ResponseWriter, *http.Request) { panic(secret) })
	whoami := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, cmp.Or(auth.Actor(r.Context()).Name, "visitor"))
	}
	site.Router.Get("/api/v1/whoami", whoami)
	site.Router.Post("/api/v1/whoami", whoami)
	site.Router.Post("/api/v1/things", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return site.Router, kept
}

func get(path string) *http.Request { return request(http.MethodGet, path) }

func request(method, path string) *http.Request {
	r := httptest.NewRequest(method, path, nil)
	r.Host = "localhost:3000"
	return r
}

func as(who string, r *http.Request) *http.Request {
	r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: who})
	return r
}

func with(r *http.Request, header, value string) *http.Request {
	r.Header.Set(header, value)
	return r
}

func serve(t *testing.T, h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if strings.Contains(w.Body.String(), secret) {
		t.Errorf("%s %s shows what it must not:\n%s", r.Method, r.URL, w.Body)
	}
	return w
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	foreign := get("/")
	foreign.Host = "jobs.example.org"
	for name, r := range map[string]*http.Request{
		"page": get("/"), "not found": get("/nothing"), "broken": get("/broken"), "panic": get("/panics"), "to the login": get("/mine"),
		"api": request(http.MethodPost, "/api/v1/things"), "api not found": get("/api/v1/nothing"), "api panic": get("/api/v1/panics"),
		"plain http": foreign, "another site's": with(request(http.MethodPost, "/open"), "Sec-Fetch-Site", "cross-site"),
	} {
		header := serve(t, h, r).Header()
		policy := header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", name, policy)
		}
		for key, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := header.Get(key); got != want {
				t.Errorf("%s: %s is %q, want %q", name, key, got, want)
			}
		}
		for _, key := range []string{"Permissions-Policy", "X-Request-Id", "X-Process-Time"} {
			if header.Get(key) == "" {
				t.Errorf("%s: no %s", name, key)
			}
		}
		if header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: HSTS over plain http", name)
		}
	}
}

func TestNonceIsNewAndThePages(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	seen := map[string]bool{}
	for range 3 {
		w := serve(t, h, get("/"))
		nonce := strings.TrimSuffix(strings.TrimPrefix(w.Body.String(), "<p>nonce "), "</p>")
		if len(nonce) < 20 || seen[nonce] || !strings.Contains(w.Header().Get("Content-Security-Policy"), "'nonce-"+nonce+"'") {
			t.Errorf("nonce %q of the page, policy %q", nonce, w.Header().Get("Content-Security-Policy"))
		}
		seen[nonce] = true
	}
}

func TestNotFound(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for _, r := range []*http.Request{get("/api/v1/nothing"), get("/api/")} {
		w := serve(t, h, r)
		var failure struct {
			Success bool
			Error   struct{ Code string }
		}
		err := json.Unmarshal(w.Body.Bytes(), &failure)
		if w.Code != 404 || err != nil || failure.Success || failure.Error.Code != "not_found" || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s %s: %d %s", r.Method, r.URL, w.Code, w.Body)
		}
	}
	for _, r := range []*http.Request{get("/nothing"), get("/apiary")} {
		w := serve(t, h, r)
		if w.Code != 404 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || !strings.Contains(w.Body.String(), "<title>Not found") {
			t.Errorf("%s %s: %d %s", r.Method, r.URL, w.Code, w.Header().Get("Content-Type"))
		}
	}
}

func TestWrongMethod(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for _, c := range []struct{ method, path, allow, kind string }{
		{http.MethodDelete, "/api/v1/things", "POST", "application/json"},
		{http.MethodGet, "/api/v1/things", "POST", "application/json"},
		{http.MethodPost, "/", "GET, HEAD", "text/html"},
		{http.MethodPut, "/mine", "GET, HEAD, POST", "text/html"},
		{http.MethodOptions, "/mine", "GET, HEAD, POST", "text/html"},
		{http.MethodTrace, "/", "GET, HEAD", "text/html"},
	} {
		w := serve(t, h, request(c.method, c.path))
		if w.Code != 405 || w.Header().Get("Allow") != c.allow || !strings.HasPrefix(w.Header().Get("Content-Type"), c.kind) {
			t.Errorf("%s %s: %d, Allow %q, %s", c.method, c.path, w.Code, w.Header().Get("Allow"), w.Header().Get("Content-Type"))
		}
	}
	if w := serve(t, h, request(http.MethodHead, "/")); w.Code != 200 {
		t.Errorf("HEAD /: %d", w.Code)
	}
}

func TestOurMistakes(t *testing.T) {
	t.Parallel()
	const known = "0192f0c1-2345-7abc-8def-0123456789ab"
	for _, path := range []string{"/broken", "/panics", "/half", "/api/v1/panics"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			h, kept := newSite(t)
			w := serve(t, h, with(get(path), "X-Request-ID", known))
			body := w.Body.String()
			if w.Code != 500 || w.Header().Get("X-Request-Id") != known || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%d %v", w.Code, w.Header())
			}
			if strings.HasPrefix(path, "/api/") {
				if !strings.Contains(body, `"code":"internal"`) {
					t.Error(body)
				}
			} else if !strings.Contains(body, known) || !strings.Contains(body, "Something went wrong") || strings.Contains(body, "half a page") {
				t.Error(body)
			}
			if text := kept.String(); !strings.Contains(text, secret) || !strings.Contains(text, known) || strings.Count(text, "level=ERROR") != 1 {
				t.Errorf("the log says:\n%s", text)
			}
		})
	}
}

func TestAPersonsMistakesAreNoErrorsInTheLog(t *testing.T) {
	t.Parallel()
	h, kept := newSite(t)
	if w := serve(t, h, get("/forbidden")); w.Code != 403 || !strings.Contains(w.Body.String(), "Your account may not do this.") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	serve(t, h, get("/nothing"))
	if strings.Contains(kept.String(), "level=ERROR") {
		t.Errorf("the log says:\n%s", kept)
	}
}

func TestRequestIDOfTheClient(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for _, forged := range []string{"", "x", "<script>", strings.Repeat("a", 36)} {
		if got := serve(t, h, with(get("/"), "X-Request-ID", forged)).Header().Get("X-Request-Id"); got == forged || len(got) != 36 {
			t.Errorf("%q was answered with %q", forged, got)
		}
	}
}

func TestPagesForWhoIsSignedIn(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	for name, c := range map[string]struct {
		r    *http.Request
		code int
		to   string
	}{
		"visitor":           {get("/mine?tab=2"), 303, "/login?next=%2Fmine%3Ftab%3D2"},
		"stale cookie":      {as("gone", get("/mine")), 303, "/login?next=%2Fmine"},
		"form of a visitor": {request(http.MethodPost, "/mine"), 303, "/login"},
		"session ended":     {get("/expired"), 303, "/login?next=%2Fexpired"},
		"person":            {as("ada", get("/mine")), 200, ""},
	} {
		w := serve(t, h, c.r)
		if w.Code != c.code || w.Header().Get("Location") != c.to {
			t.Errorf("%s: %d to %q, want %d to %q", name, w.Code, w.Header().Get("Location"), c.code, c.to)
		}
		if c.r.URL.Path == "/mine" && w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: the answer may be cached", name)
		}
	}
	w := serve(t, h, with(get("/mine"), "HX-Request", "true"))
	if w.Code != 204 || w.Header().Get("HX-Redirect") != "/login?next=%2Fmine" {
		t.Errorf("htmx: %d to %q", w.Code, w.Header().Get("HX-Redirect"))
	}
}

func TestFlash(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	posted := serve(t, h, as("ada", with(request(http.MethodPost, "/mine"), "Sec-Fetch-Site", "same-origin")))
	if posted.Code != 303 || posted.Header().Get("Location") != "/mine" {
		t.Fatalf("%d to %q", posted.Code, posted.Header().Get("Location"))
	}
	cookies := posted.Result().Cookies()
	if len(cookies) != 1 || !cookies[0].Secure || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode || cookies[0].Path != "/" {
		t.Fatalf("cookies %v", cookies)
	}
	r := get("/")
	r.AddCookie(cookies[0])
	w := httptest.NewRecorder()
	kind, text, ok := web.TakeFlash(w, r)
	if !ok || kind != ui.OK || text != "Saved: 1\n2 “ok”" {
		t.Errorf("took %q %q %v", kind, text, ok)
	}
	if gone := w.Result().Cookies(); len(gone) != 1 || gone[0].MaxAge >= 0 || gone[0].Name != cookies[0].Name {
		t.Errorf("afterwards %v", gone)
	}
	r = get("/nothing")
	r.AddCookie(cookies[0])
	if shown := serve(t, h, r).Body.String(); !strings.Contains(shown, "2 “ok”") {
		t.Error("the next page does not show the message")
	}
	for _, forged := range []string{"", "%%%", "bm9uZXdsaW5l"} {
		r := get("/")
		r.AddCookie(&http.Cookie{Name: cookies[0].Name, Value: forged})
		if _, text, ok := web.TakeFlash(httptest.NewRecorder(), r); ok || text != "" {
			t.Errorf("%q was taken as %q", forged, text)
		}
	}
}

func TestPageKnowsThePerson(t *testing.T) {
	t.Parallel()
	h, _ := newSite(t)
	visitor, person := serve(t, h, get("/nothing")).Body.String(), serve(t, h, as("ada", get("/nothing"))).Body.String()
	if strings.Contains(visitor, "Ada Berg") || !strings.Contains(visitor, `href="/jobs"`) || strings.Contains(visitor, `href="/mine"`) {
		t.Error("a visitor's page is not theirs")
	}
	if !strings.Contains(person, "Ada Berg") || !strings.Contains(person, `href="/mine"`) {
		t.Error("a person's page is not theirs")
	}
}
