package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/page"
)

// NotificationStore writes notices within a transaction.
type NotificationStore interface {
	// Add stores a notice and tells whether it is new: the same occasion is kept once.
	Add(ctx context.Context, n notifications.Notification) (added bool, err error)
	// Get answers a notice, or notifications.ErrNotFound.
	Get(ctx context.Context, notification id.Notification) (notifications.Notification, error)
	// MarkMailed notes that the notice went out by mail.
	MarkMailed(ctx context.Context, notification id.Notification, at time.Time) error
	// MarkRead marks one notice of the person, or notifications.ErrNotFound.
	MarkRead(ctx context.Context, user id.User, notification id.Notification, at time.Time) error
	// MarkAllRead marks all notices of the person.
	MarkAllRead(ctx context.Context, user id.User, at time.Time) error
}

// NotificationReader reads a person's notices.
type NotificationReader interface {
	// List answers a page of the person's notices, newest first.
	List(ctx context.Context, user id.User, request page.Request) (page.Page[notifications.Notification], error)
	// Unread counts the person's unread notices.
	Unread(ctx context.Context, user id.User) (int, error)
}
