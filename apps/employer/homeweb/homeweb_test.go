package homeweb_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/apps/employer/homeweb"
	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
)

// portal is the employer portal's pages behind their real router.
func portal(t *testing.T) http.Handler {
	t.Helper()
	accounts := platformtest.OpenAccounts(t, time.Now)
	svc := accounts.Identity
	site := web.New(web.Options{App: identity.AppEmployer, Auth: svc, Logger: slog.New(slog.DiscardHandler)})
	account.RegisterPages(site, accounts.Services, "/account")
	homeweb.Routes(site, svc)
	return site.Router
}

func open(t *testing.T, h http.Handler, method, path string, form url.Values, cookies ...*http.Cookie) (*httptest.ResponseRecorder, *goquery.Document) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for _, cookie := range cookies {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	document, err := goquery.NewDocumentFromReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return w, document
}

func TestLandingPromisesNothingThatIsNotThere(t *testing.T) {
	t.Parallel()
	h := portal(t)
	w, page := open(t, h, http.MethodGet, "/", nil)
	if w.Code != http.StatusOK || page.Find("h1").Length() != 1 || !strings.Contains(page.Find("main").Text(), "None of this works yet.") {
		t.Fatalf("%d\n%s", w.Code, page.Find("main").Text())
	}
	page.Find("main a[href]").Each(func(_ int, link *goquery.Selection) {
		href := link.AttrOr("href", "")
		if href == "/api/docs" { // the site mounts it
			return
		}
		if w, _ := open(t, h, http.MethodGet, href, nil); w.Code != http.StatusOK {
			t.Errorf("%q leads to %s: %d", link.Text(), href, w.Code)
		}
	})
}

func TestAccountShowsOneselfAndNobodyElse(t *testing.T) {
	t.Parallel()
	h := portal(t)
	if w, _ := open(t, h, http.MethodGet, "/account", nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/login?next=%2Faccount" {
		t.Errorf("a visitor: %d to %s", w.Code, w.Header().Get("Location"))
	}
	const email, password = "ada.berg@example.org", "lantern moss 47"
	open(t, h, http.MethodPost, "/register", url.Values{"name": {"Ada Berg"}, "email": {email}, "password": {password}})
	w, _ := open(t, h, http.MethodPost, "/login", url.Values{"email": {email}, "password": {password}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/account" {
		t.Fatalf("%d to %s", w.Code, w.Header().Get("Location"))
	}
	var session *http.Cookie
	for _, cookie := range w.Result().Cookies() {
		if cookie.Name == auth.CookieName(identity.AppEmployer) {
			session = cookie
		}
	}
	if session == nil {
		t.Fatal("no session")
	}
	w, page := open(t, h, http.MethodGet, "/account", nil, session)
	text := page.Find("main").Text()
	for _, want := range []string{"Ada Berg", email, "Not confirmed", "Confirm your e-mail address"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if w.Code != http.StatusOK || page.Find(`form[action="/logout"]`).Length() != 1 {
		t.Errorf("%d, no way to sign out", w.Code)
	}
	if w, _ = open(t, h, http.MethodGet, "/dashboard", nil, session); w.Header().Get("Location") != "/account" {
		t.Errorf("dashboard leads to %q", w.Header().Get("Location"))
	}
	if _, page = open(t, h, http.MethodGet, "/", nil, session); page.Find(`main a[href="/account"]`).Length() != 1 {
		t.Error("the landing page does not lead a signed-in person to the account")
	}
}
