package identity

import (
	"crypto/subtle"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// Provider is who else lets people in: somebody with an account there may sign in with it.
type Provider string

// The providers.
const (
	Google   Provider = "google"
	LinkedIn Provider = "linkedin"
	GitHub   Provider = "github"
)

// Providers lists them in the order in which they are shown.
var Providers = []Provider{Google, LinkedIn, GitHub}

// Label is the provider's own name.
func (p Provider) Label() string {
	switch p {
	case Google:
		return "Google"
	case LinkedIn:
		return "LinkedIn"
	case GitHub:
		return "GitHub"
	}
	return string(p)
}

// ProviderAccount is what a provider has proved about somebody who was there.
type ProviderAccount struct {
	Provider      Provider
	Issuer        string // with Subject it names the account for ever; addresses and names change
	Subject       string
	Email         string // in its normal form; "" when not told
	EmailVerified bool   // the provider vouches for it
	Name          string
	Token         string // reads what the person agreed to; "" when none is worth keeping
}

// Check answers ErrProviderRefused for an account that nothing names.
func (a ProviderAccount) Check() error {
	if a.Issuer == "" || a.Subject == "" {
		return ErrProviderRefused
	}
	return nil
}

// NewUser makes the account here of somebody who has none. The provider must vouch for the
// address, else it answers ErrProviderEmail.
func (a ProviderAccount) NewUser(now time.Time) (User, error) {
	var address, name fault.Check
	CheckEmail(&address, "email", a.Email)
	if !a.EmailVerified || address.Err() != nil {
		return User{}, ErrProviderEmail
	}
	called := NormalName(a.Name)
	if CheckName(&name, "name", called); name.Err() != nil {
		called, _, _ = strings.Cut(a.Email, "@") // it can be changed in the profile
	}
	user := NewUser(a.Email, called, "", now)
	user.Verify(now)
	return user, nil
}

// Connection is an account elsewhere that signs somebody in, as it is stored.
type Connection struct {
	ID          id.Connection
	User        id.User
	Provider    Provider
	Issuer      string
	Subject     string
	Email       string // as the provider told it last; shown, never compared
	SealedToken []byte // nil when none is kept
	CreatedAt   time.Time
	LastUsedAt  time.Time
}

// NewConnection connects an account elsewhere. Its token is sealed by the caller.
func NewConnection(user id.User, account ProviderAccount, now time.Time) Connection {
	return Connection{
		ID: id.Make[id.Connection](now), User: user, Provider: account.Provider, Issuer: account.Issuer, Subject: account.Subject,
		Email: account.Email, CreatedAt: now, LastUsedAt: now,
	}
}

// TripPurpose is why somebody was sent to a provider.
type TripPurpose string

// The purposes.
const (
	TripSignIn  TripPurpose = "sign_in"
	TripConnect TripPurpose = "connect"
)

// ProviderTrip is a way to a provider and back. The client keeps it sealed, so that only
// the browser that set out can come back.
type ProviderTrip struct {
	Purpose   TripPurpose `json:"purpose"`
	Provider  Provider    `json:"provider"`
	App       App         `json:"app"`
	User      id.User     `json:"user"` // who connects; zero for a sign-in
	Next      string      `json:"next"` // the page to go on to
	State     string      `json:"state"`
	Nonce     string      `json:"nonce"`
	Verifier  string      `json:"verifier"` // of PKCE
	ExpiresAt time.Time   `json:"expiresAt"`
}

// NewProviderTrip sets out for a provider.
func NewProviderTrip(purpose TripPurpose, provider Provider, app App, user id.User, next string, now time.Time) ProviderTrip {
	t := ProviderTrip{Purpose: purpose, Provider: provider, App: app, User: user, Next: next, ExpiresAt: now.Add(ProviderTripLife)}
	t.State, _ = NewToken()
	t.Nonce, _ = NewToken()
	t.Verifier, _ = NewToken()
	return t
}

// Check answers nil if this is the way back of the trip, else ErrProviderRefused.
func (t ProviderTrip) Check(purpose TripPurpose, app App, user id.User, state string, now time.Time) error {
	if t.Purpose != purpose || t.App != app || t.User != user || !now.Before(t.ExpiresAt) ||
		t.State == "" || subtle.ConstantTimeCompare([]byte(t.State), []byte(state)) != 1 {
		return ErrProviderRefused
	}
	return nil
}

// SignInMethods counts the ways in which somebody can get into an account.
type SignInMethods struct {
	Password    bool
	Passkeys    int
	Connections int
}

// MayDisconnect answers nil if another way stays when a connection goes, else ErrLastMethod.
func (m SignInMethods) MayDisconnect() error {
	if !m.Password && m.Passkeys == 0 && m.Connections < 2 {
		return ErrLastMethod
	}
	return nil
}
