package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// LogoutInput says what ends: the actor's own session or token family, and the family
// of RefreshToken when one is given.
type LogoutInput struct {
	Actor        identity.Actor
	App          identity.App
	RefreshToken string // optional; whoever holds it may end it
}

// Logout ends a sign-in, with its access tokens. Ending what has ended already is no error.
func (s *Service) Logout(ctx context.Context, in LogoutInput) error {
	now := s.now()
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		if in.RefreshToken != "" {
			family, _, _, err := tx.Refresh.Find(ctx, identity.HashToken(in.RefreshToken))
			if err != nil && !errors.Is(err, fault.ErrNotFound) {
				return err
			}
			if err == nil && family.App == in.App {
				if err := tx.Refresh.Revoke(ctx, family.User, family.ID, now, identity.RevokedSignedOut); err != nil {
					return err
				}
			}
		}
		if !in.Actor.Session.IsZero() {
			if err := tx.Sessions.Delete(ctx, in.Actor.User, in.Actor.Session); err != nil {
				return err
			}
		}
		if in.Actor.Family.IsZero() {
			return nil
		}
		return tx.Refresh.Revoke(ctx, in.Actor.User, in.Actor.Family, now, identity.RevokedSignedOut)
	})
}
