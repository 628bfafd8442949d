// Package account is signing in and out, registering, confirming an address, and the ways
// back into an account: the API operations and the pages, shared by the three apps. What a
// signed-in person changes is in its package settings. It must not know a rule of identity:
// it decodes, calls one use-case, presents.
package account

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
	"github.com/applyforus/applyforus/core/identity/oauthsvc"
)

// Services are the use-cases that the pages and operations call.
type Services struct {
	Identity *identitysvc.Service
	Factors  *identitysvc.Factors
	Account  *identitysvc.Account
	// Providers are accounts elsewhere that people sign in with.
	Providers *oauthsvc.Service
}

// Enter lets a browser in as far as a welcome goes: with a session to next, or to the page
// that asks for a second proof. Every way of signing in with a browser ends here.
func Enter(w http.ResponseWriter, r *http.Request, app identity.App, in identity.Welcome, next string) {
	if in.Challenge != nil {
		auth.SetChallenge(w, app, in.Challenge.Token)
		web.Redirect(w, r, withNext("/login/verify", next))
		return
	}
	auth.SetCookie(w, app, in.Session)
	if in.Mark != "" {
		auth.SetMark(w, in.Mark)
	}
	web.Redirect(w, r, next)
}

// Client is who sends a request, with the mark of a browser that is known.
func Client(r *http.Request) identity.Client {
	client := clientOf(r.Context(), r.UserAgent())
	client.Mark = auth.Mark(r)
	return client
}

// clientOf is the device that sends a request with this user agent.
func clientOf(ctx context.Context, userAgent string) identity.Client {
	return identity.Client{IP: peer.Of(ctx).Addr, UserAgent: userAgent}
}

// maxBody is far above what any of the forms needs.
const maxBody = 64 << 10

// Read parses a posted form.
func Read(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return fault.ErrMalformed.Wrap(err)
	}
	return nil
}

// Again shows a form once more with what was typed and what is wrong. Codes are left out,
// as secrets are. Our own mistakes become the error page, where they are logged, and what
// leads elsewhere (signing in, confirming) goes there.
func Again(w http.ResponseWriter, r *http.Request, err error, page func(ui.Form) templ.Component) error {
	failure := fault.As(err)
	if failure == nil || failure.Code == identity.ErrProofNeeded.Code {
		return err
	}
	answer := api.FromError(err)
	for name, values := range answer.GetHeaders() {
		w.Header()[name] = values
	}
	r.PostForm.Del("code")
	return Render(w, r, answer.StatusCode, page(ui.FormFrom(err, r.PostForm)))
}

// Render writes a page that no cache may keep: it has a token or a person's words in it.
func Render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	w.Header().Set("Cache-Control", "no-store")
	return web.Render(w, r, status, page)
}

// RefusedAt tells on the page at the path what was refused; other errors go on.
func RefusedAt(w http.ResponseWriter, r *http.Request, err error, path string) error {
	f := fault.As(err)
	if f == nil || f.Kind == fault.Unauthenticated || f.Kind == fault.NotFound || f.Code == identity.ErrProofNeeded.Code {
		return err
	}
	web.SetFlash(w, ui.Bad, f.Message)
	web.Redirect(w, r, path)
	return nil
}
