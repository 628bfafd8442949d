package platform

import (
	"github.com/applyforus/applyforus/adapters/portraits"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/billingpg"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/core/billing/billingsvc"
	"github.com/applyforus/applyforus/core/profile/importsvc"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

func wireProfile(p *Parts) *profilesvc.Service {
	pool := p.DB.Pool()
	return profilesvc.New(profilesvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) profilesvc.Tx {
			q := s.Queryer()
			return profilesvc.Tx{
				Profiles: profilepg.NewProfiles(q), Preferences: profilepg.NewPreferences(q), Answers: profilepg.NewAnswers(q), Outbox: s.Outbox(),
			}
		}),
		Profiles: profilepg.NewProfiles(pool), Preferences: profilepg.NewPreferences(pool), Answers: profilepg.NewAnswers(pool),
		Blobs: p.Blobs, Portraits: portraits.New(), Now: p.Now,
	})
}

func wireImports(p *Parts) *importsvc.Service {
	pool := p.DB.Pool()
	return importsvc.New(importsvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) importsvc.Tx {
			q := s.Queryer()
			return importsvc.Tx{Profiles: profilepg.NewProfiles(q), Imports: profilepg.NewImports(q)}
		}),
		Profiles: profilepg.NewProfiles(pool), Imports: profilepg.NewImports(pool), Now: p.Now,
	})
}

func wireBilling(p *Parts) *billingsvc.Service {
	return billingsvc.New(billingsvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) billingsvc.Tx {
			return billingsvc.Tx{Subscriptions: billingpg.NewSubscriptions(s.Queryer())}
		}),
		Subscriptions: billingpg.NewSubscriptions(p.DB.Pool()), Now: p.Now,
	})
}
