// Package auth turns a request's cookie or bearer token into the actor on whose
// behalf use-cases run. It authenticates only; use-cases authorise.
package auth

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// Authenticator knows who holds a token. Both methods answer
// fault.ErrUnauthenticated for a token that is unknown, expired or of another app.
type Authenticator interface {
	BySession(ctx context.Context, app identity.App, token string) (identity.Actor, error)
	ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error)
}

type (
	actorKey struct{}
	tokenKey struct{}
)

// Actor is who asks; the zero Actor for a visitor.
func Actor(ctx context.Context) identity.Actor {
	actor, _ := ctx.Value(actorKey{}).(identity.Actor)
	return actor
}

// SessionToken is the browser's session token; "" without one.
func SessionToken(ctx context.Context) string {
	token, _ := ctx.Value(tokenKey{}).(string)
	return token
}

// CSRFToken is what a browser's API writes must carry in X-CSRF-Token. It is derived
// from the session token, which a foreign page cannot read.
func CSRFToken(ctx context.Context) string {
	token := SessionToken(ctx)
	if token == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("csrf:" + token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

var errCSRF = fault.New(fault.Forbidden, "csrf",
	"This request did not come from our own page. Reload the page, then try again.")

// Middleware authenticates each request. A bearer token counts below /api only; a
// bad one is refused there, for silently becoming a visitor would hide mistakes.
// A stale cookie makes a visitor.
func Middleware(app identity.App, who Authenticator, refuse func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx := r.Context()
			isAPI := strings.HasPrefix(r.URL.Path, "/api/")
			if bearer, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); found && isAPI {
				actor, err := who.ByAccessToken(ctx, app, bearer)
				if err != nil {
					refuse(w, r, err)
					return
				}
				next.ServeHTTP(w, r.WithContext(context.WithValue(ctx, actorKey{}, actor)))
				return
			}
			cookie, err := r.Cookie(CookieName(app))
			if err != nil {
				next.ServeHTTP(w, r)
				return
			}
			actor, err := who.BySession(ctx, app, cookie.Value)
			switch {
			case err == nil:
				ctx = context.WithValue(context.WithValue(ctx, actorKey{}, actor), tokenKey{}, cookie.Value)
			case fault.As(err) == nil:
				refuse(w, r, err)
				return
			}
			if isAPI && actor.SignedIn() && writes(r.Method) && !carriesCSRF(ctx, r) {
				refuse(w, r, errCSRF)
				return
			}
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

func writes(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
}

func carriesCSRF(ctx context.Context, r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("X-CSRF-Token")), []byte(CSRFToken(ctx))) == 1
}
