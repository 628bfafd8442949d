package settings

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/oauthsvc"
)

const connectionsPath = account.ConnectionsPath

func (h pages) connections(w http.ResponseWriter, r *http.Request) error {
	overview, err := h.Providers.Overview(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, connectionsPage(h.page(w, r, "Connected accounts"), linesOf(overview), len(overview.Available) > 0, time.Now()))
}

// connectionLine is one provider on the page.
type connectionLine struct {
	Provider  identity.Provider
	Connected *identity.Connection
	Set       bool // the provider is set up on this site
	Only      bool // nothing else signs the person in
}

// linesOf gives the providers that are set up, and others that are connected all the same.
func linesOf(o oauthsvc.Overview) []connectionLine {
	var lines []connectionLine
	for _, provider := range identity.Providers {
		line := connectionLine{Provider: provider, Only: o.Methods.MayDisconnect() != nil}
		for i := range o.Connections {
			if o.Connections[i].Provider == provider {
				line.Connected = &o.Connections[i]
			}
		}
		for _, set := range o.Available {
			line.Set = line.Set || set == provider
		}
		if line.Set || line.Connected != nil {
			lines = append(lines, line)
		}
	}
	return lines
}

func providerOf(r *http.Request) identity.Provider {
	return identity.Provider(chi.URLParam(r, "provider"))
}

// connect leads to the provider over a page with a link: a form of ours may not lead to
// another site.
func (h pages) connect(w http.ResponseWriter, r *http.Request) error {
	trip, err := h.Providers.Connect(r.Context(), oauthsvc.ConnectInput{
		Actor: auth.Actor(r.Context()), Provider: providerOf(r), Client: account.Client(r),
	})
	if err != nil {
		return account.RefusedAt(w, r, err, connectionsPath)
	}
	auth.SetTrip(w, h.site.App, trip.Binding)
	return account.Render(w, r, http.StatusOK, departPage(h.page(w, r, "Connect "+providerOf(r).Label()), providerOf(r), trip.Address))
}

func (h pages) disconnect(w http.ResponseWriter, r *http.Request) error {
	err := h.Providers.Disconnect(r.Context(), oauthsvc.DisconnectInput{Actor: auth.Actor(r.Context()), Provider: providerOf(r)})
	if err != nil {
		return account.RefusedAt(w, r, err, connectionsPath)
	}
	return done(w, r, providerOf(r).Label()+" is disconnected. Other devices are signed out.", connectionsPath)
}
