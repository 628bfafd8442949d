package platform

import (
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/applicationspg"
	"github.com/applyforus/applyforus/adapters/postgres/autoapplypg"
	"github.com/applyforus/applyforus/adapters/postgres/commonpg"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/notificationspg"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/adapters/postgres/resumespg"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/notifications/notificationsvc"
	"github.com/applyforus/applyforus/ports"
)

func wireApplications(p *Parts) *applicationsvc.Service {
	pool := p.DB.Pool()
	return applicationsvc.New(applicationsvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) applicationsvc.Tx {
			store := applicationspg.NewStore(s.Queryer())
			return applicationsvc.Tx{Applications: store, Records: store}
		}),
		Applications: applicationspg.NewReader(pool), Attempts: autoapplypg.NewAttempts(pool), Blobs: p.Blobs, Now: p.Now,
	})
}

// applyWork is the unit of work of both sides of applying.
func applyWork(p *Parts) ports.UnitOfWork[autoapplysvc.Tx] {
	return postgres.UnitOfWork(p.DB, func(s postgres.Session) autoapplysvc.Tx {
		q := s.Queryer()
		store := applicationspg.NewStore(q)
		return autoapplysvc.Tx{
			Applications: store, Records: store, Attempts: autoapplypg.NewAttempts(q), Bank: profilepg.NewAnswers(q),
			Events: commonpg.NewEvents(q), Notices: notificationspg.New(q), Outbox: s.Outbox(),
		}
	})
}

func sayings(p *Parts) autoapplysvc.Sayings {
	pool := p.DB.Pool()
	return autoapplysvc.Sayings{
		Resumes: resumespg.NewReader(pool), Profiles: profilepg.NewProfiles(pool), Bank: profilepg.NewAnswers(pool),
	}
}

func wireApply(p *Parts) *autoapplysvc.Service {
	pool := p.DB.Pool()
	return autoapplysvc.New(autoapplysvc.Deps{
		Work: applyWork(p), Jobs: jobspg.NewReader(pool), Sayings: sayings(p),
		Applications: applicationspg.NewReader(pool), Attempts: autoapplypg.NewAttempts(pool), Blobs: p.Blobs, Now: p.Now,
	})
}

func wireEngine(p *Parts, browser ports.FormBrowser) *autoapplysvc.Engine {
	pool := p.DB.Pool()
	return autoapplysvc.NewEngine(autoapplysvc.EngineDeps{
		Work: applyWork(p), Sayings: sayings(p), Applications: applicationspg.NewReader(pool), Attempts: autoapplypg.NewAttempts(pool),
		Browser: browser, Blobs: p.Blobs, Waker: p.Redis, Now: p.Now,
	})
}

func wireNotifications(p *Parts) *notificationsvc.Service {
	pool := p.DB.Pool()
	return notificationsvc.New(notificationsvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) notificationsvc.Tx {
			return notificationsvc.Tx{Notices: notificationspg.New(s.Queryer())}
		}),
		Notices: notificationspg.New(pool), Recipients: recipients{pool}, Mailer: p.Mailer, BaseURL: p.Config.SeekerURL, Now: p.Now,
	})
}
