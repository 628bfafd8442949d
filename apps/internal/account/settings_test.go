package account_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

const otherPassword = "harbour thistle 93"

// admin registers the account and gives it a role.
func (a *app) admin() {
	a.t.Helper()
	err := a.Identity.Register(a.t.Context(), identitysvc.RegisterInput{Email: adaEmail, Password: adaPassword, Name: "Ada Berg", App: identity.AppSeeker})
	if err != nil {
		a.t.Fatal(err)
	}
	if _, err := a.Identity.Appoint(a.t.Context(), identitysvc.AppointInput{Email: adaEmail, Role: identity.RoleSuper}); err != nil {
		a.t.Fatal(err)
	}
}

// stale makes the browser's proof of who sits before it too old.
func (b *browser) stale() {
	b.t.Helper()
	token := b.cookies["__Host-afu-"+string(b.which)].Value
	if err := b.Age(token, identity.ProofWindow); err != nil {
		b.t.Fatal(err)
	}
}

func TestResetPasswordPages(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	b.signUp()
	visitor := a.browser()
	var bodies []string
	for _, email := range []string{adaEmail, "nobody@example.org"} {
		w, _ := visitor.do(http.MethodPost, "/forgot-password", url.Values{"email": {email}})
		if w.Code != http.StatusOK {
			t.Fatalf("%d\n%s", w.Code, w.Body)
		}
		bodies = append(bodies, nonces.ReplaceAllString(strings.ReplaceAll(w.Body.String(), email, "-"), ""))
	}
	if bodies[0] != bodies[1] {
		t.Error("the page tells who has an account")
	}
	if w, page := visitor.do(http.MethodPost, "/forgot-password", url.Values{"email": {"x"}}); w.Code != http.StatusUnprocessableEntity || page.Find("input[name=email]").AttrOr("value", "") != "x" {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
	token := a.Link("/reset-password")
	if w, page := visitor.do(http.MethodGet, "/reset-password?token="+token, nil); w.Code != http.StatusOK || page.Find("[data-strength]").Length() != 1 {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	w, page := visitor.do(http.MethodPost, "/reset-password", url.Values{"token": {token}, "password": {"short"}})
	if w.Code != http.StatusUnprocessableEntity || page.Find("input[name=token]").AttrOr("value", "") != token {
		t.Errorf("a refused password loses the link: %d", w.Code)
	}
	w, _ = visitor.do(http.MethodPost, "/reset-password", url.Values{"token": {token}, "password": {otherPassword}})
	visitor.wantRedirect(w, "/login")
	if visitor.cookies["__Host-afu-seeker"] != nil {
		t.Error("a reset signs in")
	}
	w, _ = b.do(http.MethodGet, "/settings", nil)
	b.wantRedirect(w, "/login?next=%2Fsettings")
	if w, _ = visitor.do(http.MethodPost, "/reset-password", url.Values{"token": {token}, "password": {otherPassword}}); w.Code != http.StatusConflict {
		t.Errorf("a link works twice: %d", w.Code)
	}
	w, _ = visitor.do(http.MethodPost, "/login", url.Values{"email": {adaEmail}, "password": {otherPassword}})
	visitor.wantRedirect(w, "/dashboard")
}

func TestConfirmBeforeChanges(t *testing.T) {
	t.Parallel()
	b := open(t, identity.AppSeeker).browser()
	b.signUp()
	b.stale()
	for _, path := range []string{"/settings/security/email", "/settings/security/app", "/settings/security/passkeys"} {
		w, _ := b.do(http.MethodGet, path, nil)
		b.wantRedirect(w, "/confirm?next="+url.QueryEscape(path))
	}
	b.at = "/settings/security"
	for _, path := range []string{"/settings/security/app/remove", "/settings/security/codes", "/settings/security/email"} {
		w, _ := b.do(http.MethodPost, path, url.Values{"email": {"new@example.org"}})
		b.wantRedirect(w, "/confirm?next="+url.QueryEscape("/settings/security"))
	}
	w, page := b.do(http.MethodGet, "/confirm?next=/settings/security/email", nil)
	if w.Code != http.StatusOK || page.Find("main input[type=password]").Length() != 1 || page.Find("main input[name=code]").Length() != 0 {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	w, _ = b.do(http.MethodPost, "/confirm", url.Values{"method": {"password"}, "password": {"wrong"}, "next": {"/settings/security/email"}})
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("a wrong password: %d", w.Code)
	}
	before := b.cookies["__Host-afu-seeker"].Value
	w, _ = b.do(http.MethodPost, "/confirm", url.Values{"method": {"password"}, "password": {adaPassword}, "next": {"/settings/security/email"}})
	b.wantRedirect(w, "/settings/security/email")
	if b.cookies["__Host-afu-seeker"].Value == before {
		t.Error("the session keeps its token")
	}
	if w, _ = b.do(http.MethodGet, "/settings/security/email", nil); w.Code != http.StatusOK {
		t.Errorf("after confirming: %d", w.Code)
	}
}

func TestChangePasswordAndEmailPages(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	b.signUp()
	b.stale()
	if _, page := b.do(http.MethodGet, "/settings/security/password", nil); page.Find("input[name=currentPassword]").Length() != 1 {
		t.Error("the present password is not asked for")
	}
	w, page := b.do(http.MethodPost, "/settings/security/password", url.Values{"currentPassword": {"wrong"}, "password": {"short"}})
	if w.Code != http.StatusUnprocessableEntity || page.Find(`input[aria-invalid="true"]`).Length() != 2 {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	w, _ = b.do(http.MethodPost, "/settings/security/password", url.Values{"currentPassword": {adaPassword}, "password": {otherPassword}})
	b.wantRedirect(w, "/settings/security")
	b.do(http.MethodPost, "/confirm", url.Values{"method": {"password"}, "password": {otherPassword}})
	w, _ = b.do(http.MethodPost, "/settings/security/email", url.Values{"email": {"new@example.org"}})
	b.wantRedirect(w, "/settings/security")
	visitor := a.browser()
	token := a.Link("/email/confirm")
	if w, _ = visitor.do(http.MethodGet, "/email/confirm?token="+token, nil); w.Code != http.StatusOK {
		t.Fatalf("%d", w.Code)
	}
	w, _ = visitor.do(http.MethodPost, "/email/confirm", url.Values{"token": {token}})
	visitor.wantRedirect(w, "/login")
	if _, page = b.do(http.MethodGet, "/settings/security", nil); !strings.Contains(page.Text(), "new@example.org") {
		t.Error("the address is the old one")
	}
	undo := a.Link("/email/undo")
	if w, _ = visitor.do(http.MethodGet, "/email/undo?token="+undo, nil); w.Code != http.StatusOK {
		t.Fatalf("%d", w.Code)
	}
	w, _ = visitor.do(http.MethodPost, "/email/undo", url.Values{"token": {undo}})
	visitor.wantRedirect(w, "/forgot-password")
	w, _ = b.do(http.MethodGet, "/settings/security", nil)
	b.wantRedirect(w, "/login?next=%2Fsettings%2Fsecurity")
}

func TestSessionsPage(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b, other := a.browser(), a.browser()
	b.signUp()
	other.login()
	_, page := b.do(http.MethodGet, "/settings/sessions", nil)
	if page.Find(".setting-rows li").Length() != 2 || strings.Count(page.Text(), "This device") != 1 {
		t.Fatalf("%s", page.Text())
	}
	end := page.Find(`form[action$="/end"]`)
	if end.Length() != 1 {
		t.Fatalf("%d devices can be signed out, want 1", end.Length())
	}
	w, _ := b.do(http.MethodPost, end.AttrOr("action", ""), url.Values{})
	b.wantRedirect(w, "/settings/sessions")
	w, _ = other.do(http.MethodGet, "/settings", nil)
	other.wantRedirect(w, "/login?next=%2Fsettings")
	other.login()
	w, _ = b.do(http.MethodPost, "/settings/sessions/end-others", url.Values{})
	b.wantRedirect(w, "/settings/sessions")
	if _, page = b.do(http.MethodGet, "/settings/sessions", nil); page.Find(".setting-rows li").Length() != 1 {
		t.Errorf("%s", page.Text())
	}
	if w, _ = b.do(http.MethodPost, "/settings/sessions/0190a0b0-0000-7000-8000-000000000000/end", url.Values{}); w.Code != http.StatusNotFound {
		t.Errorf("no such device: %d", w.Code)
	}
}

func TestPreferencesPage(t *testing.T) {
	t.Parallel()
	b := open(t, identity.AppEmployer).browser()
	b.signUp()
	w, _ := b.do(http.MethodPost, "/settings", url.Values{"language": {"en"}, "timeZone": {"Europe/Oslo"}})
	b.wantRedirect(w, "/settings")
	_, page := b.do(http.MethodGet, "/settings", nil)
	if got := page.Find("select[name=timeZone] option[selected]").AttrOr("value", ""); got != "Europe/Oslo" || page.Find(".settings-nav a[aria-current=page]").Text() == "" {
		t.Errorf("zone %q", got)
	}
	if w, _ = b.do(http.MethodPost, "/settings", url.Values{"language": {"xx"}, "timeZone": {"Mars"}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("status %d", w.Code)
	}
}

func TestSigningInAgainEndsTheEarlierSession(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	b.signUp()
	earlier := a.browser()
	earlier.cookies["__Host-afu-seeker"] = b.cookies["__Host-afu-seeker"]
	b.login()
	w, _ := earlier.do(http.MethodGet, "/settings", nil)
	earlier.wantRedirect(w, "/login?next=%2Fsettings")
	if w, _ := b.do(http.MethodGet, "/settings", nil); w.Code != http.StatusOK {
		t.Errorf("status %d", w.Code)
	}
}
