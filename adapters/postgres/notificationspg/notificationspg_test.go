package notificationspg_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/notificationspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestNotifications(t *testing.T) {
	t.Parallel()
	porttest.Notifications(t, func(t *testing.T) porttest.NotificationsProbe {
		db := pgtest.New(t)
		return porttest.NotificationsProbe{
			Work: postgres.UnitOfWork(db, func(s postgres.Session) porttest.NotificationsTx {
				return porttest.NotificationsTx{Notices: notificationspg.New(s.Queryer())}
			}),
			Notices: notificationspg.New(db.Pool()), User: func(t *testing.T) id.User { return pgtest.User(t, db) },
		}
	})
}
