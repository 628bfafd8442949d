package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// EmailChange is somebody's move from one address to another. It counts once the new
// address has confirmed it; the old one can take it back for a while.
type EmailChange struct {
	ID          id.MailToken
	User        id.User
	From, To    string
	App         App // where it was asked for
	CreatedAt   time.Time
	ConfirmedAt time.Time // zero until then
	UndoneAt    time.Time // zero unless it was taken back
}

// NewEmailChange makes a change that waits for its confirmation.
func NewEmailChange(user User, to string, app App, now time.Time) EmailChange {
	return EmailChange{ID: id.Make[id.MailToken](now), User: user.ID, From: user.Email, To: to, App: app, CreatedAt: now}
}

// Confirm makes the new address the account's. It answers ErrLinkInvalid for a change
// that was confirmed already, or overtaken by another.
func (c *EmailChange) Confirm(user *User, now time.Time) error {
	if !c.ConfirmedAt.IsZero() || user.Email != c.From {
		return ErrLinkInvalid
	}
	c.ConfirmedAt = now
	user.Email, user.EmailVerifiedAt, user.UpdatedAt = c.To, now, now
	return nil
}

// Undo makes the old address the account's again, whatever it is now: whoever changed it
// may have gone on changing it. The old address counts as confirmed, for its mail has
// just been read.
func (c *EmailChange) Undo(user *User, now time.Time) error {
	if c.ConfirmedAt.IsZero() || !c.UndoneAt.IsZero() {
		return ErrLinkInvalid
	}
	c.UndoneAt = now
	user.Email, user.EmailVerifiedAt, user.UpdatedAt = c.From, now, now
	return nil
}
