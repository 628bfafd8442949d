package site

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/redis"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

const (
	email    = "ada.berg@example.org"
	password = "lantern moss 47"
)

// open wires the whole console as the binary does, on a fresh database.
func open(t *testing.T) *platform.Services {
	t.Helper()
	cache, err := redis.StartEmbedded()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cache.Close)
	settings := map[string]string{
		"DATABASE_URL": pgtest.URL(t), "REDIS_URL": cache.URL(), "AFU_DATA": t.TempDir(), "AFU_CACHE": t.TempDir(), "DATABASE_MAX_CONNS": "4",
		"SEEKER_URL": "http://127.0.0.1:1", "EMPLOYER_URL": "http://127.0.0.1:1",
	}
	config, err := platform.LoadConfig(func(name string) (string, bool) { value, ok := settings[name]; return value, ok })
	if err != nil {
		t.Fatal(err)
	}
	s, err := platform.Open(t.Context(), config, platform.Role{})
	if err != nil {
		t.Fatal(err)
	}
	s.Log = slog.New(slog.DiscardHandler)
	t.Cleanup(func() { s.Close() })
	return s
}

func send(t *testing.T, h http.Handler, method, path string, form url.Values, session *http.Cookie) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if session != nil {
		r.AddCookie(session)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func signIn(t *testing.T, h http.Handler) (*httptest.ResponseRecorder, *http.Cookie) {
	t.Helper()
	w := send(t, h, http.MethodPost, "/login", url.Values{"email": {email}, "password": {password}}, nil)
	for _, cookie := range w.Result().Cookies() {
		if cookie.Name == auth.CookieName(identity.AppAdmin) {
			return w, cookie
		}
	}
	return w, nil
}

func TestOnlyAppointedPeopleGetIn(t *testing.T) {
	t.Parallel()
	s := open(t)
	h := Handler(s)
	err := s.Identity.Register(t.Context(), identitysvc.RegisterInput{Email: email, Password: password, Name: "Ada Berg", App: identity.AppSeeker})
	if err != nil {
		t.Fatal(err)
	}
	seeker, err := s.Identity.SignIn(t.Context(), identitysvc.CredentialsInput{Email: email, Password: password, App: identity.AppSeeker})
	if err != nil {
		t.Fatal(err)
	}
	if w, session := signIn(t, h); session != nil || w.Code != http.StatusUnauthorized {
		t.Fatalf("somebody without a role signs in: %d", w.Code)
	}
	foreign := &http.Cookie{Name: auth.CookieName(identity.AppAdmin), Value: seeker.Token}
	if w := send(t, h, http.MethodGet, "/feeds", nil, foreign); w.Code != http.StatusSeeOther {
		t.Errorf("a session of the seeker site opens the console: %d", w.Code)
	}
	if w := send(t, h, http.MethodGet, "/api/v1/admin/boards", nil, foreign); w.Code != http.StatusUnauthorized {
		t.Errorf("a session of the seeker site opens the API: %d", w.Code)
	}
	if _, err := s.Identity.Appoint(t.Context(), identitysvc.AppointInput{Email: email, Role: identity.RoleModerator}); err != nil {
		t.Fatal(err)
	}
	w, session := signIn(t, h)
	if session == nil || w.Header().Get("Location") != "/feeds" {
		t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	for path, want := range map[string]string{"/": "/feeds", "/dashboard": "/feeds"} {
		if w := send(t, h, http.MethodGet, path, nil, session); w.Header().Get("Location") != want {
			t.Errorf("%s leads to %q", path, w.Header().Get("Location"))
		}
	}
	for path, want := range map[string][]string{
		"/feeds":    {"Feeds", "development"},
		"/health":   {"Our processes", "PostgreSQL", "No worker runs", "1 task waiting"},
		"/api/docs": {"/api/v1/admin/boards", "/api/v1/health/dependencies"},
	} {
		w := send(t, h, http.MethodGet, path, nil, session)
		page, err := goquery.NewDocumentFromReader(bytes.NewReader(w.Body.Bytes()))
		if err != nil || w.Code != http.StatusOK {
			t.Errorf("%s: %d, %v", path, w.Code, err)
			continue
		}
		for _, text := range want {
			if !strings.Contains(page.Text(), text) {
				t.Errorf("%s does not say %q", path, text)
			}
		}
		page.Find("header a[href], nav a[href]").Each(func(_ int, link *goquery.Selection) {
			if href := link.AttrOr("href", ""); strings.HasPrefix(href, "/") && send(t, h, http.MethodGet, href, nil, session).Code >= http.StatusBadRequest {
				t.Errorf("%s links to %s, which is not there", path, href)
			}
		})
	}
	if _, err := s.Identity.Appoint(t.Context(), identitysvc.AppointInput{Email: email, Role: ""}); err != nil {
		t.Fatal(err)
	}
	if w := send(t, h, http.MethodGet, "/feeds", nil, session); w.Code != http.StatusSeeOther {
		t.Errorf("the console stays open after the role was taken away: %d", w.Code)
	}
}

// access is who may call what, each route of the console once.
var access = []string{
	"GET / signed_in",
	"GET /dashboard signed_in",
	"GET /login public",
	"POST /login public",
	"POST /logout public",
	"GET /verify-email public",
	"POST /verify-email public",
	"POST /verify-email/resend public",
	"GET /feeds signed_in",
	"GET /feeds/follow signed_in",
	"POST /feeds/follow signed_in",
	"GET /feeds/{id} signed_in",
	"POST /feeds/{id}/retry signed_in",
	"GET /feeds/{id}/unfollow signed_in",
	"POST /feeds/{id}/unfollow signed_in",
	"GET /health signed_in",
	"GET /api/docs public",
}

func TestRoutes(t *testing.T) {
	t.Parallel()
	var mounted []string
	for _, r := range newSite(open(t)).Routes() {
		mounted = append(mounted, r.Method+" "+r.Pattern+" "+string(r.Access))
	}
	slices.Sort(mounted)
	want := slices.Sorted(slices.Values(access))
	if !slices.Equal(mounted, want) {
		t.Errorf("mounted:\n%s\nwant:\n%s", strings.Join(mounted, "\n"), strings.Join(want, "\n"))
	}
}

func TestSpecificationNeedsNothingOpen(t *testing.T) {
	t.Parallel()
	document, err := api.Document(API(chi.NewRouter(), &platform.Services{}))
	if err != nil {
		t.Fatal(err)
	}
	var spec struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(document, &spec); err != nil {
		t.Fatal(err)
	}
	for path, methods := range map[string][]string{
		"/api/v1/auth/login":              {"post"},
		"/api/v1/admin/boards":            {"get", "post"},
		"/api/v1/admin/boards/{id}":       {"get", "delete"},
		"/api/v1/admin/boards/{id}/retry": {"post"},
		"/api/v1/health/services":         {"get"},
		"/api/v1/health/dependencies":     {"get"},
	} {
		for _, method := range methods {
			if spec.Paths[path][method] == nil {
				t.Errorf("%s %s is not described", method, path)
			}
		}
	}
}
