package oauth_test

import (
	"errors"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/oauth"
	"github.com/applyforus/applyforus/adapters/oauth/oauthtest"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

func connect(address string) *oauth.Client {
	return oauth.New(&http.Client{Timeout: time.Second}, map[identity.App]string{identity.AppSeeker: "http://localhost:3000"}, []oauth.Provider{
		{Name: identity.Google, Issuer: address, ClientID: oauthtest.ClientID, Secret: oauthtest.Secret},
		{Name: identity.LinkedIn, Issuer: address, ClientID: oauthtest.ClientID, Secret: oauthtest.Secret, Lax: true},
		{Name: identity.GitHub, Issuer: address, API: address, ClientID: oauthtest.ClientID, Secret: oauthtest.Secret},
	})
}

func newTrip(provider identity.Provider) identity.ProviderTrip {
	return identity.NewProviderTrip(identity.TripSignIn, provider, identity.AppSeeker, id.User{}, "/", time.Now())
}

// TestProviders signs in at a provider of its own process, which says what is right and,
// one by one, all that must not be believed.
func TestProviders(t *testing.T) {
	t.Parallel()
	server := oauthtest.Start(t)
	client := connect(server.Address)
	visit := func(t *testing.T, trip identity.ProviderTrip) url.Values {
		t.Helper()
		address, err := client.Address(t.Context(), trip)
		if err != nil {
			t.Fatal(err)
		}
		return server.Visit(address)
	}
	with := func(change func(*oauthtest.Says)) oauthtest.Says {
		says := oauthtest.Ada()
		change(&says)
		return says
	}
	claim := func(name string, value any) oauthtest.Says {
		return with(func(s *oauthtest.Says) { s.Claims = map[string]any{name: value} })
	}
	open := identity.ProviderAccount{Issuer: server.Address, Subject: "ada-1", Email: "ada.berg@example.org", EmailVerified: true, Name: "Ada Berg"}
	google, linkedin, github := open, open, open
	google.Provider = identity.Google
	linkedin.Provider, linkedin.Token = identity.LinkedIn, "token-of-ada-1"
	github.Provider, github.Subject, github.Token = identity.GitHub, "4711", "token-of-ada-1"
	unconfirmed := google
	unconfirmed.EmailVerified = false
	for _, c := range []struct {
		name     string
		provider identity.Provider
		says     oauthtest.Says
		want     identity.ProviderAccount
		err      error
	}{
		{"Google", identity.Google, oauthtest.Ada(), google, nil},
		{"LinkedIn", identity.LinkedIn, oauthtest.Ada(), linkedin, nil},
		{"LinkedIn without a nonce", identity.LinkedIn, claim("nonce", nil), linkedin, nil},
		{"LinkedIn with another nonce", identity.LinkedIn, claim("nonce", "other"), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"GitHub", identity.GitHub, oauthtest.Ada(), github, nil},
		{"GitHub without a confirmed primary address", identity.GitHub, with(func(s *oauthtest.Says) { s.Verified = false }), identity.ProviderAccount{}, identity.ErrProviderEmail},
		{"unconfirmed address", identity.Google, with(func(s *oauthtest.Says) { s.Verified = false }), unconfirmed, nil},
		{"confirmed in words", identity.Google, claim("email_verified", "true"), google, nil},
		{"other issuer", identity.Google, claim("iss", "https://evil.example"), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"other audience", identity.Google, claim("aud", "another"), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"other nonce", identity.Google, claim("nonce", "other"), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"no nonce", identity.Google, claim("nonce", nil), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"expired", identity.Google, claim("exp", time.Now().Add(-time.Hour).Unix()), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"other key", identity.Google, with(func(s *oauthtest.Says) { s.Signature = oauthtest.OtherKey }), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"no signature", identity.Google, with(func(s *oauthtest.Says) { s.Signature = oauthtest.None }), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"signed with the client's secret", identity.Google, with(func(s *oauthtest.Says) { s.Signature = oauthtest.ClientSecret }), identity.ProviderAccount{}, identity.ErrProviderRefused},
		{"down", identity.Google, with(func(s *oauthtest.Says) { s.Down = true }), identity.ProviderAccount{}, identity.ErrProviderDown},
		{"slow", identity.Google, with(func(s *oauthtest.Says) { s.Slow = 2 * time.Second }), identity.ProviderAccount{}, identity.ErrProviderDown},
	} {
		t.Run(c.name, func(t *testing.T) {
			server.Set(c.says)
			trip := newTrip(c.provider)
			back := visit(t, trip)
			if back.Get("state") != trip.State {
				t.Errorf("came back with the state %q", back.Get("state"))
			}
			got, err := client.Account(t.Context(), trip, back.Get("code"), back.Get("iss"))
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("Account = %+v, %v\nwant %+v, %v", got, err, c.want, c.err)
			}
		})
	}
	server.Set(oauthtest.Ada())
	refused := func(t *testing.T, trip identity.ProviderTrip, code, issuer string) {
		t.Helper()
		if got, err := client.Account(t.Context(), trip, code, issuer); !errors.Is(err, identity.ErrProviderRefused) {
			t.Errorf("Account = %+v, %v, want %v", got, err, identity.ErrProviderRefused)
		}
	}
	t.Run("code a second time", func(t *testing.T) {
		trip := newTrip(identity.Google)
		code := visit(t, trip).Get("code")
		if _, err := client.Account(t.Context(), trip, code, ""); err != nil {
			t.Fatal(err)
		}
		refused(t, trip, code, "")
	})
	t.Run("code of another browser", func(t *testing.T) {
		refused(t, newTrip(identity.Google), visit(t, newTrip(identity.Google)).Get("code"), "")
	})
	t.Run("sent back by somebody else", func(t *testing.T) {
		trip := newTrip(identity.Google)
		refused(t, trip, visit(t, trip).Get("code"), "https://evil.example")
	})
	t.Run("not set up", func(t *testing.T) {
		if _, err := client.Address(t.Context(), newTrip("facebook")); !errors.Is(err, identity.ErrProviderUnknown) {
			t.Errorf("Address: %v", err)
		}
	})
}

func TestProviderThatIsNotThere(t *testing.T) {
	t.Parallel()
	client := connect("http://127.0.0.1:1")
	if _, err := client.Address(t.Context(), newTrip(identity.Google)); !errors.Is(err, identity.ErrProviderDown) {
		t.Errorf("Address: %v", err)
	}
}
