// Package notificationspg keeps notices in PostgreSQL.
package notificationspg

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/notificationsdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/page"
)

// Notifications implements ports.NotificationStore and ports.NotificationReader.
type Notifications struct {
	db postgres.Queryer
	q  *notificationsdb.Queries
}

// New makes a store over the pool or a transaction.
func New(db postgres.Queryer) Notifications {
	return Notifications{db: db, q: notificationsdb.New()}
}

// Add implements ports.NotificationStore.
func (s Notifications) Add(ctx context.Context, n notifications.Notification) (bool, error) {
	rows, err := s.q.Add(ctx, s.db, notificationsdb.AddParams{
		ID: n.ID, UserID: n.User, Category: n.Category, Title: n.Title, Message: n.Message, Link: n.Link,
		DedupeKey: n.DedupeKey, CreatedAt: n.CreatedAt,
	})
	return rows == 1, wrap("add", err)
}

// Get implements ports.NotificationStore.
func (s Notifications) Get(ctx context.Context, notification id.Notification) (notifications.Notification, error) {
	row, err := s.q.Get(ctx, s.db, notification)
	return fromRow(row), wrap("get", postgres.Missing(err, notifications.ErrNotFound))
}

// MarkMailed implements ports.NotificationStore.
func (s Notifications) MarkMailed(ctx context.Context, notification id.Notification, at time.Time) error {
	return wrap("mark mailed", s.q.MarkMailed(ctx, s.db, notificationsdb.MarkMailedParams{ID: notification, At: &at}))
}

// MarkRead implements ports.NotificationStore.
func (s Notifications) MarkRead(ctx context.Context, user id.User, notification id.Notification, at time.Time) error {
	rows, err := s.q.MarkRead(ctx, s.db, notificationsdb.MarkReadParams{UserID: user, ID: notification, At: &at})
	if err == nil && rows == 0 {
		return notifications.ErrNotFound
	}
	return wrap("mark read", err)
}

// MarkAllRead implements ports.NotificationStore.
func (s Notifications) MarkAllRead(ctx context.Context, user id.User, at time.Time) error {
	return wrap("mark all read", s.q.MarkAllRead(ctx, s.db, notificationsdb.MarkAllReadParams{UserID: user, At: &at}))
}

// List implements ports.NotificationReader.
func (s Notifications) List(ctx context.Context, user id.User, request page.Request) (page.Page[notifications.Notification], error) {
	total, err := s.q.Count(ctx, s.db, user)
	if err != nil {
		return page.Page[notifications.Notification]{}, wrap("count", err)
	}
	rows, err := s.q.List(ctx, s.db, notificationsdb.ListParams{
		UserID: user, Max: int32(request.Normal().Limit), Skip: int32(request.Offset()),
	})
	if err != nil {
		return page.Page[notifications.Notification]{}, wrap("list", err)
	}
	items := make([]notifications.Notification, len(rows))
	for i, row := range rows {
		items[i] = fromRow(row)
	}
	return page.Of(request, items, int(total)), nil
}

// Unread implements ports.NotificationReader.
func (s Notifications) Unread(ctx context.Context, user id.User) (int, error) {
	n, err := s.q.Unread(ctx, s.db, user)
	return int(n), wrap("unread", err)
}

func fromRow(r notificationsdb.Notification) notifications.Notification {
	return notifications.Notification{
		ID: r.ID, User: r.UserID, Category: r.Category, Title: r.Title, Message: r.Message, Link: r.Link,
		DedupeKey: r.DedupeKey, MailedAt: postgres.OrZero(r.MailedAt), ReadAt: postgres.OrZero(r.ReadAt), CreatedAt: r.CreatedAt,
	}
}

var wrap = postgres.Wrapper("notificationspg")
