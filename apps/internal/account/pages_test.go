package account_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/identity"
)

func TestPagesJourney(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	w, page := b.do(http.MethodGet, "/register?next=/jobs/7", nil)
	if w.Code != http.StatusOK || page.Find(`form[action="/register"] input[type=password]`).Length() != 1 ||
		page.Find(`input[name=next]`).AttrOr("value", "") != "/jobs/7" {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	w, _ = b.do(http.MethodPost, "/register", url.Values{"name": {"Ada Berg"}, "email": {adaEmail}, "password": {adaPassword}})
	b.wantRedirect(w, "/verify-email")
	if w, page = b.do(http.MethodGet, "/verify-email", nil); w.Code != http.StatusOK || !strings.Contains(page.Find("h1").Text(), "mail") {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}

	token := a.Link("/verify-email")
	for range 2 { // a scanner opens the link before the person does
		w, page = b.do(http.MethodGet, "/verify-email?token="+token, nil)
		if w.Code != http.StatusOK || page.Find(`form[action="/verify-email"] input[name=token]`).AttrOr("value", "") != token ||
			w.Header().Get("Cache-Control") != "no-store" {
			t.Fatalf("%d %v\n%s", w.Code, w.Header(), w.Body)
		}
	}
	w, _ = b.do(http.MethodPost, "/verify-email", url.Values{"token": {token}})
	b.wantRedirect(w, "/login")
	if _, page = b.do(http.MethodGet, "/login", nil); !strings.Contains(page.Text(), "Your address is confirmed.") {
		t.Errorf("the next page does not say so:\n%s", page.Text())
	}
	w, _ = b.do(http.MethodPost, "/login", url.Values{"email": {adaEmail}, "password": {adaPassword}, "next": {"/jobs/7?x=1"}})
	b.wantRedirect(w, "/jobs/7?x=1")
	cookie := b.cookies["__Host-afu-seeker"]
	if cookie == nil || !cookie.HttpOnly || !cookie.Secure || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" {
		t.Fatalf("cookie = %+v", cookie)
	}
	w, _ = b.do(http.MethodGet, "/login", nil)
	b.wantRedirect(w, "/dashboard")
	w, _ = b.do(http.MethodPost, "/verify-email", url.Values{"token": {token}})
	b.wantRedirect(w, "/dashboard")

	stolen := a.browser()
	stolen.cookies["__Host-afu-seeker"] = cookie
	w, _ = b.do(http.MethodPost, "/logout", url.Values{})
	b.wantRedirect(w, "/login")
	if b.cookies["__Host-afu-seeker"] != nil {
		t.Error("the cookie is still there")
	}
	if w, _ = stolen.do(http.MethodGet, "/login", nil); w.Code != http.StatusOK {
		t.Error("the session lives on after signing out")
	}
}

func TestPagesKeepWhatWasTyped(t *testing.T) {
	t.Parallel()
	b := open(t, identity.AppSeeker).browser()
	w, page := b.do(http.MethodPost, "/register", url.Values{"name": {`Ada "<b>" Berg`}, "email": {"not an address"}, "password": {"short"}})
	if w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("status %d", w.Code)
	}
	if got := page.Find("input[name=name]").AttrOr("value", ""); got != `Ada "<b>" Berg` {
		t.Errorf("name = %q", got)
	}
	if got := page.Find("input[name=email]"); got.AttrOr("value", "") != "not an address" || got.AttrOr("aria-invalid", "") != "true" {
		t.Errorf("email = %q, invalid %q", got.AttrOr("value", ""), got.AttrOr("aria-invalid", ""))
	}
	if got := page.Find("input[name=password]").AttrOr("value", ""); got != "" || strings.Contains(w.Body.String(), "short\"") {
		t.Error("the password was sent back")
	}
	if page.Find("[role=alert]").Length() == 0 {
		t.Error("nothing tells what is wrong")
	}
	w, page = b.do(http.MethodPost, "/login", url.Values{"email": {adaEmail}, "password": {"wrong"}, "next": {"/jobs"}})
	if w.Code != http.StatusUnauthorized || page.Find("input[name=email]").AttrOr("value", "") != adaEmail ||
		page.Find("input[name=next]").AttrOr("value", "") != "/jobs" || !strings.Contains(page.Find("[role=alert]").Text(), "do not belong together") {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
	w, page = b.do(http.MethodPost, "/verify-email", url.Values{"token": {"made up"}})
	if w.Code != http.StatusConflict || !strings.Contains(page.Find("[role=alert]").Text(), "not valid any more") {
		t.Errorf("%d\n%s", w.Code, w.Body)
	}
}

func TestPagesNeverSendAnybodyElsewhere(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	b.do(http.MethodPost, "/register", url.Values{"name": {"Ada Berg"}, "email": {adaEmail}, "password": {adaPassword}})
	for _, next := range []string{"https://evil.example", "//evil.example", `/\evil.example`, "javascript:alert(1)", "/\t/evil.example", ""} {
		visitor := a.browser()
		w, _ := visitor.do(http.MethodPost, "/login", url.Values{"email": {adaEmail}, "password": {adaPassword}, "next": {next}})
		visitor.wantRedirect(w, "/dashboard")
	}
}

func TestPagesResend(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	b.do(http.MethodPost, "/register", url.Values{"name": {"Ada Berg"}, "email": {adaEmail}, "password": {adaPassword}})
	for _, email := range []string{adaEmail, "nobody@example.org"} {
		w, _ := b.do(http.MethodPost, "/verify-email/resend", url.Values{"email": {email}})
		b.wantRedirect(w, "/verify-email")
	}
	if w, _ := b.do(http.MethodPost, "/verify-email/resend", url.Values{"email": {"x"}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("status %d", w.Code)
	}
	if n := len(a.DB.Tasks()); n != 3 {
		t.Errorf("%d tasks", n)
	}
}

func TestPagesOfTheAdminAppHaveNoRegistration(t *testing.T) {
	t.Parallel()
	b := open(t, identity.AppAdmin).browser()
	if w, _ := b.do(http.MethodGet, "/register", nil); w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
	if _, page := b.do(http.MethodGet, "/login", nil); page.Find(`main a[href^="/register"]`).Length() != 0 {
		t.Error("the sign-in page offers to register")
	}
}
