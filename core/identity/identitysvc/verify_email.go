package identitysvc

import (
	"context"
	"errors"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// VerifyEmailInput is the secret of a mailed link.
type VerifyEmailInput struct{ Token string }

// Validate answers a missing token.
func (in VerifyEmailInput) Validate() error {
	var c fault.Check
	c.Required("token", in.Token, "The link is not complete. Open it from the mail again, or copy all of it.")
	return c.Err()
}

// VerifiedEmail tells whether the link did something.
type VerifiedEmail struct {
	Already bool // the address was confirmed before
}

// VerifyEmail confirms the address that a link was mailed to. A link works once; using
// one for an address that is confirmed already says so and is no error. It answers
// identity.ErrLinkInvalid or identity.ErrLinkExpired.
func (s *Service) VerifyEmail(ctx context.Context, in VerifyEmailInput) (VerifiedEmail, error) {
	if err := in.Validate(); err != nil {
		return VerifiedEmail{}, err
	}
	var (
		now = s.now()
		out VerifiedEmail
	)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		token, err := tx.Verifications.Find(ctx, identity.HashToken(strings.TrimSpace(in.Token)))
		if errors.Is(err, fault.ErrNotFound) {
			return identity.ErrLinkInvalid
		}
		if err != nil {
			return err
		}
		user, err := tx.Users.Get(ctx, token.User)
		if err != nil {
			return err
		}
		if out.Already = user.Verified() && token.Email == user.Email; out.Already {
			return nil
		}
		if err := token.Check(user, now); err != nil {
			return err
		}
		user.Verify(now)
		if err := tx.Users.Update(ctx, user); err != nil {
			return err
		}
		return tx.Verifications.Use(ctx, user.ID, token.ID, now)
	})
	return out, err
}
