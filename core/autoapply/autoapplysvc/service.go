// Package autoapplysvc is applying on somebody's behalf. Service is the person's side:
// start, answer, approve, stop and settle. Engine is the worker's side: read a form,
// fill it, verify it, send it once, and clear away runs that died.
package autoapplysvc

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of this service may touch.
type Tx struct {
	Applications ports.ApplicationStore
	Records      ports.ApplicationRecords
	Attempts     ports.AttemptStore
	Bank         ports.AnswerStore
	Events       ports.EventLog
	Notices      ports.NotificationStore
	Outbox       ports.Outbox
}

// Deps are what the service needs.
type Deps struct {
	Work         ports.UnitOfWork[Tx]
	Jobs         ports.JobReader
	Sayings      Sayings
	Applications ports.ApplicationReader
	Attempts     ports.AttemptReader
	Blobs        ports.BlobStore
	Now          ports.Clock
}

// Service holds the use-cases.
type Service struct {
	work         ports.UnitOfWork[Tx]
	jobs         ports.JobReader
	said         Sayings
	applications ports.ApplicationReader
	attempts     ports.AttemptReader
	blobs        ports.BlobStore
	now          ports.Clock
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{
		work: d.Work, jobs: d.Jobs, said: d.Sayings,
		applications: d.Applications, attempts: d.Attempts, blobs: d.Blobs, now: d.Now,
	}
}

// Faults of applying.
var (
	ErrResumeUnread = fault.New(fault.Conflict, "applications.resume_unread",
		"This resume could not be read yet, so it cannot be sent. Pick another one, or wait until it is read.")
	ErrResumeDamaged = fault.New(fault.Conflict, "applications.resume_damaged",
		"The stored resume is no longer the file that you uploaded, so nothing was sent. Upload it again, then apply with that one.")
	ErrAttachmentDamaged = fault.New(fault.Conflict, "applications.attachment_damaged",
		"An attached file is no longer the one that you chose, so nothing was sent. Attach it again, then send the application.")
	ErrNoResume = fault.New(fault.Conflict, "applications.no_resume",
		"There is no resume to send yet. Upload one first, then apply.")
	ErrByHand = fault.New(fault.Conflict, "applications.by_hand",
		"This site does not allow forms to be filled for you. Open the posting and apply there; you can note the application here.")
	ErrUnderWay = fault.New(fault.Conflict, "applications.under_way",
		"This application is being filled right now, so it cannot be changed. Wait until it ends.")
)

// Draft is an application that is not sent yet, with the attempt that would send it.
type Draft struct {
	File    applications.File
	Attempt autoapply.Attempt
}

// owned loads the person's application and its newest attempt within a transaction.
func owned(ctx context.Context, tx Tx, actor identity.Actor, application id.Application) (applications.Application, autoapply.Attempt, error) {
	app, err := tx.Applications.Get(ctx, actor.User, application)
	if err != nil {
		return app, autoapply.Attempt{}, err
	}
	attempt, err := tx.Attempts.Latest(ctx, application)
	return app, attempt, err
}

// draft reads the application back for the answer of a use-case.
func (s *Service) draft(ctx context.Context, user id.User, application id.Application) (Draft, error) {
	file, err := s.applications.Get(ctx, user, application)
	if err != nil {
		return Draft{}, err
	}
	attempt, err := s.attempts.OfApplication(ctx, user, application)
	if err != nil && !errors.Is(err, autoapply.ErrNotFound) {
		return Draft{}, err
	}
	return Draft{File: file, Attempt: attempt}, nil
}

// note writes the timeline entry and the event of one step.
func note(ctx context.Context, tx Tx, app applications.Application, attempt autoapply.Attempt, kind applications.HistoryKind, text string, now time.Time) error {
	if err := tx.Records.AddEntry(ctx, applications.Entry{Application: app.ID, Kind: kind, Text: text, At: now}); err != nil {
		return fmt.Errorf("note %s: %w", kind, err)
	}
	return tx.Events.Append(ctx, autoapply.StepEvent(attempt, autoapply.StepFor(attempt.State), text, now))
}
