// Package oauth speaks with the providers that people sign in with: OpenID Connect for
// Google and LinkedIn, OAuth 2 and two reads of the API for GitHub.
// It must not know what an account elsewhere is good for here.
package oauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Provider is how one provider is reached.
type Provider struct {
	Name     identity.Provider
	Issuer   string // of OpenID Connect; for GitHub the address of the site
	API      string // of GitHub
	ClientID string
	Secret   string
	// Lax providers do not repeat the nonce in their tokens. The code is bound to the
	// browser by state and, where they know it, by PKCE all the same.
	Lax bool
}

// Client implements ports.Providers.
type Client struct {
	http      *http.Client
	sites     map[identity.App]string
	providers []Provider

	mu    sync.Mutex
	found map[identity.Provider]*oidc.Provider
}

var _ ports.Providers = (*Client)(nil)

// CallbackPath is where providers send browsers back to, on each app's site.
const CallbackPath = "/oauth/callback"

// New makes the client. sites are the addresses of the apps, without a slash at the end.
func New(client *http.Client, sites map[identity.App]string, providers []Provider) *Client {
	return &Client{http: client, sites: sites, providers: providers, found: map[identity.Provider]*oidc.Provider{}}
}

// Configured implements ports.Providers.
func (c *Client) Configured() []identity.Provider {
	names := make([]identity.Provider, len(c.providers))
	for i, p := range c.providers {
		names[i] = p.Name
	}
	return names
}

func (c *Client) provider(name identity.Provider) (Provider, error) {
	for _, p := range c.providers {
		if p.Name == name {
			return p, nil
		}
	}
	return Provider{}, identity.ErrProviderUnknown
}

// Address implements ports.Providers.
func (c *Client) Address(ctx context.Context, trip identity.ProviderTrip) (string, error) {
	p, err := c.provider(trip.Provider)
	if err != nil {
		return "", err
	}
	config, _, err := c.config(ctx, p, trip.App)
	if err != nil {
		return "", err
	}
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(trip.Verifier)}
	if p.Name != identity.GitHub {
		options = append(options, oidc.Nonce(trip.Nonce))
	}
	return config.AuthCodeURL(trip.State, options...), nil
}

// Account implements ports.Providers.
func (c *Client) Account(ctx context.Context, trip identity.ProviderTrip, code, issuer string) (identity.ProviderAccount, error) {
	p, err := c.provider(trip.Provider)
	if err != nil {
		return identity.ProviderAccount{}, err
	}
	if issuer != "" && issuer != p.Issuer && (p.Name != identity.GitHub || issuer != p.Issuer+"/login/oauth") { // RFC 9207
		return identity.ProviderAccount{}, identity.ErrProviderRefused.Wrap(fmt.Errorf("oauth: came back from %q instead of %q", issuer, p.Issuer))
	}
	config, known, err := c.config(ctx, p, trip.App)
	if err != nil {
		return identity.ProviderAccount{}, err
	}
	token, err := config.Exchange(oidc.ClientContext(ctx, c.http), code, oauth2.VerifierOption(trip.Verifier))
	if err != nil {
		return identity.ProviderAccount{}, exchangeError(err)
	}
	if p.Name == identity.GitHub {
		return c.github(ctx, p, token)
	}
	return openID(ctx, p, known, trip, token)
}

// config gives how to ask a provider; the second value is nil for GitHub.
func (c *Client) config(ctx context.Context, p Provider, app identity.App) (*oauth2.Config, *oidc.Provider, error) {
	config := &oauth2.Config{ClientID: p.ClientID, ClientSecret: p.Secret, RedirectURL: c.sites[app] + CallbackPath}
	if p.Name == identity.GitHub {
		config.Scopes = []string{"read:user", "user:email"}
		config.Endpoint = oauth2.Endpoint{
			AuthURL: p.Issuer + "/login/oauth/authorize", TokenURL: p.Issuer + "/login/oauth/access_token", AuthStyle: oauth2.AuthStyleInParams,
		}
		return config, nil, nil
	}
	known, err := c.discover(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	config.Scopes = []string{oidc.ScopeOpenID, "email", "profile"}
	config.Endpoint = known.Endpoint()
	config.Endpoint.AuthStyle = oauth2.AuthStyleInParams // trying out both would spend the code
	return config, known, nil
}

// discover reads what a provider says about itself, once; a failure is tried again.
func (c *Client) discover(ctx context.Context, p Provider) (*oidc.Provider, error) {
	c.mu.Lock()
	known := c.found[p.Name]
	c.mu.Unlock()
	if known != nil {
		return known, nil
	}
	// The key set lives on with the context's client, so the context must not end with the request.
	known, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), c.http), p.Issuer)
	if err != nil {
		return nil, identity.ErrProviderDown.Wrap(fmt.Errorf("oauth: discover %s: %w", p.Name, err))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.found[p.Name] = known
	return known, nil
}

// exchangeError tells a code that the provider does not take from a provider that does not
// answer. What it says is not passed on: it may hold the code.
func exchangeError(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.Response.StatusCode < http.StatusInternalServerError && refused.Response.StatusCode != http.StatusTooManyRequests {
		return identity.ErrProviderRefused.Wrap(fmt.Errorf("oauth: the code was refused: %d %q", refused.Response.StatusCode, refused.ErrorCode))
	}
	return identity.ErrProviderDown.Wrap(errors.New("oauth: the token could not be fetched"))
}
