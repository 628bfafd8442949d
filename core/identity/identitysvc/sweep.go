package identitysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/identity"
)

// Sweep is the handler of the task. Running it twice is harmless.
func (s *Service) Sweep(ctx context.Context, _ identity.Sweep) error {
	now := s.now()
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		for _, sweep := range []struct {
			old    func(context.Context, time.Time) (int, error)
			before time.Time
		}{
			{tx.Sessions.DeleteExpired, now},
			{tx.Refresh.DeleteExpired, now},
			{tx.Verifications.DeleteExpired, now},
			{tx.Challenges.DeleteExpired, now},
			{tx.Passkeys.DeleteAnswered, now},
			{tx.Links.DeleteExpired, now},
			{tx.EmailChanges.DeleteOld, now.Add(-identity.VerificationLife - identity.EmailUndoLife)},
			{tx.Known.DeleteUnused, now.Add(-identity.KnownDeviceLife)},
		} {
			if _, err := sweep.old(ctx, sweep.before); err != nil {
				return err
			}
		}
		return nil
	})
}
