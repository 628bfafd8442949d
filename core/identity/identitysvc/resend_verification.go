package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// ResendVerificationInput asks for a new link: for one's own address when signed in,
// else for the address given.
type ResendVerificationInput struct {
	Actor  identity.Actor
	Email  string // of a visitor
	App    identity.App
	Client identity.Client
}

// ResendVerification mails a new link if the address has an account and is not confirmed
// yet. A visitor cannot tell whether it was: an unknown address causes a task as well,
// for an account that does not exist. It answers identity.ErrTooManyAttempts.
func (s *Service) ResendVerification(ctx context.Context, in ResendVerificationInput) error {
	email := in.Actor.Email
	if !in.Actor.SignedIn() {
		email = identity.NormalEmail(in.Email)
		var c fault.Check
		if identity.CheckEmail(&c, "email", email); c.Err() != nil {
			return c.Err()
		}
	}
	if err := s.take(ctx, mailByNetwork, in.Client.Network()); err != nil {
		return err
	}
	if err := s.take(ctx, mailByAddress, masked(email)); err != nil {
		return err
	}
	nobody := identity.NewUser(email, "", "", s.now())
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		user, err := tx.Users.GetByEmail(ctx, email)
		if errors.Is(err, fault.ErrNotFound) {
			user, err = nobody, nil
		}
		if err != nil {
			return err
		}
		return tx.Outbox.Enqueue(ctx, identity.SendVerification{User: user.ID, App: in.App})
	})
}
