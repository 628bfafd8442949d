package jobsvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// SavedTx is what one transaction about saved jobs may touch.
type SavedTx struct {
	Saved ports.SavedJobStore
}

// Saved is what a person does with jobs that they keep.
type Saved struct {
	uow   ports.UnitOfWork[SavedTx]
	saved ports.SavedJobReader
	now   ports.Clock
}

// NewSaved makes the service.
func NewSaved(uow ports.UnitOfWork[SavedTx], saved ports.SavedJobReader, now ports.Clock) *Saved {
	return &Saved{uow: uow, saved: saved, now: now}
}

// Save keeps a job for the person; saving it again changes nothing. It answers
// jobs.ErrJobNotFound.
func (s *Saved) Save(ctx context.Context, actor identity.Actor, job id.Job) error {
	if err := actor.Require(); err != nil {
		return err
	}
	return s.uow.Do(ctx, func(ctx context.Context, tx SavedTx) error {
		return tx.Saved.Save(ctx, actor.User, job, s.now())
	})
}

// Unsave forgets a saved job; one that is not saved is no error.
func (s *Saved) Unsave(ctx context.Context, actor identity.Actor, job id.Job) error {
	if err := actor.Require(); err != nil {
		return err
	}
	return s.uow.Do(ctx, func(ctx context.Context, tx SavedTx) error {
		return tx.Saved.Unsave(ctx, actor.User, job)
	})
}

// List answers the person's saved jobs, latest first, closed ones included.
func (s *Saved) List(ctx context.Context, actor identity.Actor, req page.Request) (page.Page[jobs.Saved], error) {
	if err := actor.Require(); err != nil {
		return page.Page[jobs.Saved]{}, err
	}
	return s.saved.List(ctx, actor.User, req)
}

// Among tells which of the jobs the person saved; none for a visitor.
func (s *Saved) Among(ctx context.Context, actor identity.Actor, candidates []id.Job) (map[id.Job]bool, error) {
	if !actor.SignedIn() || len(candidates) == 0 {
		return map[id.Job]bool{}, nil
	}
	return s.saved.Among(ctx, actor.User, candidates)
}
