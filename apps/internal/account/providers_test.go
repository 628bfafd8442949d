package account_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/identity"
)

// eva has an account at Google with a confirmed address.
func eva() identity.ProviderAccount {
	return identity.ProviderAccount{
		Provider: identity.Google, Issuer: "https://accounts.example", Subject: "7", Email: "eva@example.org", EmailVerified: true, Name: "Eva Lind",
	}
}

// depart goes to Google from the sign-in page and answers the state to come back with.
func (b *browser) depart() string {
	b.t.Helper()
	w, _ := b.do(http.MethodGet, "/login/oauth/google?next=%2Fjobs", nil)
	to, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code != http.StatusSeeOther || to.Host != "provider.example" {
		b.t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	return to.Query().Get("state")
}

func back(state, code string) string {
	return "/oauth/callback?" + url.Values{"state": {state}, "code": {code}}.Encode()
}

// user is the account with the address.
func (a *app) user(email string) (identity.User, error) {
	return memory.UserReads(a.DB).GetByEmail(a.t.Context(), email)
}

// press posts a form of the page.
func (b *browser) press(page, action string) (*httptest.ResponseRecorder, *goquery.Document) {
	b.t.Helper()
	b.do(http.MethodGet, page, nil)
	return b.do(http.MethodPost, action, url.Values{})
}

func (b *browser) signedIn() bool { return b.cookies[auth.CookieName(b.which)] != nil }

func summaryOf(d *goquery.Document) string {
	return strings.TrimSpace(d.Find("[role=alert]").First().Text())
}

func TestNoProviderNoButton(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	_, d := a.browser().do(http.MethodGet, "/login", nil)
	if n := d.Find(`a[href*="/login/oauth/"]`).Length(); n != 0 {
		t.Errorf("%d buttons of providers that are not set up", n)
	}
	a.Elsewhere.SetUp(identity.Google, identity.GitHub)
	for _, path := range []string{"/login", "/register"} {
		if _, d := a.browser().do(http.MethodGet, path, nil); d.Find(`a[href*="/login/oauth/"]`).Length() != 2 {
			t.Errorf("%s: want a button for each provider", path)
		}
	}
}

func TestProviderSignIn(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	a.Elsewhere.SetUp(identity.Google)
	b := a.browser()
	w, _ := b.do(http.MethodGet, back(b.depart(), a.Elsewhere.Issue(eva())), nil)
	b.wantRedirect(w, "/jobs")
	if !b.signedIn() {
		t.Fatal("no session")
	}
	user, err := a.user("eva@example.org")
	if err != nil || !user.Verified() || user.PasswordHash != "" || user.Name != "Eva Lind" {
		t.Fatalf("%+v, %v", user, err)
	}
	// The account is known by issuer and subject: a new address there changes nothing here.
	moved := eva()
	moved.Email, moved.EmailVerified = "eva@example.net", false
	again := a.browser()
	w, _ = again.do(http.MethodGet, back(again.depart(), a.Elsewhere.Issue(moved)), nil)
	again.wantRedirect(w, "/jobs")
	if got, err := a.user("eva@example.org"); err != nil || got.ID != user.ID {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestProviderSignInRefused(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	a.Elsewhere.SetUp(identity.Google)
	a.browser().signUp()
	unconfirmed := eva()
	unconfirmed.EmailVerified = false
	taken := eva()
	taken.Subject, taken.Email = "8", adaEmail
	nobody := eva()
	nobody.Subject = ""
	for _, c := range []struct {
		name   string
		path   func(*browser) string
		status int
		want   string
	}{
		{"unconfirmed address", func(b *browser) string { return back(b.depart(), a.Elsewhere.Issue(unconfirmed)) }, 422, "Confirm it there first"},
		{"address of an account", func(b *browser) string { return back(b.depart(), a.Elsewhere.Issue(taken)) }, 409, "There is an account with this e-mail address"},
		{"nobody", func(b *browser) string { return back(b.depart(), a.Elsewhere.Issue(nobody)) }, 422, "could not be checked"},
		{"unknown code", func(b *browser) string { return back(b.depart(), "made-up") }, 422, "could not be checked"},
		{"no code", func(b *browser) string { return back(b.depart(), "") }, 422, "could not be checked"},
		{"other state", func(b *browser) string { b.depart(); return back("other", a.Elsewhere.Issue(eva())) }, 422, "could not be checked"},
		{"state of another browser", func(b *browser) string {
			state := a.browser().depart()
			b.depart()
			return back(state, a.Elsewhere.Issue(eva()))
		}, 422, "could not be checked"},
		{"browser that did not set out", func(*browser) string { return back(a.browser().depart(), a.Elsewhere.Issue(eva())) }, 422, "could not be checked"},
		{"declined", func(b *browser) string { return "/oauth/callback?error=access_denied&state=" + b.depart() }, 422, "You did not agree"},
		{"provider down", func(b *browser) string { return "/oauth/callback?error=server_error&state=" + b.depart() }, 503, "does not answer"},
		{"other failure", func(b *browser) string { return "/oauth/callback?error=%3Cscript%3E&state=" + b.depart() }, 422, "could not be checked"},
		{"not set up", func(*browser) string { return "/login/oauth/github" }, 404, "not set up"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := a.browser()
			w, d := b.do(http.MethodGet, c.path(b), nil)
			if w.Code != c.status || !strings.Contains(summaryOf(d), c.want) || b.signedIn() {
				t.Errorf("%d, signed in: %v\n%s", w.Code, b.signedIn(), summaryOf(d))
			}
			if _, err := a.user("eva@example.org"); err == nil {
				t.Error("an account was made")
			}
		})
	}
	t.Run("twice", func(t *testing.T) {
		b := a.browser()
		state := b.depart()
		held := b.cookies[auth.CookieName(b.which)+"-provider"]
		if w, _ := b.do(http.MethodGet, back(state, a.Elsewhere.Issue(eva())), nil); w.Code != http.StatusSeeOther {
			t.Fatalf("%d", w.Code)
		}
		thief := a.browser()
		thief.cookies[held.Name] = held
		if w, d := thief.do(http.MethodGet, back(state, a.Elsewhere.Issue(eva())), nil); w.Code != 422 || thief.signedIn() {
			t.Errorf("%d, signed in: %v\n%s", w.Code, thief.signedIn(), summaryOf(d))
		}
	})
}

func TestProviderMakesNoStaff(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppAdmin)
	a.Elsewhere.SetUp(identity.Google)
	b := a.browser()
	w, d := b.do(http.MethodGet, back(b.depart(), a.Elsewhere.Issue(eva())), nil)
	if w.Code != http.StatusUnauthorized || !strings.Contains(summaryOf(d), "No account that may use this site") || b.signedIn() {
		t.Errorf("%d %s", w.Code, summaryOf(d))
	}
}

func TestConnectAndDisconnect(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	b := a.browser()
	b.signUp()
	_, d := b.do(http.MethodGet, "/settings/connections", nil)
	if !strings.Contains(d.Text(), "no provider set up") {
		t.Errorf("settings without a provider:\n%s", d.Find("main").Text())
	}
	a.Elsewhere.SetUp(identity.Google)
	connect := func(account identity.ProviderAccount) {
		t.Helper()
		w, d := b.press("/settings/connections", "/settings/connections/google")
		to, err := url.Parse(d.Find(`main a[data-variant="primary"]`).AttrOr("href", ""))
		if err != nil || w.Code != http.StatusOK || to.Host != "provider.example" {
			t.Fatalf("%d, %v\n%s", w.Code, err, d.Find("main").Text())
		}
		w, _ = b.do(http.MethodGet, back(to.Query().Get("state"), a.Elsewhere.Issue(account)), nil)
		b.wantRedirect(w, "/settings/connections")
	}
	connect(eva())
	_, d = b.do(http.MethodGet, "/settings/connections", nil)
	if text := d.Find("main").Text(); !strings.Contains(text, "eva@example.org") || !strings.Contains(text, "is connected") {
		t.Errorf("after connecting:\n%s", text)
	}
	other := a.browser()
	w, _ := other.do(http.MethodGet, back(other.depart(), a.Elsewhere.Issue(eva())), nil)
	other.wantRedirect(w, "/jobs")
	b.stale()
	w, _ = b.press("/settings/connections", "/settings/connections/google/remove")
	b.wantRedirect(w, "/confirm?next=%2Fsettings%2Fconnections")
	if err := a.Age(b.cookies[auth.CookieName(b.which)].Value, -identity.ProofWindow); err != nil {
		t.Fatal(err)
	}
	w, _ = b.press("/settings/connections", "/settings/connections/google/remove")
	b.wantRedirect(w, "/settings/connections")
	w, _ = other.do(http.MethodGet, "/settings", nil)
	other.wantRedirect(w, "/login?next=%2Fsettings")
	a.Work(time.Now())
	for _, want := range []string{"An account was connected", "An account was disconnected"} {
		found := false
		for _, mail := range a.Mails.Sent() {
			found = found || mail.Subject == want && mail.To == adaEmail
		}
		if !found {
			t.Errorf("no mail %q", want)
		}
	}
}

func TestLastMethodStays(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	a.Elsewhere.SetUp(identity.Google)
	b := a.browser()
	b.do(http.MethodGet, back(b.depart(), a.Elsewhere.Issue(eva())), nil)
	_, d := b.do(http.MethodGet, "/settings/connections", nil)
	if !strings.Contains(d.Find("main").Text(), "only way to sign in") {
		t.Errorf("%s", d.Find("main").Text())
	}
	w, _ := b.press("/settings/connections", "/settings/connections/google/remove")
	b.wantRedirect(w, "/settings/connections")
	if _, d = b.do(http.MethodGet, "/settings/connections", nil); !strings.Contains(d.Text(), "Set a password or add a passkey before") {
		t.Errorf("%s", d.Find("main").Text())
	}
	again := a.browser()
	w, _ = again.do(http.MethodGet, back(again.depart(), a.Elsewhere.Issue(eva())), nil)
	again.wantRedirect(w, "/jobs")
}

func TestProviderSignInTakesTheSecondFactor(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	a.Elsewhere.SetUp(identity.Google)
	b := a.browser()
	b.do(http.MethodGet, back(b.depart(), a.Elsewhere.Issue(eva())), nil)
	p, _ := b.enrol()
	again := a.browser()
	w, _ := again.do(http.MethodGet, back(again.depart(), a.Elsewhere.Issue(eva())), nil)
	again.wantRedirect(w, "/login/verify?next=%2Fjobs")
	if again.signedIn() {
		t.Fatal("signed in without the second factor")
	}
	w, _ = again.do(http.MethodPost, "/login/verify", url.Values{"method": {"totp"}, "code": {p.code(1)}, "next": {"/jobs"}})
	again.wantRedirect(w, "/jobs")
}

func TestAPIProviders(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	a.want(404, "identity.provider_unknown", http.MethodGet, "/oauth/google", "", nil)
	a.Elsewhere.SetUp(identity.Google)
	begun := a.want(200, "", http.MethodGet, "/oauth/google", "", nil).Data
	at, err := url.Parse(begun["authorizationUrl"].(string))
	if err != nil {
		t.Fatal(err)
	}
	state, binding := at.Query().Get("state"), begun["binding"].(string)
	finish := func(binding string) (int, envelope) {
		query := url.Values{"state": {state}, "code": {a.Elsewhere.Issue(eva())}}.Encode()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/api/v1/auth/oauth/callback?"+query, http.NoBody)
		r.Header.Set("X-OAuth-Binding", binding)
		w := httptest.NewRecorder()
		a.http.ServeHTTP(w, r)
		var e envelope
		if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		return w.Code, e
	}
	if status, e := finish(""); status != 422 || e.Error.Code != "identity.provider_refused" {
		t.Errorf("without the binding: %d %+v", status, e)
	}
	status, e := finish(binding)
	if status != 200 || e.Data["accessToken"] == nil {
		t.Fatalf("%d %+v", status, e)
	}
	access := e.Data["accessToken"].(string)
	if status, e := finish(binding); status != 422 || e.Error.Code != "identity.provider_refused" {
		t.Errorf("a second time: %d %+v", status, e)
	}
	a.want(409, "identity.last_method", http.MethodDelete, "/connections/google", access, nil)
	a.want(409, "identity.connection_exists", http.MethodPost, "/connections/google", access, nil)
	a.want(404, "not_found", http.MethodDelete, "/connections/github", access, nil)
	a.Elsewhere.SetUp(identity.GitHub)
	begun = a.want(200, "", http.MethodPost, "/connections/github", access, nil).Data
	if at, err = url.Parse(begun["authorizationUrl"].(string)); err != nil {
		t.Fatal(err)
	}
	hub := eva()
	hub.Provider, hub.Issuer = identity.GitHub, "https://github.example"
	finished := object{"binding": begun["binding"], "state": at.Query().Get("state"), "code": a.Elsewhere.Issue(hub)}
	stranger := a.client()
	a.want(422, "identity.provider_refused", http.MethodPost, "/connections/finish", stranger, finished)
	a.want(200, "", http.MethodPost, "/connections/finish", access, finished)
	list := a.want(200, "", http.MethodGet, "/connections", access, nil).Data
	if n := len(list["connections"].([]any)); n != 2 {
		t.Errorf("%d connections: %v", n, list)
	}
	if got, _, _ := a.call(http.MethodDelete, "/connections/google", access, nil); got != http.StatusNoContent {
		t.Errorf("disconnect: %d", got)
	}
	if err := a.AgeClients("eva@example.org", identity.ProofWindow); err != nil {
		t.Fatal(err)
	}
	a.want(403, "identity.proof_needed", http.MethodPost, "/connections/google", access, nil)
	a.want(403, "identity.proof_needed", http.MethodDelete, "/connections/github", access, nil)
	// An account elsewhere signs in to one account here only.
	begun = a.want(200, "", http.MethodPost, "/connections/github", stranger, nil).Data
	if at, err = url.Parse(begun["authorizationUrl"].(string)); err != nil {
		t.Fatal(err)
	}
	a.want(409, "identity.connection_taken", http.MethodPost, "/connections/finish", stranger,
		object{"binding": begun["binding"], "state": at.Query().Get("state"), "code": a.Elsewhere.Issue(hub)})
}
