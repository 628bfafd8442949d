package platform

import (
	"context"

	"github.com/applyforus/applyforus/adapters/bcrypt"
	"github.com/applyforus/applyforus/adapters/jwt"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

func wireIdentity(p *Parts) (*identitysvc.Service, error) {
	passwords, err := bcrypt.New(bcrypt.Options{})
	if err != nil {
		return nil, err
	}
	pool := p.DB.Pool()
	return identitysvc.New(identitysvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) identitysvc.Tx {
			q := s.Queryer()
			return identitysvc.Tx{
				Users: identitypg.Users(q), Sessions: identitypg.Sessions(q), Refresh: identitypg.Refresh(q),
				Verifications: identitypg.Verifications(q), SigningKeys: identitypg.SigningKeys(q), Outbox: s.Outbox(),
			}
		}),
		Read: identitysvc.Reads{
			Users: identitypg.Users(pool), Sessions: identitypg.Sessions(pool), SigningKeys: identitypg.SigningKeys(pool),
		},
		Passwords: passwords, Tokens: jwt.New(p.Config.SeekerURL), Sealer: p.Sealer, Limits: p.Redis, Mailer: p.Mail,
		Settings: identitysvc.Settings{Now: p.Now, Sites: map[identity.App]string{
			identity.AppSeeker: p.Config.SeekerURL, identity.AppEmployer: p.Config.EmployerURL, identity.AppAdmin: p.Config.AdminURL,
		}},
	}), nil
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
