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
func RegisterAPI(a huma.API, s Services, app identity.App) {
	h := operations{Services: s, app: app}
	api.Handle(a, operation("register", "/register", "Register an account", http.StatusCreated,
		"Makes an account and mails a link that confirms the address. The answer is the same when the address has an account "+
			"already; its owner is told by mail."), h.register)
	api.Handle(a, operation("login", "/login", "Sign in", http.StatusOK,
		"Answers a short-lived access token and a refresh token for one client, or, where the account has a second factor, a challenge "+
			"to answer at POST /api/v1/auth/mfa/verify. Browsers sign in at the page /login instead."), h.login)
	api.Handle(a, operation("logout", "/logout", "Sign out", http.StatusOK,
		"Ends the caller's own session or token family with its access tokens, and the family of the refresh token in the body."), h.logout)
	api.Handle(a, operation("refresh", "/refresh", "Refresh the access token", http.StatusOK,
		"Exchanges a refresh token for a new pair; the old one is spent. For ten seconds a spent token answers its successor "+
			"again, in case the answer was lost. Any later use ends the whole sign-in, because somebody else may hold it."), h.refresh)
	api.Handle(a, operation("verifyEmail", "/verify-email", "Confirm an e-mail address", http.StatusOK,
		"Takes the token of a mailed link. Confirming an address again says so and is no error."), h.verifyEmail)
	api.Handle(a, operation("resendVerification", "/resend-verification", "Ask for a new link", http.StatusOK,
		"Mails a new link if the address has an account that is not confirmed. The answer is the same if not."), h.resendVerification)
	me := group.Operation("me", http.MethodGet, "/me", "Read the signed-in account", http.StatusOK, "")
	me.Security, me.Errors = api.Security, append(me.Errors, http.StatusUnauthorized)
	api.Handle(a, me, h.me)
	h.registerBack(a)
	h.registerFactors(a)
	h.registerProviders(a)
}

var group = api.Group{Path: "/api/v1/auth", Tag: "Auth", MaxBody: maxBody, Open: true}

// operation describes an operation that visitors may call. Those that answer the same
// whoever asks never answer 401.
func operation(id, path, summary string, status int, description string) huma.Operation {
	op := group.Operation(id, http.MethodPost, path, summary, status, description)
	op.Errors = []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests}
	if id != "register" && id != "resendVerification" && id != "forgotPassword" {
		op.Errors = append(op.Errors, http.StatusUnauthorized)
	}
	return op
}

// Account is a person's account as others may show it.
type Account struct {
	ID            string    `json:"id" format:"uuid"`
	Email         string    `json:"email" format:"email"`
	Name          string    `json:"name"`
	EmailVerified bool      `json:"emailVerified" doc:"Whether the address was confirmed. Applications go out only then."`
	PlatformRole  string    `json:"platformRole,omitempty" doc:"The role in the admin app, if any."`
	Language      string    `json:"language" doc:"Language of pages and mails (BCP 47)."`
	TimeZone      string    `json:"timeZone,omitempty" doc:"IANA name of the person's time zone, if they chose one."`
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

// Login is a sign-in: the tokens and whose they are, or the second proof that is still missing.
type Login struct {
	AccessToken  string     `json:"accessToken,omitempty" doc:"Goes into the Authorization header as a bearer token. Missing while a second proof is asked for."`
	RefreshToken string     `json:"refreshToken,omitempty" doc:"Works once, at POST /api/v1/auth/refresh. Keep it where other programs cannot read it."`
	ExpiresIn    int        `json:"expiresIn,omitempty" doc:"Seconds for which the access token is good."`
	User         *Account   `json:"user,omitempty"`
	MFA          *Challenge `json:"mfa,omitempty" doc:"Set where the account has a second factor: answer it at POST /api/v1/auth/mfa/verify."`
}

// Challenge asks for a second proof.
type Challenge struct {
	Challenge string    `json:"challenge" doc:"Names the half-finished sign-in."`
	Methods   []string  `json:"methods" enum:"totp,passkey,recovery_code" doc:"Any one of them will do."`
	ExpiresAt time.Time `json:"expiresAt"`
}

// Confirmation tells whether the link did something.
type Confirmation struct {
	AlreadyVerified bool `json:"alreadyVerified" doc:"The address was confirmed before."`
}

// Done stands for an answer that says no more than that it was done.
type Done struct{}

// caller is embedded in inputs that need to know the client's address.
type caller struct {
	client    identity.Client
	setCookie func(*http.Cookie)
}

// Resolve implements huma.Resolver.
func (c *caller) Resolve(ctx huma.Context) []error {
	c.client = clientOf(ctx.Context(), ctx.Header("User-Agent"))
	c.setCookie = func(cookie *http.Cookie) { ctx.AppendHeader("Set-Cookie", cookie.String()) }
	return nil
}

// Caller is for the inputs of operations elsewhere that need the client, or that renew the
// session of a browser.
type Caller struct{ caller }

// Client is who calls.
func (c *Caller) Client() identity.Client { return c.client }

// Renew gives a browser the new token of its session; "" changes nothing.
func (c *Caller) Renew(app identity.App, session string) {
	if session != "" {
		c.setCookie(auth.SessionCookie(app, session))
	}
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
	Services

	app identity.App
}

func (h operations) register(ctx context.Context, in *registerInput) (Registered, error) {
	err := h.Identity.Register(ctx, identitysvc.RegisterInput{
		Email: in.Body.Email, Password: in.Body.Password, Name: in.Body.Name, App: h.app, Client: in.client,
	})
	return Registered{Next: "check_mail"}, err
}

func (h operations) login(ctx context.Context, in *loginInput) (Login, error) {
	out, err := h.Identity.SignIn(ctx, identitysvc.CredentialsInput{
		Email: in.Body.Email, Password: in.Body.Password, App: h.app, Client: in.client,
	})
	if err != nil {
		return Login{}, err
	}
	return presentLogin(out), nil
}

func (h operations) logout(ctx context.Context, in *logoutInput) (Done, error) {
	input := identitysvc.LogoutInput{Actor: auth.Actor(ctx), App: h.app}
	if in.Body != nil {
		input.RefreshToken = in.Body.RefreshToken
	}
	return Done{}, h.Identity.Logout(ctx, input)
}

func (h operations) refresh(ctx context.Context, in *refreshInput) (Tokens, error) {
	out, err := h.Identity.Refresh(ctx, identitysvc.RefreshInput{Token: in.Body.RefreshToken, App: h.app})
	return presentTokens(out), err
}

func (h operations) verifyEmail(ctx context.Context, in *verifyEmailInput) (Confirmation, error) {
	out, err := h.Identity.VerifyEmail(ctx, identitysvc.VerifyEmailInput{Token: in.Body.Token})
	return Confirmation{AlreadyVerified: out.Already}, err
}

func (h operations) resendVerification(ctx context.Context, in *resendInput) (Done, error) {
	input := identitysvc.ResendVerificationInput{Actor: auth.Actor(ctx), App: h.app, Client: in.client}
	if in.Body != nil {
		input.Email = in.Body.Email
	}
	return Done{}, h.Identity.ResendVerification(ctx, input)
}

func (h operations) me(ctx context.Context, _ *struct{}) (Account, error) {
	user, err := h.Identity.Me(ctx, auth.Actor(ctx))
	return PresentAccount(user), err
}

// PresentAccount shows an account to its owner.
func PresentAccount(u identity.User) Account {
	return Account{
		ID: u.ID.String(), Email: u.Email, Name: u.Name, EmailVerified: u.Verified(),
		PlatformRole: string(u.PlatformRole), Language: string(u.Language), TimeZone: u.TimeZone, CreatedAt: u.CreatedAt,
	}
}

// presentLogin shows whose account it is only to somebody who is in.
func presentLogin(in identity.Welcome) Login {
	if in.Challenge != nil {
		methods := make([]string, len(in.Challenge.Methods))
		for i, method := range in.Challenge.Methods {
			methods[i] = string(method)
		}
		return Login{MFA: &Challenge{Challenge: in.Challenge.Token, Methods: methods, ExpiresAt: in.Challenge.ExpiresAt}}
	}
	tokens, user := presentTokens(*in.Tokens), PresentAccount(in.User)
	return Login{AccessToken: tokens.AccessToken, RefreshToken: tokens.RefreshToken, ExpiresIn: tokens.ExpiresIn, User: &user}
}

func presentTokens(p identity.TokenPair) Tokens {
	return Tokens{AccessToken: p.Access, RefreshToken: p.Refresh, ExpiresIn: int(p.ExpiresIn / time.Second)}
}
