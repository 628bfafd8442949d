package identitysvc

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// ChangePasswordInput sets a new password for somebody who is signed in.
type ChangePasswordInput struct {
	Actor   identity.Actor
	Current string // not needed from somebody who has just shown who they are, or who has none
	New     string
}

// ChangePassword sets a new password and signs the actor's other devices out; the owner is
// told by mail. Who cannot say the present one must have shown in another way who they are:
// it answers identity.ErrProofNeeded then. It answers identity.ErrWrongPassword as a
// violation of "currentPassword", and identity.ErrTooManyAttempts.
func (a *Account) ChangePassword(ctx context.Context, in ChangePasswordInput) error {
	if err := in.Actor.Require(); err != nil {
		return err
	}
	user, err := a.read.Users.Get(ctx, in.Actor.User)
	if err != nil {
		return err
	}
	var c fault.Check
	identity.CheckPassword(&c, "password", in.New, user.Email, user.Name)
	now := a.now()
	switch fresh := in.Actor.RequireFresh(now); {
	case in.Current != "" && user.PasswordHash != "":
		if err := a.current(ctx, &c, user, in.Current); err != nil {
			return err
		}
	case fresh != nil:
		return fresh
	}
	if err := c.Err(); err != nil {
		return err
	}
	hash, err := a.passwords.Hash(ctx, in.New)
	if err != nil {
		return err
	}
	return a.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		user, err := tx.Users.Get(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		return setPassword(ctx, tx, user, hash, in.Actor, now)
	})
}

// current notes a present password that is not right.
func (a *Account) current(ctx context.Context, c *fault.Check, user identity.User, password string) error {
	if err := a.try(ctx, answeringKey(user.ID), guessing); err != nil {
		return err
	}
	matches := false
	if len(password) <= absurdPassword {
		var err error
		if matches, err = a.passwords.Matches(ctx, user.PasswordHash, password); err != nil {
			return err
		}
	}
	if !matches {
		c.Add("currentPassword", "wrong", identity.ErrWrongPassword.Message)
		return nil
	}
	return a.forgive(ctx, answeringKey(user.ID))
}

// setPassword stores a new password within a unit of work and ends what the old one may
// have opened to others: their sign-ins, and links that set yet another password.
func setPassword(ctx context.Context, tx Tx, user identity.User, hash string, keep identity.Actor, now time.Time) error {
	user.PasswordHash, user.UpdatedAt = hash, now
	if err := tx.Users.Update(ctx, user); err != nil {
		return err
	}
	if err := tx.Links.End(ctx, user.ID, now, identity.LinkReset); err != nil {
		return err
	}
	if err := tx.Devices.EndOthers(ctx, user.ID, keep, now, identity.RevokedChanged); err != nil {
		return err
	}
	return tx.Outbox.Enqueue(ctx, identity.NewNotice(user.ID, identity.NoticePasswordChanged, keep.App, now))
}

// ForgotPasswordInput asks for a link that sets a new password.
type ForgotPasswordInput struct {
	Email  string
	App    identity.App
	Client identity.Client
}

// Validate answers what is wrong with the address in its normal form.
func (in ForgotPasswordInput) Validate() error {
	var c fault.Check
	identity.CheckEmail(&c, "email", identity.NormalEmail(in.Email))
	return c.Err()
}

// ForgotPassword mails a link if the address has an account. Nobody can tell whether it
// was: an unknown address causes a task as well, for an account that does not exist. It
// answers identity.ErrTooManyAttempts.
func (a *Account) ForgotPassword(ctx context.Context, in ForgotPasswordInput) error {
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
	nobody := identity.NewUser(email, "", "", a.now())
	return a.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		user, err := tx.Users.GetByEmail(ctx, email)
		if errors.Is(err, fault.ErrNotFound) {
			user, err = nobody, nil
		}
		if err != nil {
			return err
		}
		return tx.Outbox.Enqueue(ctx, identity.SendPasswordReset{User: user.ID, App: in.App})
	})
}

// ResetPasswordInput sets a new password with a mailed link.
type ResetPasswordInput struct {
	Token    string
	Password string
	App      identity.App
}

// ResetPassword sets a new password and signs the person out everywhere. It lets nobody in:
// who has a second factor needs it at the next sign-in as always. The link has reached the
// mailbox, so the address counts as confirmed. It answers identity.ErrLinkInvalid or
// identity.ErrLinkTooLate.
func (a *Account) ResetPassword(ctx context.Context, in ResetPasswordInput) error {
	now := a.now()
	link, err := a.read.Links.Find(ctx, identity.LinkReset, identity.HashToken(strings.TrimSpace(in.Token)))
	if errors.Is(err, fault.ErrNotFound) {
		return identity.ErrLinkInvalid
	}
	if err != nil {
		return err
	}
	if err := link.Check(now); err != nil {
		return err
	}
	user, err := a.read.Users.Get(ctx, link.User)
	if err != nil {
		return err
	}
	var c fault.Check
	identity.CheckPassword(&c, "password", in.Password, user.Email, user.Name)
	if err := c.Err(); err != nil {
		return err
	}
	hash, err := a.passwords.Hash(ctx, in.Password)
	if err != nil {
		return err
	}
	return a.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		link, err := useLink(ctx, tx, identity.LinkReset, in.Token, now)
		if err != nil {
			return err
		}
		user, err := tx.Users.Get(ctx, link.User)
		if err != nil {
			return err
		}
		if user.Email != link.Email || user.Status != identity.StatusActive {
			return identity.ErrLinkInvalid
		}
		user.Verify(now)
		if err := tx.Known.Forget(ctx, user.ID); err != nil {
			return err
		}
		return setPassword(ctx, tx, user, hash, identity.Actor{App: in.App}, now)
	})
}
