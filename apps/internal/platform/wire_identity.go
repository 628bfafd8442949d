package platform

import (
	"context"

	"github.com/applyforus/applyforus/adapters/bcrypt"
	"github.com/applyforus/applyforus/adapters/jwt"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/webauthn"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

func wireIdentity(p *Parts, s *Services) error {
	passwords, err := bcrypt.New(bcrypt.Options{})
	if err != nil {
		return err
	}
	sites := sitesOf(p.Config)
	passkeys, err := webauthn.New(sites)
	if err != nil {
		return err
	}
	work := postgres.UnitOfWork(p.DB, func(s postgres.Session) identitysvc.Tx {
		q := s.Queryer()
		return identitysvc.Tx{
			Users: identitypg.Users(q), Sessions: identitypg.Sessions(q), Refresh: identitypg.Refresh(q),
			Verifications: identitypg.Verifications(q), SigningKeys: identitypg.SigningKeys(q),
			Factors: identitypg.Factors(q), Passkeys: identitypg.Passkeys(q), Challenges: identitypg.Challenges(q), Links: identitypg.MailLinks(q),
			EmailChanges: identitypg.EmailChanges(q), Removals: identitypg.FactorRemovals(q), Devices: identitypg.Devices(q),
			Known: identitypg.KnownDevices(q), Outbox: s.Outbox(),
		}
	})
	pool := p.DB.Pool()
	read := identitysvc.Reads{
		Users: identitypg.Users(pool), Sessions: identitypg.Sessions(pool), SigningKeys: identitypg.SigningKeys(pool),
		Factors: identitypg.Factors(pool), Passkeys: identitypg.Passkeys(pool), Links: identitypg.MailLinks(pool),
		Removals: identitypg.FactorRemovals(pool), Devices: identitypg.Devices(pool), Known: identitypg.KnownDevices(pool),
	}
	s.Identity = identitysvc.New(identitysvc.Deps{
		Work: work, Read: read, Passwords: passwords, Tokens: jwt.New(p.Config.SeekerURL), Sealer: p.Sealer, Limits: p.Redis, Mailer: p.Mailer,
		Settings: identitysvc.Settings{Now: p.Now, Sites: sites},
	})
	s.Factors = identitysvc.NewFactors(identitysvc.FactorDeps{
		Work: work, Read: read, SignIns: s.Identity, Passwords: passwords, Passkeys: passkeys, Sealer: p.Sealer, Limits: p.Redis, Now: p.Now,
	})
	s.Account = identitysvc.NewAccount(identitysvc.AccountDeps{Work: work, Read: read, Passwords: passwords, Limits: p.Redis, Now: p.Now})
	return nil
}

// sitesOf gives where each app is reached.
func sitesOf(c Config) map[identity.App]string {
	return map[identity.App]string{identity.AppSeeker: c.SeekerURL, identity.AppEmployer: c.EmployerURL, identity.AppAdmin: c.AdminURL}
}

// recipients tells the notices where a person's mail goes.
type recipients struct{ db postgres.Queryer }

// Recipient implements notificationsvc.Recipients.
func (r recipients) Recipient(ctx context.Context, user id.User) (name, address string, ok bool, err error) {
	u, err := identitypg.Users(r.db).Get(ctx, user)
	if err != nil {
		return "", "", false, err
	}
	return u.Name, u.Email, u.Verified() && u.Status == identity.StatusActive, nil
}
