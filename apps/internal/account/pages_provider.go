package account

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/oauthsvc"
)

// ConnectionsPath is the page of the accounts elsewhere that are connected.
const ConnectionsPath = "/settings/connections"

// toProvider sends the browser to a provider to sign in there.
func (h pages) toProvider(w http.ResponseWriter, r *http.Request) error {
	next := h.next(r.URL.Query().Get("next"))
	if auth.Actor(r.Context()).SignedIn() {
		web.Redirect(w, r, next)
		return nil
	}
	trip, err := h.Providers.SignIn(r.Context(), oauthsvc.SignInInput{
		Provider: identity.Provider(chi.URLParam(r, "provider")), App: h.site.App, Client: Client(r), Next: next,
	})
	if err != nil {
		return h.notIn(w, r, err, next)
	}
	auth.SetTrip(w, h.site.App, trip.Binding)
	web.Redirect(w, r, trip.Address)
	return nil
}

// fromProvider is where providers send browsers back to, whatever they set out for.
func (h pages) fromProvider(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	back := oauthsvc.Return{
		Binding: auth.Trip(r, h.site.App), State: q.Get("state"), Code: q.Get("code"), Error: q.Get("error"), Issuer: q.Get("iss"),
	}
	auth.ClearTrip(w, h.site.App)
	trip, err := h.Providers.Trip(back.Binding)
	if err != nil {
		return h.notIn(w, r, err, h.home)
	}
	if trip.Purpose == identity.TripConnect {
		return h.connected(w, r, back)
	}
	in, err := h.Providers.Arrive(r.Context(), oauthsvc.ArriveInput{Return: back, App: h.site.App, Client: Client(r), Browser: true})
	if err != nil {
		return h.notIn(w, r, err, h.next(trip.Next))
	}
	return h.enter(w, r, in.Welcome, h.next(in.Next))
}

// notIn shows the sign-in page with what went wrong at a provider.
func (h pages) notIn(w http.ResponseWriter, r *http.Request, err error, next string) error {
	e, askErr := h.entrance(next)
	if askErr != nil {
		return askErr
	}
	return Again(w, r, err, func(f ui.Form) templ.Component { return loginPage(h.site.Page(w, r, "Sign in"), f, e) })
}

func (h pages) connected(w http.ResponseWriter, r *http.Request, back oauthsvc.Return) error {
	connection, err := h.Providers.Connected(r.Context(), oauthsvc.ConnectedInput{Return: back, Actor: auth.Actor(r.Context())})
	if err != nil {
		return RefusedAt(w, r, err, ConnectionsPath)
	}
	web.SetFlash(w, ui.OK, "Your "+connection.Provider.Label()+" account is connected. You can sign in with it from now on.")
	web.Redirect(w, r, ConnectionsPath)
	return nil
}
