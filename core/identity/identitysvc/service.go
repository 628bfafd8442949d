// Package identitysvc holds the use-cases of accounts and sign-in: one file per verb.
// It must not know HTTP, cookies or SQL.
package identitysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of the service may touch.
type Tx struct {
	Users         ports.UserStore
	Sessions      ports.SessionStore
	Refresh       ports.RefreshStore
	Verifications ports.VerificationStore
	SigningKeys   ports.SigningKeyStore
	Outbox        ports.Outbox
}

// Reads is what the service reads outside of a transaction.
type Reads struct {
	Users       ports.UserStore
	Sessions    ports.SessionStore
	SigningKeys ports.SigningKeyStore
}

// Deps are what the service works with.
type Deps struct {
	Work      ports.UnitOfWork[Tx]
	Read      Reads
	Passwords ports.PasswordHasher
	Tokens    ports.AccessTokens
	Sealer    ports.Sealer
	Limits    ports.RateLimiter
	Mailer    ports.Mailer
	Settings  Settings
}

// Settings are the values that differ between installations and tests.
type Settings struct {
	// Sites is where each app is reached, without a slash at the end, e.g.
	// "http://localhost:3000". Mailed links lead there.
	Sites map[identity.App]string
	Now   ports.Clock
}

// Service runs the use-cases.
type Service struct {
	work      ports.UnitOfWork[Tx]
	read      Reads
	passwords ports.PasswordHasher
	keys      *keyRing
	limits    ports.RateLimiter
	mailer    ports.Mailer
	sites     map[identity.App]string
	now       ports.Clock
}

// New makes the service.
func New(d Deps) *Service {
	utc := func() time.Time { return d.Settings.Now().UTC().Truncate(time.Microsecond) } // what a database keeps
	return &Service{
		work: d.Work, read: d.Read, passwords: d.Passwords, limits: d.Limits, mailer: d.Mailer,
		sites: d.Settings.Sites, now: utc,
		keys: &keyRing{work: d.Work, read: d.Read.SigningKeys, tokens: d.Tokens, sealer: d.Sealer, now: utc},
	}
}

// Me answers the account of the one who asks. It answers fault.ErrUnauthenticated for a visitor.
func (s *Service) Me(ctx context.Context, actor identity.Actor) (identity.User, error) {
	if err := actor.Require(); err != nil {
		return identity.User{}, err
	}
	return s.read.Users.Get(ctx, actor.User)
}
