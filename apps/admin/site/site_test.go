package site

import (
	"bytes"
	"encoding/base32"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/routetable/routetest"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

const (
	email    = "ada.berg@example.org"
	password = "lantern moss 47"
)

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

// enrol sets up a second factor and answers the renewed session.
func enrol(t *testing.T, s *platform.Services, session *http.Cookie) *http.Cookie {
	t.Helper()
	actor, err := s.Identity.BySession(t.Context(), identity.AppAdmin, session.Value)
	if err != nil {
		t.Fatal(err)
	}
	enrolment, err := s.Factors.EnableTOTP(t.Context(), actor)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(enrolment.Secret)
	if err != nil {
		t.Fatal(err)
	}
	code := identity.TOTPSecret(secret).Code(identity.TOTPStepAt(time.Now()))
	changed, err := s.Factors.ConfirmTOTP(t.Context(), identitysvc.ConfirmTOTPInput{Actor: actor, Code: code})
	if err != nil {
		t.Fatal(err)
	}
	return auth.SessionCookie(identity.AppAdmin, changed.Session)
}

func TestOnlyAppointedPeopleGetIn(t *testing.T) {
	t.Parallel()
	s := platformtest.Open(t)
	h := Handler(s)
	err := s.Identity.Register(t.Context(), identitysvc.RegisterInput{Email: email, Password: password, Name: "Ada Berg", App: identity.AppSeeker})
	if err != nil {
		t.Fatal(err)
	}
	seeker, err := s.Identity.SignIn(t.Context(), identitysvc.CredentialsInput{Email: email, Password: password, App: identity.AppSeeker, Browser: true})
	if err != nil {
		t.Fatal(err)
	}
	if w, session := signIn(t, h); session != nil || w.Code != http.StatusUnauthorized {
		t.Fatalf("somebody without a role signs in: %d", w.Code)
	}
	foreign := &http.Cookie{Name: auth.CookieName(identity.AppAdmin), Value: seeker.Session}
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
	if w := send(t, h, http.MethodGet, "/feeds", nil, session); w.Header().Get("Location") != "/settings/security" {
		t.Errorf("without a second factor /feeds leads to %q", w.Header().Get("Location"))
	}
	if w := send(t, h, http.MethodGet, "/api/v1/admin/boards", nil, session); w.Code != http.StatusForbidden {
		t.Errorf("without a second factor the API answers %d", w.Code)
	}
	session = enrol(t, s, session)
	for path, want := range map[string]string{"/": "/feeds", "/dashboard": "/feeds"} {
		if w := send(t, h, http.MethodGet, path, nil, session); w.Header().Get("Location") != want {
			t.Errorf("%s leads to %q", path, w.Header().Get("Location"))
		}
	}
	for path, want := range map[string][]string{
		"/feeds":    {"Feeds", "development"},
		"/health":   {"Our processes", "PostgreSQL", "No worker runs", "3 tasks waiting"},
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

func TestRoutes(t *testing.T) {
	t.Parallel()
	s := platformtest.Open(t)
	routetest.Run(t, newSite(s), API(chi.NewRouter(), s))
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
