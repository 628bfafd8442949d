// Package auth turns a request's cookie or bearer token into the actor on whose
// behalf use-cases run. It authenticates only; use-cases authorise.
package auth

import (
	"context"
	"net/http"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// Authenticator knows who holds a token. Both methods answer
// fault.ErrUnauthenticated for a token that is unknown, expired or of another app.
type Authenticator interface {
	BySession(ctx context.Context, app identity.App, token string) (identity.Actor, error)
	// ByAccessToken takes whatever a client sends as its bearer token, API keys included.
	ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error)
}

// proof is what a request showed about who sends it.
type proof struct {
	actor  identity.Actor
	token  string // the browser's session
	visit  string // ties a visitor's forms to their browser
	failed error  // why the credentials that it carries do not count
}

type proofKey struct{}

func proofOf(ctx context.Context) *proof {
	if known, ok := ctx.Value(proofKey{}).(*proof); ok {
		return known
	}
	return &proof{}
}

// Actor is who asks; the zero Actor for a visitor.
func Actor(ctx context.Context) identity.Actor { return proofOf(ctx).actor }

// SessionToken is the browser's session token; "" without one.
func SessionToken(ctx context.Context) string { return proofOf(ctx).token }

// Identify finds out who sends a request and refuses nobody yet: Admit does, after the
// limits have counted. A bearer token counts below /api only. Cookies do not count for
// what another origin's page sends.
func Identify(app identity.App, who Authenticator) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			found := identify(r, app, who)
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), proofKey{}, &found)))
		})
	}
}

func identify(r *http.Request, app identity.App, who Authenticator) (p proof) {
	ctx := r.Context()
	if isAPI(r) {
		if keyInAddress(r) {
			p.failed = errKeyInAddress
			return p
		}
		if bearer, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); found {
			p.actor, p.failed = who.ByAccessToken(ctx, app, bearer)
			return p
		}
	}
	if ForeignOrigin(r) {
		return p
	}
	if cookie, err := r.Cookie(visitCookie(app)); err == nil && len(cookie.Value) == visitLen {
		p.visit = cookie.Value
	}
	cookie, err := r.Cookie(CookieName(app))
	if err != nil {
		return p
	}
	actor, err := who.BySession(ctx, app, cookie.Value)
	switch {
	case err == nil:
		p.actor, p.token = actor, cookie.Value
	case fault.As(err) == nil:
		p.failed = err
	}
	return p // a stale cookie makes a visitor
}

// Admit refuses what Identify found wrong: a bad token, for silently becoming a visitor
// would hide mistakes, and a browser's write to the API without the page's own token.
func Admit(refuse func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			found := proofOf(r.Context())
			switch {
			case found.failed != nil:
				refuse(w, r, found.failed)
			case isAPI(r) && found.token != "" && Writes(r.Method) && !goodCSRF(r.Context(), r.Header.Get(csrfHeader)):
				refuse(w, r, errCSRF)
			default:
				next.ServeHTTP(w, r)
			}
		})
	}
}

// Middleware is Identify and Admit with nothing in between.
func Middleware(app identity.App, who Authenticator, refuse func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler { return Identify(app, who)(Admit(refuse)(next)) }
}

func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// Writes tells whether a method changes something.
func Writes(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
}
