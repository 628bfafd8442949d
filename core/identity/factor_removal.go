package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// FactorRemoval is the way back in for somebody who has lost their second factor and the
// recovery codes: the mailbox confirms it, then it waits while notices give the owner time to
// call it off.
type FactorRemoval struct {
	ID          id.MailToken
	User        id.User
	App         App
	CreatedAt   time.Time
	ConfirmedAt time.Time // zero until the mailed link was followed; then the wait begins
	CalledOffAt time.Time // zero unless the owner stopped it
	DoneAt      time.Time // zero until the factors are gone
}

// NewFactorRemoval makes a removal that waits for the mailbox.
func NewFactorRemoval(user id.User, app App, now time.Time) FactorRemoval {
	return FactorRemoval{ID: id.Make[id.MailToken](now), User: user, App: app, CreatedAt: now}
}

// Open tells whether it may still lead to anything.
func (r FactorRemoval) Open() bool { return r.CalledOffAt.IsZero() && r.DoneAt.IsZero() }

// Waiting tells whether the wait has begun and nobody has stopped it.
func (r FactorRemoval) Waiting() bool { return r.Open() && !r.ConfirmedAt.IsZero() }

// DueAt is when the factors go; zero before the wait has begun.
func (r FactorRemoval) DueAt() time.Time {
	if r.ConfirmedAt.IsZero() {
		return time.Time{}
	}
	return r.ConfirmedAt.Add(FactorRemovalWait)
}

// Confirm begins the wait, or answers ErrLinkInvalid if it has begun or ended.
func (r *FactorRemoval) Confirm(now time.Time) error {
	if !r.Open() || !r.ConfirmedAt.IsZero() {
		return ErrLinkInvalid
	}
	r.ConfirmedAt = now
	return nil
}

// CallOff stops it. One that has ended stays as it ended.
func (r *FactorRemoval) CallOff(now time.Time) {
	if r.Open() {
		r.CalledOffAt = now
	}
}

// Finish notes that the factors are gone and answers true, once the wait is over.
func (r *FactorRemoval) Finish(now time.Time) bool {
	if !r.Waiting() || now.Before(r.DueAt()) {
		return false
	}
	r.DoneAt = now
	return true
}
