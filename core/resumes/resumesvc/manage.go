package resumesvc

import (
	"context"
	"slices"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
)

// EditInput says what to change about a resume.
type EditInput struct {
	Actor   identity.Actor
	Resume  id.Resume
	Name    *string // nil = as it is
	Default bool    // true makes it the default; there is no other way to lose that place
}

// Edit renames a resume and makes it the default, both or neither.
func (s *Service) Edit(ctx context.Context, in EditInput) (resumes.Resume, error) {
	if err := in.Actor.Require(); err != nil {
		return resumes.Resume{}, err
	}
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		all, err := tx.Resumes.OfUser(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(r resumes.Resume) bool { return r.ID == in.Resume })
		if at < 0 {
			return resumes.ErrNotFound
		}
		if in.Name != nil {
			if err := all[at].Rename(*in.Name, s.now()); err != nil {
				return err
			}
			if err := tx.Resumes.Update(ctx, all[at]); err != nil {
				return err
			}
			all[at].Version++
		}
		if in.Default {
			return makeDefault(ctx, tx, all, in.Resume)
		}
		return nil
	})
	if err != nil {
		return resumes.Resume{}, err
	}
	return s.resumes.Get(ctx, in.Actor.User, in.Resume)
}

// Delete removes a resume and later its file. It answers resumes.ErrInUse when an
// application was made with it. Facts that were taken over from it stay.
func (s *Service) Delete(ctx context.Context, actor identity.Actor, resume id.Resume) error {
	if err := actor.Require(); err != nil {
		return err
	}
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		all, err := tx.Resumes.OfUser(ctx, actor.User)
		if err != nil {
			return err
		}
		if err := tx.Resumes.Delete(ctx, actor.User, resume); err != nil {
			return err
		}
		rest := slices.DeleteFunc(all, func(r resumes.Resume) bool { return r.ID == resume })
		if err := keepDefault(ctx, tx, rest); err != nil {
			return err
		}
		return tx.Outbox.Enqueue(ctx, resumes.DiscardTask{User: actor.User, Resume: resume})
	})
}
