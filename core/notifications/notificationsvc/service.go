// Package notificationsvc is a person's inbox and the mails that go with it.
package notificationsvc

import (
	"context"
	"errors"
	"html"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of this service may touch.
type Tx struct{ Notices ports.NotificationStore }

// Recipients tell where a person's mail goes.
type Recipients interface {
	// Recipient answers a person's name and address. ok is false for somebody who must
	// not be mailed (gone, suspended or unverified).
	Recipient(ctx context.Context, user id.User) (name, address string, ok bool, err error)
}

// Deps are what the service needs.
type Deps struct {
	Work       ports.UnitOfWork[Tx]
	Notices    ports.NotificationReader
	Recipients Recipients
	Mailer     ports.Mailer
	BaseURL    string // of the seeker site, for links in mails
	Now        ports.Clock
}

// Service holds the use-cases.
type Service struct{ deps Deps }

// New makes the service.
func New(deps Deps) *Service { return &Service{deps: deps} }

// Inbox answers a page of the person's notices, newest first.
func (s *Service) Inbox(ctx context.Context, actor identity.Actor, request page.Request) (page.Page[notifications.Notification], error) {
	if err := actor.Require(); err != nil {
		return page.Page[notifications.Notification]{}, err
	}
	return s.deps.Notices.List(ctx, actor.User, request)
}

// Unread counts the person's unread notices.
func (s *Service) Unread(ctx context.Context, user id.User) (int, error) {
	return s.deps.Notices.Unread(ctx, user)
}

// MarkRead marks one notice as read; notifications.ErrNotFound when it is not theirs.
func (s *Service) MarkRead(ctx context.Context, actor identity.Actor, notification id.Notification) error {
	if err := actor.Require(); err != nil {
		return err
	}
	now := s.deps.Now()
	return s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		return tx.Notices.MarkRead(ctx, actor.User, notification, now)
	})
}

// Open answers one of the person's notices, which is read by that.
func (s *Service) Open(ctx context.Context, actor identity.Actor, notification id.Notification) (notifications.Notification, error) {
	if err := actor.Require(); err != nil {
		return notifications.Notification{}, err
	}
	now := s.deps.Now()
	var opened notifications.Notification
	err := s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		if err := tx.Notices.MarkRead(ctx, actor.User, notification, now); err != nil {
			return err
		}
		found, err := tx.Notices.Get(ctx, notification)
		opened = found
		return err
	})
	return opened, err
}

// MarkAllRead marks all notices as read.
func (s *Service) MarkAllRead(ctx context.Context, actor identity.Actor) error {
	if err := actor.Require(); err != nil {
		return err
	}
	now := s.deps.Now()
	return s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		return tx.Notices.MarkAllRead(ctx, actor.User, now)
	})
}

// Mail is the handler of notifications.MailNotice. Run twice it sends once: what was
// mailed is noted, and the message carries an id that mailers recognise.
func (s *Service) Mail(ctx context.Context, task notifications.MailNotice) error {
	var notice notifications.Notification
	err := s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		found, err := tx.Notices.Get(ctx, task.Notification)
		notice = found
		return err
	})
	if errors.Is(err, notifications.ErrNotFound) || err == nil && !notice.MailedAt.IsZero() {
		return nil
	}
	if err != nil {
		return err
	}
	name, address, ok, err := s.deps.Recipients.Recipient(ctx, notice.User)
	if err != nil || !ok {
		return err
	}
	if err := s.deps.Mailer.Send(ctx, mail(notice, name, address, s.deps.BaseURL)); err != nil {
		return err
	}
	now := s.deps.Now()
	return s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Notices.MarkMailed(ctx, notice.ID, now) })
}

// mail writes the message that tells a notice.
func mail(n notifications.Notification, name, address, baseURL string) ports.Mail {
	link := baseURL + n.Link
	return ports.Mail{
		To: address, ToName: name, Subject: n.Title, DedupeID: n.ID.String(),
		Text: "Hello " + name + ",\n\n" + n.Message + "\n\nOpen it: " + link + "\n\nApplyForUs\n",
		HTML: "<p>Hello " + html.EscapeString(name) + ",</p><p>" + html.EscapeString(n.Message) + "</p>" +
			`<p><a href="` + html.EscapeString(link) + `">Open it</a></p><p>ApplyForUs</p>`,
	}
}
