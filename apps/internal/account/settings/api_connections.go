package settings

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/oauthsvc"
)

func (h operations) registerConnections(a huma.API) {
	api.Handle(a, group.Operation("listConnections", http.MethodGet, "/connections", "List connected accounts", http.StatusOK,
		"Accounts elsewhere that sign the person in, and the providers that are set up on this site."), h.listConnections)
	api.Handle(a, write("beginConnection", http.MethodPost, "/connections/{provider}", "Begin to connect an account",
		"Answers the address to open in a browser and the binding to finish with. "+needsProof,
		fresh403, http.StatusNotFound, http.StatusConflict, http.StatusTooManyRequests, http.StatusServiceUnavailable), h.beginConnection)
	api.Handle(a, write("finishConnection", http.MethodPost, "/connections/finish", "Finish to connect an account",
		"Takes what the provider sent back and the binding, from the person who began. The owner is told by mail.",
		fresh403, http.StatusConflict, http.StatusServiceUnavailable), h.finishConnection)
	remove := group.Operation("removeConnection", http.MethodDelete, "/connections/{provider}", "Disconnect an account", http.StatusNoContent,
		"Other sign-ins end, and the owner is told by mail. The last way to sign in stays: 409 identity.last_method. "+needsProof)
	remove.Errors = append(remove.Errors, fresh403, http.StatusNotFound, http.StatusConflict)
	api.HandleNothing(a, remove, h.removeConnection)
}

// Connection is an account elsewhere that signs somebody in.
type Connection struct {
	Provider    string    `json:"provider" enum:"google,linkedin,github"`
	Email       string    `json:"email,omitempty" doc:"As the provider told it last."`
	ConnectedAt time.Time `json:"connectedAt"`
	LastUsedAt  time.Time `json:"lastUsedAt"`
}

// Connections is which accounts elsewhere sign somebody in.
type Connections struct {
	Connections []Connection `json:"connections"`
	Available   []string     `json:"available" doc:"Providers that are set up on this site."`
}

func present(c identity.Connection) Connection {
	return Connection{Provider: string(c.Provider), Email: c.Email, ConnectedAt: c.CreatedAt, LastUsedAt: c.LastUsedAt}
}

func (h operations) listConnections(ctx context.Context, _ *struct{}) (Connections, error) {
	overview, err := h.Providers.Overview(ctx, auth.Actor(ctx))
	if err != nil {
		return Connections{}, err
	}
	out := Connections{Connections: make([]Connection, len(overview.Connections)), Available: make([]string, len(overview.Available))}
	for i, c := range overview.Connections {
		out.Connections[i] = present(c)
	}
	for i, p := range overview.Available {
		out.Available[i] = string(p)
	}
	return out, nil
}

type beginConnectionInput struct {
	account.Caller
	account.ProviderInput
}

func (h operations) beginConnection(ctx context.Context, in *beginConnectionInput) (account.Departure, error) {
	out, err := h.Providers.Connect(ctx, oauthsvc.ConnectInput{Actor: auth.Actor(ctx), Provider: identity.Provider(in.Provider), Client: in.Client()})
	return account.PresentDeparture(out), err
}

type finishConnectionInput struct {
	Body struct {
		Binding string `json:"binding" doc:"What the client got when it began."`
		State   string `json:"state"`
		Code    string `json:"code,omitempty"`
		Error   string `json:"error,omitempty" doc:"Why the provider did not agree."`
		Issuer  string `json:"iss,omitempty" doc:"Who sent the browser back, where the provider says so (RFC 9207)."`
	}
}

func (h operations) finishConnection(ctx context.Context, in *finishConnectionInput) (Connection, error) {
	b := in.Body
	c, err := h.Providers.Connected(ctx, oauthsvc.ConnectedInput{
		Return: oauthsvc.Return{Binding: b.Binding, State: b.State, Code: b.Code, Error: b.Error, Issuer: b.Issuer}, Actor: auth.Actor(ctx),
	})
	return present(c), err
}

func (h operations) removeConnection(ctx context.Context, in *account.ProviderInput) error {
	return h.Providers.Disconnect(ctx, oauthsvc.DisconnectInput{Actor: auth.Actor(ctx), Provider: identity.Provider(in.Provider)})
}
