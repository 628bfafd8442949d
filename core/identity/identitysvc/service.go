// Package identitysvc holds the use-cases of accounts and sign-in: one file per verb.
// Service is the door, Factors are the second factors and passkeys, Account is what a
// person changes of their own account.
// It must not know HTTP, cookies or SQL.
package identitysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of the services may touch.
type Tx struct {
	Users         ports.UserStore
	Sessions      ports.SessionStore
	Refresh       ports.RefreshStore
	Verifications ports.VerificationStore
	SigningKeys   ports.SigningKeyStore
	Factors       ports.FactorStore
	Passkeys      ports.PasskeyStore
	Challenges    ports.ChallengeStore
	Links         ports.MailLinkStore
	EmailChanges  ports.EmailChangeStore
	Removals      ports.FactorRemovalStore
	Devices       ports.DeviceStore
	Known         ports.KnownDeviceStore
	Outbox        ports.Outbox
}

// Reads is what the services read outside of a transaction.
type Reads struct {
	Users       ports.UserStore
	Sessions    ports.SessionStore
	SigningKeys ports.SigningKeyStore
	Factors     ports.FactorStore
	Passkeys    ports.PasskeyStore
	Links       ports.MailLinkStore
	Removals    ports.FactorRemovalStore
	Devices     ports.DeviceStore
	Known       ports.KnownDeviceStore
}

// Deps are what the service works with.
type Deps struct {
	Work      ports.UnitOfWork[Tx]
	Read      Reads
	Passwords ports.PasswordHasher
	Tokens    ports.AccessTokens
	Sealer    ports.Sealer
	Limits    ports.Throttle
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

// Service lets people in and out.
type Service struct {
	gate

	work      ports.UnitOfWork[Tx]
	read      Reads
	passwords ports.PasswordHasher
	keys      *keyRing
	mailer    ports.Mailer
	sites     map[identity.App]string
}

// New makes the service.
func New(d Deps) *Service {
	utc := stored(d.Settings.Now)
	return &Service{
		gate: gate{d.Limits, utc}, work: d.Work, read: d.Read, passwords: d.Passwords, mailer: d.Mailer, sites: d.Settings.Sites,
		keys: &keyRing{work: d.Work, read: d.Read.SigningKeys, tokens: d.Tokens, sealer: d.Sealer, now: utc},
	}
}

// stored makes a clock tell the time as a database keeps it.
func stored(now ports.Clock) ports.Clock {
	return func() time.Time { return now().UTC().Truncate(time.Microsecond) }
}

// Me answers the account of the one who asks. It answers fault.ErrUnauthenticated for a visitor.
func (s *Service) Me(ctx context.Context, actor identity.Actor) (identity.User, error) {
	if err := actor.Require(); err != nil {
		return identity.User{}, err
	}
	return s.read.Users.Get(ctx, actor.User)
}
