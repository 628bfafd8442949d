package account

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/oauthsvc"
)

// registerProviders mounts signing in with accounts elsewhere.
func (h operations) registerProviders(a huma.API) {
	begin := group.Operation("beginOAuth", http.MethodGet, "/oauth/{provider}", "Begin to sign in with a provider", http.StatusOK,
		"Answers the address to open in a browser, and a binding that the client keeps to itself. The browser comes back to /oauth/callback of the "+
			"site, an address that an app may claim; finish at GET /api/v1/auth/oauth/callback. Browsers use the page /login/oauth/{provider} instead.")
	begin.Errors = []int{http.StatusNotFound, http.StatusTooManyRequests, http.StatusServiceUnavailable}
	api.Handle(a, begin, h.beginOAuth)
	finish := group.Operation("finishOAuth", http.MethodGet, "/oauth/callback", "Finish to sign in with a provider", http.StatusOK,
		"Takes what the provider sent back and the binding of the client that began. Each trip counts once. Answers what POST /api/v1/auth/login answers, "+
			"a challenge included. An account is made for somebody new whose address the provider vouches for; an account that has the address already "+
			"is never opened by it, the answer is 409 identity.provider_account_exists then.")
	finish.Errors = []int{
		http.StatusUnauthorized, http.StatusForbidden, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable,
	}
	api.Handle(a, finish, h.finishOAuth)
}

// Departure is a trip to a provider that begins.
type Departure struct {
	AuthorizationURL string    `json:"authorizationUrl" format:"uri" doc:"Open it in a browser."`
	Binding          string    `json:"binding" doc:"Goes into X-OAuth-Binding when the browser is back. Whoever has it can finish the trip."`
	ExpiresAt        time.Time `json:"expiresAt"`
}

// PresentDeparture shows a trip to the client that makes it.
func PresentDeparture(d oauthsvc.Departure) Departure {
	return Departure{AuthorizationURL: d.Address, Binding: d.Binding, ExpiresAt: d.ExpiresAt}
}

// ProviderInput names a provider.
type ProviderInput struct {
	Provider string `path:"provider" doc:"google, linkedin or github, as far as they are set up." example:"google"`
}

type beginOAuthInput struct {
	caller
	ProviderInput
}

type finishOAuthInput struct {
	caller

	Binding string `header:"X-OAuth-Binding" doc:"What the client got when it began."`
	State   string `query:"state"`
	Code    string `query:"code"`
	Error   string `query:"error" doc:"Why the provider did not agree."`
	Issuer  string `query:"iss" doc:"Who sent the browser back, where the provider says so (RFC 9207)."`
}

func (h operations) beginOAuth(ctx context.Context, in *beginOAuthInput) (Departure, error) {
	out, err := h.Providers.SignIn(ctx, oauthsvc.SignInInput{Provider: identity.Provider(in.Provider), App: h.app, Client: in.client})
	return PresentDeparture(out), err
}

func (h operations) finishOAuth(ctx context.Context, in *finishOAuthInput) (Login, error) {
	out, err := h.Providers.Arrive(ctx, oauthsvc.ArriveInput{
		Return: oauthsvc.Return{Binding: in.Binding, State: in.State, Code: in.Code, Error: in.Error, Issuer: in.Issuer}, App: h.app, Client: in.client,
	})
	if err != nil {
		return Login{}, err
	}
	return presentLogin(out.Welcome), nil
}
