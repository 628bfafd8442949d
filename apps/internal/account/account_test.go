package account_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/account/settings"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
)

// nonces differ from page to page.
var nonces = regexp.MustCompile(`nonce="[^"]*"`)

const (
	adaEmail    = "ada.berg@example.org"
	adaPassword = "lantern moss 47"
)

// app is one app's sign-in, API and pages, behind its real router.
type app struct {
	*platformtest.Accounts

	t     *testing.T
	which identity.App
	http  http.Handler
}

func open(t *testing.T, which identity.App) *app {
	t.Helper()
	a := &app{Accounts: platformtest.OpenAccounts(t, time.Now), t: t, which: which}
	site := web.New(web.Options{
		App: which, Auth: a.Identity, Logger: slog.New(slog.DiscardHandler), Use: []func(http.Handler) http.Handler{account.RequireFactor},
		Chrome: web.Chrome{Settings: settings.Nav},
	})
	account.RegisterPages(site, a.Services, "/dashboard")
	settings.RegisterPages(site, a.Services)
	account.RegisterKeys(site, a.Identity)
	docs := api.New(site.Router, api.Options{Title: "Test", Cookie: auth.CookieName(which)})
	account.RegisterAPI(docs, a.Services, which)
	settings.RegisterAPI(docs, a.Services, which)
	a.http = site.Router
	return a
}

// envelope is any answer of the API.
type envelope struct {
	Success    bool
	Data       map[string]any
	Message    string
	StatusCode int
	Error      struct {
		Code, Message, Field string
		Details              struct {
			Violations []struct{ Field, Code string }
		}
	}
}

func (a *app) call(method, path, bearer string, body any) (int, http.Header, envelope) {
	a.t.Helper()
	var payload []byte
	if body != nil {
		payload, _ = json.Marshal(body)
	}
	r := httptest.NewRequestWithContext(a.t.Context(), method, "http://localhost/api/v1/auth"+path, bytes.NewReader(payload))
	r.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	w := httptest.NewRecorder()
	a.http.ServeHTTP(w, r)
	var e envelope
	if w.Code == http.StatusNoContent {
		return w.Code, w.Header(), e
	}
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil {
		a.t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	return w.Code, w.Header(), e
}

// browser keeps one session cookie.
type browser struct {
	*app

	cookies map[string]*http.Cookie
	at      string // the page that is open
}

func (a *app) browser() *browser { return &browser{app: a, cookies: map[string]*http.Cookie{}} }

func (b *browser) do(method, path string, form url.Values) (*httptest.ResponseRecorder, *goquery.Document) {
	b.t.Helper()
	before := b.at
	if method == http.MethodGet {
		b.at = path
	}
	r := httptest.NewRequestWithContext(b.t.Context(), method, "http://localhost"+path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Referer", "http://localhost"+before)
	for _, cookie := range b.cookies {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	b.http.ServeHTTP(w, r)
	for _, cookie := range w.Result().Cookies() {
		if cookie.MaxAge < 0 {
			delete(b.cookies, cookie.Name)
		} else {
			b.cookies[cookie.Name] = cookie
		}
	}
	document, err := goquery.NewDocumentFromReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		b.t.Fatal(err)
	}
	return w, document
}

func (b *browser) wantRedirect(w *httptest.ResponseRecorder, to string) {
	b.t.Helper()
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != to {
		b.t.Fatalf("%d to %q, want 303 to %q", w.Code, w.Header().Get("Location"), to)
	}
}
