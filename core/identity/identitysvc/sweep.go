package identitysvc

import (
	"context"

	"github.com/applyforus/applyforus/core/identity"
)

// Sweep is the handler of the task: it deletes sessions, token families and links that
// have expired. Running it twice is harmless.
func (s *Service) Sweep(ctx context.Context, _ identity.Sweep) error {
	now := s.now()
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		if _, err := tx.Sessions.DeleteExpired(ctx, now); err != nil {
			return err
		}
		if _, err := tx.Refresh.DeleteExpired(ctx, now); err != nil {
			return err
		}
		_, err := tx.Verifications.DeleteExpired(ctx, now)
		return err
	})
}
