package account

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// RegisterAPI mounts the operations of signing in below /api/v1/auth.
func RegisterAPI(a huma.API, svc *identitysvc.Service, app identity.App) {
	h := operations{svc: svc, app: app}
	api.Handle(a, operation("register", http.MethodPost, "/register", "Register an account", http.StatusCreated,
		"Makes an account and mails a link that confirms the address. The answer is the same when the address has an account "+
			"already; its owner is told by mail."), h.register)
	api.Handle(a, operation("login", http.MethodPost, "/login", "Sign in", http.StatusOK,
		"Answers a short-lived access token and a refresh token for one client. Browsers sign in at the page /login instead."), h.login)
	api.Handle(a, operation("logout", http.MethodPost, "/logout", "Sign out", http.StatusOK,
		"Ends the caller's own session or token family, and the family of the refresh token in the body. An access token that "+
			"is out stays good until it expires."), h.logout)
	api.Handle(a, operation("refresh", http.MethodPost, "/refresh", "Refresh the access token", http.StatusOK,
		"Exchanges a refresh token for a new pair; the old one is spent. For ten seconds a spent token answers its successor "+
			"again, in case the answer was lost. Any later use ends the whole sign-in, because somebody else may hold it."), h.refresh)
	api.Handle(a, operation("verifyEmail", http.MethodPost, "/verify-email", "Confirm an e-mail address", http.StatusOK,
		"Takes the token of a mailed link. Confirming an address again says so and is no error."), h.verifyEmail)
	api.Handle(a, operation("resendVerification", http.MethodPost, "/resend-verification", "Ask for a new link", http.StatusOK,
		"Mails a new link if the address has an account that is not confirmed. The answer is the same if not."), h.resendVerification)
	me := operation("me", http.MethodGet, "/me", "Read the signed-in account", http.StatusOK, "")
	me.Security = api.Security
	api.Handle(a, me, h.me)
}

var group = api.Group{Path: "/api/v1/auth", Tag: "Auth", MaxBody: maxBody, Open: true}

func operation(id, method, path, summary string, status int, description string) huma.Operation {
	op := group.Operation(id, method, path, summary, status, description)
	if method == http.MethodPost {
		op.Errors = []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests}
	}
	if id != "register" && id != "resendVerification" {
		op.Errors = append(op.Errors, http.StatusUnauthorized)
	}
	return op
}

// maxBody is far above what any of the forms needs.
const maxBody = 64 << 10

// Account is a person's account as others may show it.
type Account struct {
	ID            string    `json:"id" format:"uuid"`
	Email         string    `json:"email" format:"email"`
	Name          string    `json:"name"`
	EmailVerified bool      `json:"emailVerified" doc:"Whether the address was confirmed. Applications go out only then."`
	PlatformRole  string    `json:"platformRole,omitempty" doc:"The role in the admin app, if any."`
	CreatedAt     time.Time `json:"createdAt"`
}

// Registered says what happens next.
type Registered struct {
	Next string `json:"next" enum:"check_mail" doc:"Always check_mail: the mail holds the next step."`
}

// Tokens is what a client keeps to stay signed in.
type Tokens struct {
	AccessToken  string `json:"accessToken" doc:"Goes into the Authorization header as a bearer token."`
	RefreshToken string `json:"refreshToken" doc:"Works once, at POST /api/v1/auth/refresh. Keep it where other programs cannot read it."`
	ExpiresIn    int    `json:"expiresIn" doc:"Seconds for which the access token is good."`
}

// Login is a sign-in: the tokens and whose they are.
type Login struct {
	Tokens

	User Account `json:"user"`
}

// Confirmation tells whether the link did something.
type Confirmation struct {
	AlreadyVerified bool `json:"alreadyVerified" doc:"The address was confirmed before."`
}

// Done stands for an answer that says no more than that it was done.
type Done struct{}

// caller is embedded in inputs that need to know the client's address.
type caller struct{ client identity.Client }

// Resolve implements huma.Resolver.
func (c *caller) Resolve(ctx huma.Context) []error {
	c.client = clientOf(ctx.Context(), ctx.Header("User-Agent"))
	return nil
}

type registerInput struct {
	caller

	Body struct {
		Email    string `json:"email" doc:"Where the link is mailed to." example:"ada@example.org"`
		Password string `json:"password" doc:"8 to 128 characters, taken exactly as sent. Usual passwords and one's own name are refused."`
		Name     string `json:"name" doc:"As it should appear in applications, up to 100 characters." example:"Ada Berg"`
	}
}

type loginInput struct {
	caller

	Body struct {
		Email    string `json:"email" example:"ada@example.org"`
		Password string `json:"password"`
	}
}

type logoutInput struct {
	Body *struct {
		RefreshToken string `json:"refreshToken,omitempty" doc:"The family of this token ends, whoever sends it."`
	}
}

type refreshInput struct {
	Body struct {
		RefreshToken string `json:"refreshToken"`
	}
}

type verifyEmailInput struct {
	Body struct {
		Token string `json:"token" doc:"The token parameter of the mailed link."`
	}
}

type resendInput struct {
	caller

	Body *struct {
		Email string `json:"email,omitempty" doc:"Needed from a visitor; ignored from a signed-in person, whose own address counts."`
	}
}

type operations struct {
	svc *identitysvc.Service
	app identity.App
}

func (h operations) register(ctx context.Context, in *registerInput) (Registered, error) {
	err := h.svc.Register(ctx, identitysvc.RegisterInput{
		Email: in.Body.Email, Password: in.Body.Password, Name: in.Body.Name, App: h.app, Client: in.client,
	})
	return Registered{Next: "check_mail"}, err
}

func (h operations) login(ctx context.Context, in *loginInput) (Login, error) {
	out, err := h.svc.SignIn(ctx, identitysvc.CredentialsInput{
		Email: in.Body.Email, Password: in.Body.Password, App: h.app, Client: in.client,
	})
	if err != nil {
		return Login{}, err
	}
	return Login{Tokens: presentTokens(*out.Tokens), User: presentAccount(out.User)}, nil
}

func (h operations) logout(ctx context.Context, in *logoutInput) (Done, error) {
	input := identitysvc.LogoutInput{Actor: auth.Actor(ctx), App: h.app}
	if in.Body != nil {
		input.RefreshToken = in.Body.RefreshToken
	}
	return Done{}, h.svc.Logout(ctx, input)
}

func (h operations) refresh(ctx context.Context, in *refreshInput) (Tokens, error) {
	out, err := h.svc.Refresh(ctx, identitysvc.RefreshInput{Token: in.Body.RefreshToken, App: h.app})
	return presentTokens(out), err
}

func (h operations) verifyEmail(ctx context.Context, in *verifyEmailInput) (Confirmation, error) {
	out, err := h.svc.VerifyEmail(ctx, identitysvc.VerifyEmailInput{Token: in.Body.Token})
	return Confirmation{AlreadyVerified: out.Already}, err
}

func (h operations) resendVerification(ctx context.Context, in *resendInput) (Done, error) {
	input := identitysvc.ResendVerificationInput{Actor: auth.Actor(ctx), App: h.app, Client: in.client}
	if in.Body != nil {
		input.Email = in.Body.Email
	}
	return Done{}, h.svc.ResendVerification(ctx, input)
}

func (h operations) me(ctx context.Context, _ *struct{}) (Account, error) {
	user, err := h.svc.Me(ctx, auth.Actor(ctx))
	return presentAccount(user), err
}

func presentAccount(u identity.User) Account {
	return Account{
		ID: u.ID.String(), Email: u.Email, Name: u.Name, EmailVerified: u.Verified(),
		PlatformRole: string(u.PlatformRole), CreatedAt: u.CreatedAt,
	}
}

func presentTokens(p identity.TokenPair) Tokens {
	return Tokens{AccessToken: p.Access, RefreshToken: p.Refresh, ExpiresIn: int(p.ExpiresIn / time.Second)}
}
