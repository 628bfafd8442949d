package autoapplypg_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/applicationspg"
	"github.com/applyforus/applyforus/adapters/postgres/autoapplypg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestAutoApply(t *testing.T) {
	t.Parallel()
	porttest.AutoApply(t, func(t *testing.T) porttest.ApplicationsProbe {
		db := pgtest.New(t)
		return porttest.ApplicationsProbe{
			Work: postgres.UnitOfWork(db, func(s postgres.Session) porttest.ApplicationsTx {
				store := applicationspg.NewStore(s.Queryer())
				return porttest.ApplicationsTx{Applications: store, Records: store, Attempts: autoapplypg.NewAttempts(s.Queryer())}
			}),
			Applications: applicationspg.NewReader(db.Pool()), Attempts: autoapplypg.NewAttempts(db.Pool()),
			Ground: func(t *testing.T, user id.User) (id.User, id.Job, id.Requisition, id.Resume) {
				if user.IsZero() {
					user = pgtest.User(t, db)
				}
				opening := pgtest.NewOpening(t, db)
				return user, opening.Job, opening.Requisition, pgtest.Resume(t, db, user)
			},
		}
	})
}
