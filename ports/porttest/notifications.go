package porttest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// NotificationsTx is what the suite touches within a transaction.
type NotificationsTx struct{ Notices ports.NotificationStore }

// NotificationsProbe is one empty store of notices.
type NotificationsProbe struct {
	Work    ports.UnitOfWork[NotificationsTx]
	Notices ports.NotificationReader
	User    func(t *testing.T) id.User // makes a person
}

// Notifications is the suite of the store and reader of notices.
func Notifications(t *testing.T, open func(t *testing.T) NotificationsProbe) {
	t.Helper()
	for name, check := range map[string]func(t *testing.T, p NotificationsProbe){
		"a notice comes back as it was stored":       noticeRoundTrip,
		"the same occasion makes one notice":         noticeOnce,
		"a notice is read by its person only":        noticeRead,
		"all notices of one person are read at once": noticesAllRead,
		"a mail is noted once":                       noticeMailed,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, open(t))
		})
	}
}

func (p NotificationsProbe) do(t *testing.T, fn func(ctx context.Context, tx NotificationsTx) error) {
	t.Helper()
	if err := p.Work.Do(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// add stores a notice and tells whether it was new.
func (p NotificationsProbe) add(t *testing.T, user id.User, occasion string, after time.Duration) (notifications.Notification, bool) {
	t.Helper()
	n := notifications.Notification{
		ID: newID[id.Notification](), User: user, Category: notifications.CategoryApplication, Title: "Received", Message: "It arrived.",
		Link: "/applications/1", DedupeKey: occasion, CreatedAt: AppliedAt.Add(after),
	}
	var added bool
	p.do(t, func(ctx context.Context, tx NotificationsTx) (err error) {
		added, err = tx.Notices.Add(ctx, n)
		return err
	})
	return n, added
}

func (p NotificationsProbe) inbox(t *testing.T, user id.User, request page.Request) page.Page[notifications.Notification] {
	t.Helper()
	found, err := p.Notices.List(t.Context(), user, request)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func (p NotificationsProbe) unread(t *testing.T, user id.User, want int) {
	t.Helper()
	if n, err := p.Notices.Unread(t.Context(), user); err != nil || n != want {
		t.Errorf("unread %d, %v; want %d", n, err, want)
	}
}

func noticeRoundTrip(t *testing.T, p NotificationsProbe) {
	user := p.User(t)
	older, _ := p.add(t, user, "one", 0)
	newer, _ := p.add(t, user, "two", time.Minute)
	p.add(t, p.User(t), "one", 0)
	if got := p.inbox(t, user, page.Request{}); got.Total != 2 || !reflect.DeepEqual(got.Items, []notifications.Notification{newer, older}) {
		t.Errorf("inbox %+v", got)
	}
	if got := p.inbox(t, user, page.Request{Number: 2, Limit: 1}); got.Total != 2 || len(got.Items) != 1 || got.Items[0].ID != older.ID {
		t.Errorf("second page %+v", got)
	}
}

func noticeOnce(t *testing.T, p NotificationsProbe) {
	user := p.User(t)
	if _, added := p.add(t, user, "one", 0); !added {
		t.Error("the first was not added")
	}
	if _, added := p.add(t, user, "one", time.Minute); added {
		t.Error("the same occasion was added again")
	}
	p.unread(t, user, 1)
}

func noticeRead(t *testing.T, p NotificationsProbe) {
	user, stranger := p.User(t), p.User(t)
	n, _ := p.add(t, user, "one", 0)
	mark := func(who id.User, at time.Time) error {
		return p.Work.Do(t.Context(), func(ctx context.Context, tx NotificationsTx) error { return tx.Notices.MarkRead(ctx, who, n.ID, at) })
	}
	if err := mark(stranger, AppliedAt); !errors.Is(err, notifications.ErrNotFound) {
		t.Errorf("a stranger: %v", err)
	}
	p.unread(t, user, 1)
	if err := errors.Join(mark(user, AppliedAt), mark(user, AppliedAt.Add(time.Hour))); err != nil {
		t.Error(err)
	}
	p.unread(t, user, 0)
	if got := p.inbox(t, user, page.Request{}).Items[0].ReadAt; !got.Equal(AppliedAt) {
		t.Errorf("read at %v, want the first time", got)
	}
}

func noticesAllRead(t *testing.T, p NotificationsProbe) {
	user, stranger := p.User(t), p.User(t)
	p.add(t, user, "one", 0)
	p.add(t, user, "two", 0)
	p.add(t, stranger, "one", 0)
	p.do(t, func(ctx context.Context, tx NotificationsTx) error {
		return tx.Notices.MarkAllRead(ctx, user, AppliedAt)
	})
	p.unread(t, user, 0)
	p.unread(t, stranger, 1)
}

func noticeMailed(t *testing.T, p NotificationsProbe) {
	n, _ := p.add(t, p.User(t), "one", 0)
	p.do(t, func(ctx context.Context, tx NotificationsTx) error {
		return errors.Join(tx.Notices.MarkMailed(ctx, n.ID, AppliedAt), tx.Notices.MarkMailed(ctx, n.ID, AppliedAt.Add(time.Hour)))
	})
	p.do(t, func(ctx context.Context, tx NotificationsTx) error {
		got, err := tx.Notices.Get(ctx, n.ID)
		if err == nil && !got.MailedAt.Equal(AppliedAt) {
			t.Errorf("mailed at %v, want the first time", got.MailedAt)
		}
		if _, err := tx.Notices.Get(ctx, newID[id.Notification]()); !errors.Is(err, notifications.ErrNotFound) {
			t.Errorf("an unknown notice: %v", err)
		}
		return err
	})
}
