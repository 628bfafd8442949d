package identitysvc

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// removalWarnings are when, after the wait has begun, its owner is reminded of it.
var removalWarnings = []time.Duration{0, 24 * time.Hour, 48 * time.Hour}

// LostFactor asks for the removal of a second factor that is lost. Who asks has shown
// everything else: the challenge stands for that. A mail brings the next step. Asking again
// mails again. It answers identity.ErrChallengeInvalid or identity.ErrTooManyAttempts.
func (f *Factors) LostFactor(ctx context.Context, in ChallengeInput) error {
	challenge, err := f.find(ctx, in)
	if err != nil {
		return err
	}
	if err := f.take(ctx, mailByAddress, challenge.User.String()); err != nil {
		return err
	}
	removal := identity.NewFactorRemoval(challenge.User, in.App, f.now())
	return f.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		open := removal
		err := tx.Removals.Create(ctx, removal)
		if errors.Is(err, identity.ErrRemovalOpen) {
			open, err = tx.Removals.Current(ctx, challenge.User)
		}
		if err != nil {
			return err
		}
		if open.Waiting() {
			return identity.ErrRemovalOpen
		}
		return tx.Outbox.Enqueue(ctx, identity.SendFactorRemoval{User: open.User, Removal: open.ID})
	})
}

// RemovalLinkInput is the secret of a mailed link about a removal.
type RemovalLinkInput struct{ Token string }

// Validate answers a missing token.
func (in RemovalLinkInput) Validate() error { return VerifyEmailInput(in).Validate() }

// ConfirmRemoval begins the wait and answers when it ends. It answers
// identity.ErrLinkInvalid or identity.ErrLinkTooLate.
func (f *Factors) ConfirmRemoval(ctx context.Context, in RemovalLinkInput) (time.Time, error) {
	now := f.now()
	var due time.Time
	err := f.follow(ctx, in, identity.LinkDropFactor, func(ctx context.Context, tx Tx, removal identity.FactorRemoval) error {
		if err := removal.Confirm(now); err != nil {
			return err
		}
		due = removal.DueAt()
		for i, after := range removalWarnings {
			err := tx.Outbox.EnqueueAt(ctx, now.Add(after), identity.WarnFactorRemoval{User: removal.User, Removal: removal.ID, Number: i + 1})
			if err != nil {
				return err
			}
		}
		if err := tx.Outbox.EnqueueAt(ctx, due, identity.RemoveFactors{User: removal.User, Removal: removal.ID}); err != nil {
			return err
		}
		return tx.Removals.Update(ctx, removal)
	})
	return due, err
}

// StopRemoval calls a removal off by a mailed link. It answers identity.ErrLinkInvalid or
// identity.ErrLinkTooLate.
func (f *Factors) StopRemoval(ctx context.Context, in RemovalLinkInput) error {
	return f.follow(ctx, in, identity.LinkKeepFactor, func(ctx context.Context, tx Tx, removal identity.FactorRemoval) error {
		if !removal.Open() {
			return identity.ErrLinkInvalid
		}
		removal.CallOff(f.now())
		return tx.Removals.Update(ctx, removal)
	})
}

// CallOffRemoval stops the removal of the actor's second factor, if one is under way.
func (f *Factors) CallOffRemoval(ctx context.Context, actor identity.Actor) error {
	if err := actor.Require(); err != nil {
		return err
	}
	now := f.now()
	return f.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		removal, err := tx.Removals.Current(ctx, actor.User)
		if errors.Is(err, fault.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		removal.CallOff(now)
		return tx.Removals.Update(ctx, removal)
	})
}

// follow uses a mailed link about a removal.
func (f *Factors) follow(
	ctx context.Context, in RemovalLinkInput, purpose identity.LinkPurpose,
	act func(ctx context.Context, tx Tx, removal identity.FactorRemoval) error,
) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return f.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		link, err := useLink(ctx, tx, purpose, in.Token, f.now())
		if err != nil {
			return err
		}
		removal, err := tx.Removals.Get(ctx, link.User, link.About)
		if err != nil {
			return err
		}
		return act(ctx, tx, removal)
	})
}

// useLink spends a mailed link. It answers identity.ErrLinkInvalid or identity.ErrLinkTooLate.
func useLink(ctx context.Context, tx Tx, purpose identity.LinkPurpose, token string, now time.Time) (identity.MailLink, error) {
	link, err := tx.Links.Find(ctx, purpose, identity.HashToken(strings.TrimSpace(token)))
	if errors.Is(err, fault.ErrNotFound) {
		return link, identity.ErrLinkInvalid
	}
	if err != nil {
		return link, err
	}
	if err := link.Check(now); err != nil {
		return link, err
	}
	return link, tx.Links.Use(ctx, link.User, link.ID, now)
}

// RemoveFactors is the handler of the task: once the wait is over, the second factors go
// and everybody is signed out. Running it twice, or after the removal was called off, does
// nothing.
func (f *Factors) RemoveFactors(ctx context.Context, task identity.RemoveFactors) error {
	now := f.now()
	return f.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		removal, err := tx.Removals.Get(ctx, task.User, task.Removal)
		if errors.Is(err, fault.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if !removal.Finish(now) {
			return nil
		}
		if err := tx.Factors.RemoveTOTP(ctx, task.User); err != nil {
			return err
		}
		if err := tx.Factors.SetRecoveryCodes(ctx, task.User, nil); err != nil {
			return err
		}
		passkeys, err := tx.Passkeys.List(ctx, task.User)
		if err != nil {
			return err
		}
		for _, passkey := range passkeys {
			if err := tx.Passkeys.Delete(ctx, task.User, passkey.ID); err != nil {
				return err
			}
		}
		if err := tx.Devices.EndOthers(ctx, task.User, identity.Actor{}, now, identity.RevokedChanged); err != nil {
			return err
		}
		if err := tx.Links.End(ctx, task.User, now, identity.LinkDropFactor, identity.LinkKeepFactor); err != nil {
			return err
		}
		if err := tx.Removals.Update(ctx, removal); err != nil {
			return err
		}
		return tx.Outbox.Enqueue(ctx, identity.NewNotice(task.User, identity.NoticeFactorsGone, removal.App, now))
	})
}
