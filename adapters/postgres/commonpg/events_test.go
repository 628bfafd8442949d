package commonpg_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/commonpg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestEvents(t *testing.T) {
	t.Parallel()
	porttest.Events(t, func(t *testing.T) porttest.EventsProbe {
		t.Helper()
		db := pgtest.New(t)
		return porttest.EventsProbe{
			Work: postgres.UnitOfWork(db, func(s postgres.Session) porttest.EventsTx {
				return porttest.EventsTx{Events: commonpg.NewEvents(s.Queryer())}
			}),
			Events: commonpg.NewEvents(db.Pool()),
			User:   func(t *testing.T) id.User { t.Helper(); return pgtest.User(t, db) },
		}
	})
}
