// Package applicationsvc is keeping track of applications: list and board, moving,
// planning, notes and evidence. Preparing and sending them is autoapplysvc.
package applicationsvc

import (
	"context"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of this service may touch.
type Tx struct {
	Applications ports.ApplicationStore
	Records      ports.ApplicationRecords
}

// Deps are what the service needs.
type Deps struct {
	Work         ports.UnitOfWork[Tx]
	Applications ports.ApplicationReader
	Attempts     ports.AttemptReader
	Blobs        ports.BlobStore
	Now          ports.Clock
}

// Service holds the use-cases.
type Service struct {
	work         ports.UnitOfWork[Tx]
	applications ports.ApplicationReader
	attempts     ports.AttemptReader
	blobs        ports.BlobStore
	now          ports.Clock
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{work: d.Work, applications: d.Applications, attempts: d.Attempts, blobs: d.Blobs, now: d.Now}
}

// change loads the person's application, changes it and reads it back.
func (s *Service) change(ctx context.Context, actor identity.Actor, application id.Application, fn func(context.Context, Tx, *applications.Application) error) (Detail, error) {
	if err := actor.Require(); err != nil {
		return Detail{}, err
	}
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		app, err := tx.Applications.Get(ctx, actor.User, application)
		if err != nil {
			return err
		}
		if err := fn(ctx, tx, &app); err != nil {
			return err
		}
		return tx.Applications.Update(ctx, app)
	})
	if err != nil {
		return Detail{}, err
	}
	return s.Get(ctx, actor, application)
}
