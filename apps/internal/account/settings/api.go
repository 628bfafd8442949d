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
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

var group = api.Group{Path: "/api/v1/auth", Tag: "Account security"}

// write describes an operation that changes something and may be refused.
func write(id, method, path, summary, description string, errors ...int) huma.Operation {
	op := group.Operation(id, method, path, summary, http.StatusOK, description)
	op.Errors = append(append(op.Errors, http.StatusUnprocessableEntity), errors...)
	return op
}

const fresh403 = http.StatusForbidden // identity.proof_needed

// needsProof is said of operations that take a fresh proof.
const needsProof = "Takes a proof of who one is from the last 15 minutes: signing in is one, POST /api/v1/auth/step-up another. Else the answer is 403 identity.proof_needed."

// RegisterAPI mounts the operations.
func RegisterAPI(a huma.API, s account.Services, app identity.App) {
	h := operations{Services: s, app: app}
	api.Handle(a, write("setPreferences", http.MethodPut, "/settings", "Set language and time zone", "Read them at GET /api/v1/auth/me."), h.setPreferences)
	api.Handle(a, write("changePassword", http.MethodPost, "/password", "Change the password",
		"Takes the present password, or a proof from the last 15 minutes in its place. Other sign-ins end, and the owner is told by mail.",
		fresh403, http.StatusTooManyRequests), h.changePassword)
	api.Handle(a, write("changeEmail", http.MethodPost, "/email", "Change the e-mail address",
		"Mails the new address a link; nothing changes until it is followed. The answer is the same when the address has an account already. "+needsProof,
		fresh403, http.StatusTooManyRequests), h.changeEmail)
	api.Handle(a, group.Operation("listSessions", http.MethodGet, "/sessions", "List where one is signed in", http.StatusOK,
		"Browsers and other clients of all apps, one's own first, then the last used."), h.sessions)
	end := group.Operation("endSession", http.MethodDelete, "/sessions/{id}", "Sign a device out", http.StatusNoContent, "Takes effect at once.")
	end.Errors = append(end.Errors, http.StatusNotFound)
	api.HandleNothing(a, end, h.endSession)
	api.HandleNothing(a, group.Operation("endOtherSessions", http.MethodDelete, "/sessions", "Sign all other devices out", http.StatusNoContent,
		"Takes effect at once."), h.endOthers)
	h.registerFactors(a)
	h.registerConnections(a)
}

type operations struct {
	account.Services

	app identity.App
}

type preferencesInput struct {
	Body struct {
		Language string `json:"language" example:"en"`
		TimeZone string `json:"timeZone" doc:"IANA name, or empty for none." example:"Europe/Oslo"`
	}
}

func (h operations) setPreferences(ctx context.Context, in *preferencesInput) (account.Account, error) {
	user, err := h.Account.SetPreferences(ctx, identitysvc.PreferencesInput{
		Actor: auth.Actor(ctx), Language: identity.Language(in.Body.Language), TimeZone: in.Body.TimeZone,
	})
	return account.PresentAccount(user), err
}

type passwordInput struct {
	Body struct {
		CurrentPassword string `json:"currentPassword,omitempty"`
		Password        string `json:"password" doc:"The new one: 8 to 128 characters, taken exactly as sent."`
	}
}

func (h operations) changePassword(ctx context.Context, in *passwordInput) (account.Done, error) {
	return account.Done{}, h.Account.ChangePassword(ctx, identitysvc.ChangePasswordInput{
		Actor: auth.Actor(ctx), Current: in.Body.CurrentPassword, New: in.Body.Password,
	})
}

type emailInput struct {
	account.Caller

	Body struct {
		Email string `json:"email" doc:"The new address." example:"ada@example.net"`
	}
}

func (h operations) changeEmail(ctx context.Context, in *emailInput) (account.Registered, error) {
	err := h.Account.ChangeEmail(ctx, identitysvc.ChangeEmailInput{Actor: auth.Actor(ctx), Email: in.Body.Email, Client: in.Client()})
	return account.Registered{Next: "check_mail"}, err
}

// Session is one browser or client that somebody is signed in with.
type Session struct {
	ID        string    `json:"id" format:"uuid"`
	Kind      string    `json:"kind" enum:"browser,client"`
	App       string    `json:"app" enum:"seeker,employer,admin"`
	Current   bool      `json:"current" doc:"It is the one that asks."`
	Device    string    `json:"device" doc:"In words, as far as it tells."`
	Address   string    `json:"address,omitempty" doc:"Network address at the sign-in."`
	Strong    bool      `json:"strong" doc:"A second factor was shown."`
	CreatedAt time.Time `json:"createdAt"`
	LastUsed  time.Time `json:"lastUsedAt" doc:"To the minute."`
	ExpiresAt time.Time `json:"expiresAt" doc:"At the latest."`
}

// Sessions is where somebody is signed in.
type Sessions struct {
	Sessions []Session `json:"sessions"`
}

func (h operations) sessions(ctx context.Context, _ *struct{}) (Sessions, error) {
	actor := auth.Actor(ctx)
	devices, err := h.Account.Devices(ctx, actor)
	if err != nil {
		return Sessions{}, err
	}
	out := Sessions{Sessions: make([]Session, len(devices))}
	for i, d := range devices {
		out.Sessions[i] = Session{
			ID: d.ID(), Kind: "client", App: string(d.App), Current: d.Is(actor), Device: d.Client.Device(), Strong: d.Proof.Methods.Strong(),
			CreatedAt: d.CreatedAt, LastUsed: d.LastSeenAt, ExpiresAt: d.ExpiresAt,
		}
		if d.Browser() {
			out.Sessions[i].Kind = "browser"
		}
		if d.Client.IP.IsValid() {
			out.Sessions[i].Address = d.Client.IP.String()
		}
	}
	return out, nil
}

type sessionInput struct {
	ID string `path:"id" format:"uuid"`
}

func (h operations) endSession(ctx context.Context, in *sessionInput) error {
	return h.Account.EndDevice(ctx, identitysvc.EndDeviceInput{Actor: auth.Actor(ctx), Device: in.ID})
}

func (h operations) endOthers(ctx context.Context, _ *struct{}) error {
	return h.Account.EndOtherDevices(ctx, auth.Actor(ctx))
}
