package resumesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
)

// ConfirmInput is the draft as the person left it.
type ConfirmInput struct {
	Actor   identity.Actor
	Resume  id.Resume
	Version int // of the resume when the draft was shown; another one answers fault.ErrStale
	Facts   resumes.Facts
}

// Confirm keeps the checked draft and takes its facts over into the profile, both or
// neither. It answers every violation of the facts, and resumes.ErrWrongStatus for a
// resume that was not read.
func (s *Service) Confirm(ctx context.Context, in ConfirmInput) (resumes.Resume, error) {
	if err := in.Actor.Require(); err != nil {
		return resumes.Resume{}, err
	}
	if err := in.Facts.Check(); err != nil {
		return resumes.Resume{}, err
	}
	now := s.now()
	return s.change(ctx, in.Actor, in.Resume, func(ctx context.Context, tx Tx, r *resumes.Resume) error {
		if r.Version != in.Version {
			return fault.ErrStale
		}
		draft := r.Draft.Correct(in.Facts)
		if err := r.Confirm(draft, now); err != nil {
			return err
		}
		mine, err := tx.Profiles.Get(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		return tx.Profiles.Put(ctx, mine.TakeOver(factsOf(draft, r.ID, now), r.ID), now)
	})
}
