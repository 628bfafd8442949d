package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// AppointInput gives an account a role in the admin app; "" takes it away.
type AppointInput struct {
	Email string
	Role  identity.PlatformRole
}

// Validate answers every violation of the input.
func (in AppointInput) Validate() error {
	var c fault.Check
	identity.CheckEmail(&c, "email", identity.NormalEmail(in.Email))
	c.That(in.Role == "" || in.Role.Known(), "role", "unknown",
		"Choose one of super, moderator, support, finance and analyst, or none.")
	return c.Err()
}

// Appoint is for the operator's command line and asks for no actor: whoever reaches the
// database may do anything. It answers fault.ErrNotFound if nobody has the address, and
// ends the person's sign-ins everywhere, so that the change counts at once.
func (s *Service) Appoint(ctx context.Context, in AppointInput) (identity.User, error) {
	if err := in.Validate(); err != nil {
		return identity.User{}, err
	}
	var (
		now  = s.now()
		user identity.User
	)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		user, err = tx.Users.GetByEmail(ctx, identity.NormalEmail(in.Email))
		if errors.Is(err, fault.ErrNotFound) {
			return fault.ErrNotFound.With("Nobody has an account with this address. Register with it first.")
		}
		if err != nil {
			return err
		}
		user.PlatformRole, user.UpdatedAt = in.Role, now
		if err := tx.Users.Update(ctx, user); err != nil {
			return err
		}
		if err := tx.Sessions.DeleteAll(ctx, user.ID); err != nil {
			return err
		}
		return tx.Refresh.RevokeAll(ctx, user.ID, now, identity.RevokedSignedOut)
	})
	return user, err
}
