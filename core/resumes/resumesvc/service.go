// Package resumesvc is what people do with resumes: upload one, have it read, check
// what was found, and keep it as facts of their profile. It must not know how a file
// is read or where it is kept.
package resumesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of this service may touch.
type Tx struct {
	Resumes  ports.ResumeStore
	Profiles ports.ProfileStore
	Outbox   ports.Outbox
}

// Deps are what the service needs.
type Deps struct {
	Work      ports.UnitOfWork[Tx]
	Resumes   ports.ResumeReader
	Documents ports.DocumentReader
	Blobs     ports.BlobStore
	Now       ports.Clock
}

// Service holds the use-cases.
type Service struct {
	work      ports.UnitOfWork[Tx]
	resumes   ports.ResumeReader
	documents ports.DocumentReader
	blobs     ports.BlobStore
	now       ports.Clock
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{work: d.Work, resumes: d.Resumes, documents: d.Documents, blobs: d.Blobs, now: d.Now}
}

// change loads the person's resume, changes it and answers it as it was stored.
func (s *Service) change(ctx context.Context, actor identity.Actor, resume id.Resume, fn func(context.Context, Tx, *resumes.Resume) error) (resumes.Resume, error) {
	if err := actor.Require(); err != nil {
		return resumes.Resume{}, err
	}
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		r, err := tx.Resumes.Get(ctx, actor.User, resume)
		if err != nil {
			return err
		}
		if err := fn(ctx, tx, &r); err != nil {
			return err
		}
		return tx.Resumes.Update(ctx, r)
	})
	if err != nil {
		return resumes.Resume{}, err
	}
	return s.resumes.Get(ctx, actor.User, resume)
}
