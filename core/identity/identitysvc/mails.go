package identitysvc

import (
	"context"
	"errors"
	"net/url"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// SendVerification is the handler of the task: it makes the link and mails it. The
// person's name is left out on purpose: whoever registers chooses it, and we would
// carry their words to a stranger.
func (s *Service) SendVerification(ctx context.Context, task identity.SendVerification) error {
	user, err := s.read.Users.Get(ctx, task.User)
	if errors.Is(err, fault.ErrNotFound) || err == nil && (user.Verified() || user.Status != identity.StatusActive) {
		return nil
	}
	if err != nil {
		return err
	}
	token, secret := identity.NewVerification(user, s.now())
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Verifications.Create(ctx, token) })
	if err != nil {
		return err
	}
	return s.mail(ctx, user.Email, "verification:"+token.ID.String(), letter{
		Subject: "Confirm your e-mail address",
		Before:  []string{"Confirm that this address is yours, so that applications can go out and answers can reach you."},
		Action:  "Confirm address",
		Link:    s.sites[task.App] + "/verify-email?token=" + url.QueryEscape(secret),
		After: []string{
			"The link works once, within 24 hours.",
			"If you did not register with ApplyForUs, ignore this mail: without the link, nothing happens.",
		},
	})
}

// SendAlreadyRegistered is the handler of the task: it tells the owner of an account
// that somebody tried to register with their address.
func (s *Service) SendAlreadyRegistered(ctx context.Context, task identity.SendAlreadyRegistered) error {
	user, err := s.read.Users.Get(ctx, task.User)
	if errors.Is(err, fault.ErrNotFound) || err == nil && user.Status == identity.StatusDeleted {
		return nil
	}
	if err != nil {
		return err
	}
	return s.mail(ctx, user.Email, "already-registered:"+task.Request.String(), letter{
		Subject: "You already have an account",
		Before: []string{
			"Somebody, most likely you, tried to register with this address. It has an account already, so nothing was changed.",
			"Sign in with the password that you chose then.",
		},
		Action: "Sign in",
		Link:   s.sites[task.App] + "/login",
		After:  []string{"If it was not you, there is nothing to do: nobody learned that you have an account."},
	})
}
