package account_test

import (
	"encoding/base32"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/identity"
)

// phone is an authenticator app.
type phone struct{ secret identity.TOTPSecret }

func newPhone(t *testing.T, secret string) phone {
	t.Helper()
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ReplaceAll(secret, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return phone{raw}
}

// code is the code that comes n steps from now: each can be used once.
func (p phone) code(n int64) string { return p.secret.Code(identity.TOTPStepAt(time.Now()) + n) }

func (b *browser) signUp() {
	b.t.Helper()
	b.do(http.MethodPost, "/register", url.Values{"name": {"Ada Berg"}, "email": {adaEmail}, "password": {adaPassword}})
	b.login()
}

func (b *browser) login() *httptest.ResponseRecorder {
	b.t.Helper()
	w, _ := b.do(http.MethodPost, "/login", url.Values{"email": {adaEmail}, "password": {adaPassword}, "next": {"/jobs"}})
	return w
}

// enrol sets up an authenticator app and answers it with the recovery codes.
func (b *browser) enrol() (phone, []string) {
	b.t.Helper()
	w, page := b.do(http.MethodGet, "/settings/security/app", nil)
	if w.Code != http.StatusOK || page.Find("svg.qr path").AttrOr("d", "") == "" || w.Header().Get("Cache-Control") != "no-store" {
		b.t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	secret := page.Find("[data-copy]").AttrOr("data-copy", "")
	p := newPhone(b.t, secret)
	w, _ = b.do(http.MethodPost, "/settings/security/app", url.Values{"code": {"000000"}})
	if w.Code != http.StatusUnprocessableEntity || strings.Contains(w.Body.String(), "000000") {
		b.t.Errorf("a wrong code: %d", w.Code)
	}
	w, page = b.do(http.MethodPost, "/settings/security/app", url.Values{"code": {p.code(-1)}})
	if w.Code != http.StatusOK {
		b.t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	var codes []string
	page.Find("ol.codes li").Each(func(_ int, li *goquery.Selection) { codes = append(codes, strings.TrimSpace(li.Text())) })
	file, _ := url.PathUnescape(page.Find("a[download]").AttrOr("href", ""))
	if len(codes) != 10 || !strings.Contains(file, codes[9]) {
		b.t.Fatalf("codes %v, file %q", codes, file)
	}
	return p, codes
}

func TestSecondFactorJourney(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	b.signUp()
	old := b.cookies["__Host-afu-seeker"].Value
	p, codes := b.enrol()
	if b.cookies["__Host-afu-seeker"].Value == old {
		t.Error("the session keeps its token")
	}
	if w, page := b.do(http.MethodGet, "/settings/security", nil); w.Code != http.StatusOK || !strings.Contains(page.Text(), "10 codes left") {
		t.Errorf("%d\n%s", w.Code, page.Text())
	}
	b.do(http.MethodPost, "/logout", url.Values{})

	b.wantRedirect(b.login(), "/login/verify?next=%2Fjobs")
	if b.cookies["__Host-afu-seeker"] != nil {
		t.Fatal("a password alone signs in")
	}
	w, page := b.do(http.MethodGet, "/login/verify?next=/jobs", nil)
	if w.Code != http.StatusOK || page.Find(`input[name=code][autocomplete="one-time-code"]`).Length() != 1 || page.Find(`input[name=next]`).AttrOr("value", "") != "/jobs" {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	w, page = b.do(http.MethodPost, "/login/verify", url.Values{"method": {"totp"}, "code": {"123 456"}, "next": {"/jobs"}})
	if w.Code != http.StatusUnprocessableEntity || page.Find("[role=alert]").Length() == 0 {
		t.Fatalf("a wrong code: %d\n%s", w.Code, w.Body)
	}
	thief := a.browser()
	w, _ = thief.do(http.MethodPost, "/login/verify", url.Values{"method": {"totp"}, "code": {p.code(0)}})
	thief.wantRedirect(w, "/login?next=%2Fdashboard")
	w, _ = b.do(http.MethodPost, "/login/verify", url.Values{"method": {"totp"}, "code": {p.code(0)}, "next": {"/jobs"}})
	b.wantRedirect(w, "/jobs")
	if b.cookies["__Host-afu-seeker"] == nil || b.cookies["__Host-afu-seeker-challenge"] != nil {
		t.Errorf("cookies %v", b.cookies)
	}

	b.do(http.MethodPost, "/logout", url.Values{})
	b.login()
	w, _ = b.do(http.MethodPost, "/login/verify", url.Values{"method": {"recovery_code"}, "code": {" " + strings.ToUpper(codes[2])}, "next": {"https://evil.example"}})
	b.wantRedirect(w, "/dashboard")
	if _, page = b.do(http.MethodGet, "/settings/security", nil); !strings.Contains(page.Text(), "9 codes left") {
		t.Errorf("the used code is not counted:\n%s", page.Text())
	}
	w, _ = b.do(http.MethodPost, "/settings/security/codes", url.Values{})
	if w.Code != http.StatusOK || strings.Contains(w.Body.String(), codes[3]) {
		t.Errorf("%d", w.Code)
	}
	w, _ = b.do(http.MethodPost, "/settings/security/app/remove", url.Values{})
	b.wantRedirect(w, "/settings/security")
	b.do(http.MethodPost, "/logout", url.Values{})
	b.wantRedirect(b.login(), "/jobs")
}

func TestPasskeyPages(t *testing.T) {
	t.Parallel()
	b := open(t, identity.AppSeeker).browser()
	b.signUp()
	form := func(path, id string) url.Values {
		t.Helper()
		w, page := b.do(http.MethodGet, path, nil)
		found := page.Find("form#" + id)
		if w.Code != http.StatusOK || found.Length() != 1 {
			t.Fatalf("%s: %d\n%s", path, w.Code, w.Body)
		}
		if _, hidden := found.Attr("hidden"); !hidden {
			t.Errorf("%s: the form shows without script", path)
		}
		return url.Values{"question": {found.Find("input[name=question]").AttrOr("value", "")}, "options": {found.AttrOr("data-options", "")}}
	}
	device := &memory.Authenticator{}
	answered := func(values url.Values, answer []byte, err error) url.Values {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		values.Set("answer", string(answer))
		return values
	}
	values := form("/settings/security/passkeys", "new-passkey")
	answer, err := device.Create([]byte(values.Get("options")))
	values = answered(values, answer, err)
	values.Set("name", "My <b>phone</b>")
	if w, page := b.do(http.MethodPost, "/settings/security/passkeys", values); w.Code != http.StatusOK || page.Find("ol.codes li").Length() != 10 {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	if w, _ := b.do(http.MethodPost, "/settings/security/passkeys", values); w.Code != http.StatusConflict {
		t.Errorf("the same passkey twice: %d", w.Code)
	}
	_, page := b.do(http.MethodGet, "/settings/security", nil)
	if !strings.Contains(page.Text(), "My <b>phone</b>") {
		t.Errorf("the passkey is not listed:\n%s", page.Text())
	}
	b.do(http.MethodPost, "/logout", url.Values{})

	values = form("/login?next=/jobs", "passkey")
	values.Set("next", "/jobs")
	answer, err = device.Get([]byte(values.Get("options")))
	w, _ := b.do(http.MethodPost, "/login/passkey", answered(values, answer, err))
	b.wantRedirect(w, "/jobs")
	b.do(http.MethodPost, "/logout", url.Values{})
	if w, page := b.do(http.MethodPost, "/login/passkey", values); w.Code != http.StatusUnprocessableEntity || page.Find("[role=alert]").Length() == 0 {
		t.Errorf("the same answer twice: %d", w.Code)
	}

	b.login()
	values = form("/login/verify", "prove-passkey")
	answer, err = device.Get([]byte(values.Get("options")))
	w, _ = b.do(http.MethodPost, "/login/verify", answered(values, answer, err))
	b.wantRedirect(w, "/dashboard")

	_, page = b.do(http.MethodGet, "/settings/security", nil)
	path := page.Find(`form[action^="/settings/security/passkeys/"]`).First().AttrOr("action", "")
	path = strings.TrimSuffix(path, "/remove")
	w, _ = b.do(http.MethodPost, path, url.Values{"name": {"Laptop"}})
	b.wantRedirect(w, "/settings/security")
	if _, page = b.do(http.MethodGet, "/settings/security", nil); !strings.Contains(page.Text(), "Laptop") {
		t.Error("the passkey keeps its old name")
	}
	if w, _ = b.do(http.MethodPost, "/settings/security/passkeys/nonsense/remove", url.Values{}); w.Code != http.StatusNotFound {
		t.Errorf("no such passkey: %d", w.Code)
	}
	w, _ = b.do(http.MethodPost, path+"/remove", url.Values{})
	b.wantRedirect(w, "/settings/security")
	b.do(http.MethodPost, "/logout", url.Values{})
	b.wantRedirect(b.login(), "/jobs")
}

func TestLostFactorPages(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	b.signUp()
	p, _ := b.enrol()
	b.do(http.MethodPost, "/logout", url.Values{})
	w, _ := b.do(http.MethodGet, "/login/lost-factor", nil)
	b.wantRedirect(w, "/login?next=%2Fdashboard") // only after the password
	b.login()
	if w, page := b.do(http.MethodGet, "/login/lost-factor", nil); w.Code != http.StatusOK || !strings.Contains(page.Text(), "three days") {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	if w, _ := b.do(http.MethodPost, "/login/lost-factor", url.Values{}); w.Code != http.StatusOK {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	token := a.Link("/login/lost-factor/confirm")
	if w, page := b.do(http.MethodGet, "/login/lost-factor/confirm?token="+token, nil); w.Code != http.StatusOK || page.Find("input[name=token]").AttrOr("value", "") != token {
		t.Fatalf("%d\n%s", w.Code, w.Body)
	}
	w, _ = b.do(http.MethodPost, "/login/lost-factor/confirm", url.Values{"token": {token}})
	b.wantRedirect(w, "/login")
	if w, page := b.do(http.MethodPost, "/login/lost-factor/confirm", url.Values{"token": {token}}); w.Code != http.StatusConflict || page.Find("[role=alert]").Length() == 0 {
		t.Errorf("a link works twice: %d", w.Code)
	}
	b.login()
	w, _ = b.do(http.MethodPost, "/login/verify", url.Values{"method": {"totp"}, "code": {p.code(0)}})
	b.wantRedirect(w, "/dashboard")
	// Signing in with the factor has stopped it.
	if _, page := b.do(http.MethodGet, "/settings/security", nil); strings.Contains(page.Text(), "about to be removed") {
		t.Error("the removal goes on")
	}
	other := b // still signed in elsewhere
	b = a.browser()
	b.login()
	b.do(http.MethodPost, "/login/lost-factor", url.Values{})
	b.do(http.MethodPost, "/login/lost-factor/confirm", url.Values{"token": {a.Link("/login/lost-factor/confirm")}})
	if _, page := other.do(http.MethodGet, "/settings/security", nil); !strings.Contains(page.Text(), "about to be removed") {
		t.Errorf("the owner is not told:\n%s", page.Text())
	}
	w, _ = b.do(http.MethodPost, "/login/lost-factor/stop", url.Values{"token": {a.Link("/login/lost-factor/stop")}})
	b.wantRedirect(w, "/forgot-password")
}

func TestAdminsSetUpAFactorFirst(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppAdmin)
	a.admin()
	b := a.browser()
	b.wantRedirect(b.login(), "/jobs")
	for _, path := range []string{"/jobs", "/settings", "/settings/sessions", "/dashboard"} {
		w, _ := b.do(http.MethodGet, path, nil)
		b.wantRedirect(w, "/settings/security")
	}
	if w, page := b.do(http.MethodGet, "/settings/security", nil); w.Code != http.StatusOK || !strings.Contains(page.Text(), "Set up a second factor to go on") {
		t.Fatalf("%d\n%s", w.Code, page.Text())
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/api/v1/admin/anything", nil)
	r.AddCookie(b.cookies["__Host-afu-admin"])
	a.http.ServeHTTP(w, r)
	var got envelope
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusForbidden || got.Error.Code != "identity.factor_required" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	b.enrol()
	if w, _ := b.do(http.MethodGet, "/settings", nil); w.Code != http.StatusOK {
		t.Errorf("after setting one up: %d", w.Code)
	}
	w, _ = b.do(http.MethodPost, "/settings/security/app/remove", url.Values{})
	b.wantRedirect(w, "/settings/security")
	if _, page := b.do(http.MethodGet, "/settings/security", nil); !strings.Contains(page.Text(), "needs a second factor") {
		t.Errorf("the refusal is not told:\n%s", page.Text())
	}
}
