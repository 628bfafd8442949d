package apikeysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// RotateInput names a key and for how long the old one still counts.
type RotateInput struct {
	Actor   identity.Actor
	Key     id.APIKey
	Overlap time.Duration
}

// Validate answers every violation of the input.
func (in RotateInput) Validate() error {
	var c fault.Check
	c.That(in.Overlap >= 0 && in.Overlap <= identity.MaxAPIKeyOver, "overlapHours", "out_of_range", "Let the old key count for 0 to 168 more hours.")
	return c.Err()
}

// Rotate makes the key that follows. It answers fault.ErrNotFound for a key that is not
// theirs, and identity.ErrAPIKeyEnded.
func (s *Service) Rotate(ctx context.Context, in RotateInput) (Made, error) {
	if err := s.mayChange(ctx, in.Actor); err != nil {
		return Made{}, err
	}
	if err := in.Validate(); err != nil {
		return Made{}, err
	}
	var (
		made Made
		now  = s.now()
	)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		old, err := tx.Keys.Get(ctx, in.Actor.User, in.Actor.App, in.Key)
		if err != nil {
			return err
		}
		if made.Key, made.Text, err = old.Rotate(in.Overlap, now); err != nil {
			return err
		}
		if err := tx.Keys.Create(ctx, made.Key); err != nil {
			return err
		}
		return tx.Keys.End(ctx, old)
	})
	if err != nil {
		return Made{}, err
	}
	return made, nil
}
