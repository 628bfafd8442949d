package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// ChangeEmailInput asks for another address.
type ChangeEmailInput struct {
	Actor  identity.Actor
	Email  string
	Client identity.Client
}

// Validate answers what is wrong with the address in its normal form.
func (in ChangeEmailInput) Validate() error {
	var c fault.Check
	email := identity.NormalEmail(in.Email)
	identity.CheckEmail(&c, "email", email)
	c.That(email != in.Actor.Email, "email", "same", "This is your address already. Write the new one.")
	return c.Err()
}

// ChangeEmail mails the new address a link; nothing changes until it is followed. Nobody can
// tell whether the address has an account already: its owner is told by mail instead. It
// answers identity.ErrProofNeeded or identity.ErrTooManyAttempts.
func (a *Account) ChangeEmail(ctx context.Context, in ChangeEmailInput) error {
	now := a.now()
	if err := in.Actor.RequireFresh(now); err != nil {
		return err
	}
	if err := in.Validate(); err != nil {
		return err
	}
	email := identity.NormalEmail(in.Email)
	if err := a.take(ctx, mailByNetwork, in.Client.Network()); err != nil {
		return err
	}
	if err := a.take(ctx, mailByAddress, masked(email)); err != nil {
		return err
	}
	return a.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		user, err := tx.Users.Get(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		change := identity.NewEmailChange(user, email, in.Actor.App, now)
		if err := tx.EmailChanges.Create(ctx, change); err != nil {
			return err
		}
		owner, err := tx.Users.GetByEmail(ctx, email)
		switch {
		case errors.Is(err, fault.ErrNotFound):
			return tx.Outbox.Enqueue(ctx, identity.SendEmailConfirm{User: user.ID, Change: change.ID})
		case err != nil:
			return err
		}
		return tx.Outbox.Enqueue(ctx, identity.NewNotice(owner.ID, identity.NoticeAddressWanted, in.Actor.App, now))
	})
}

// EmailLinkInput is the secret of a mailed link about a change of address.
type EmailLinkInput struct{ Token string }

// Validate answers a missing token.
func (in EmailLinkInput) Validate() error { return VerifyEmailInput(in).Validate() }

// ConfirmEmail makes the new address the account's and tells the old one, which can take it
// back. It answers identity.ErrLinkInvalid or identity.ErrLinkTooLate.
func (a *Account) ConfirmEmail(ctx context.Context, in EmailLinkInput) error {
	now := a.now()
	err := a.follow(ctx, in, identity.LinkNewEmail, func(ctx context.Context, tx Tx, change identity.EmailChange, user identity.User) error {
		if err := change.Confirm(&user, now); err != nil {
			return err
		}
		if err := tx.Users.Update(ctx, user); err != nil {
			return err
		}
		if err := tx.EmailChanges.Update(ctx, change); err != nil {
			return err
		}
		if err := tx.Links.End(ctx, user.ID, now, identity.LinkReset, identity.LinkNewEmail); err != nil {
			return err
		}
		return tx.Outbox.Enqueue(ctx, identity.SendEmailChanged{User: user.ID, Change: change.ID})
	})
	if errors.Is(err, identity.ErrEmailTaken) { // by an account that was made after the change was asked for
		return identity.ErrLinkInvalid
	}
	return err
}

// UndoEmail makes the old address the account's again. Whoever changed it may be a thief, so
// everybody is signed out, and no other link about the account works any more. It answers
// identity.ErrLinkInvalid or identity.ErrLinkTooLate.
func (a *Account) UndoEmail(ctx context.Context, in EmailLinkInput) error {
	now := a.now()
	err := a.follow(ctx, in, identity.LinkUndoEmail, func(ctx context.Context, tx Tx, change identity.EmailChange, user identity.User) error {
		if err := change.Undo(&user, now); err != nil {
			return err
		}
		if err := tx.Users.Update(ctx, user); err != nil {
			return err
		}
		if err := tx.EmailChanges.Update(ctx, change); err != nil {
			return err
		}
		err := tx.Links.End(ctx, user.ID, now, identity.LinkReset, identity.LinkNewEmail, identity.LinkUndoEmail, identity.LinkDropFactor)
		if err != nil {
			return err
		}
		if err := tx.Known.Forget(ctx, user.ID); err != nil {
			return err
		}
		return tx.Devices.EndOthers(ctx, user.ID, identity.Actor{}, now, identity.RevokedChanged)
	})
	if errors.Is(err, identity.ErrEmailTaken) { // somebody registered with it since
		return identity.ErrLinkInvalid
	}
	return err
}

// follow uses a mailed link about a change of address.
func (a *Account) follow(
	ctx context.Context, in EmailLinkInput, purpose identity.LinkPurpose,
	act func(ctx context.Context, tx Tx, change identity.EmailChange, user identity.User) error,
) error {
	if err := in.Validate(); err != nil {
		return err
	}
	return a.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		link, err := useLink(ctx, tx, purpose, in.Token, a.now())
		if err != nil {
			return err
		}
		change, err := tx.EmailChanges.Get(ctx, link.User, link.About)
		if err != nil {
			return err
		}
		user, err := tx.Users.Get(ctx, link.User)
		if err != nil {
			return err
		}
		return act(ctx, tx, change, user)
	})
}
