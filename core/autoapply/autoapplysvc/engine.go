package autoapplysvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports"
)

const (
	// lease is how long a run may be silent before it counts as dead. Every step
	// extends it, and no step may take longer than stepTimeout.
	lease       = 2 * time.Minute
	stepTimeout = 90 * time.Second
	// RunTimeout bounds a whole run; the queue's policy for RunAttempt uses it.
	RunTimeout = 5 * time.Minute
	recoverMax = 100
)

// EngineDeps are what the worker's side needs.
type EngineDeps struct {
	Work         ports.UnitOfWork[Tx]
	Sayings      Sayings
	Applications ports.ApplicationReader
	Attempts     ports.AttemptReader
	Browser      ports.FormBrowser
	Blobs        ports.BlobStore
	Waker        ports.Waker
	Now          ports.Clock
}

// Engine takes approved applications through their forms.
type Engine struct {
	EngineDeps

	// Checkpoint, when set, is told the name of each point of a run at which a killed
	// worker must leave a state that never leads to a second click: claimed, opened,
	// filled, verified, committed, clicked. Tests kill there.
	Checkpoint func(name string)
}

// NewEngine makes the engine.
func NewEngine(deps EngineDeps) *Engine { return &Engine{EngineDeps: deps} }

func (e *Engine) at(name string) {
	if e.Checkpoint != nil {
		e.Checkpoint(name)
	}
}

// Run takes one approved attempt through its form. Delivered twice, the second finds
// the attempt claimed or past its click and does nothing.
func (e *Engine) Run(ctx context.Context, task autoapply.RunAttempt) error {
	r := &run{Engine: e, name: id.Make[id.Attempt](e.Now()).String()}
	err := e.change(ctx, task.AttemptID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Claim(r.name, now, lease); err != nil {
			return err
		}
		r.attempt = *attempt
		return tx.Events.Append(ctx, autoapply.StepEvent(*attempt, autoapply.StepOpening, "A browser opens the form.", now))
	})
	switch {
	case fault.As(err) != nil:
		return nil //nolint:nilerr // taken, sent, changed or withdrawn in the meantime: nothing to do
	case err != nil:
		return err
	}
	e.at("claimed")
	return r.through(ctx)
}

// Recover clears away runs whose worker died: before the click they are queued anew,
// after it they are held for the person.
func (e *Engine) Recover(ctx context.Context, _ autoapply.RecoverAttempts) error {
	lapsed, err := e.Attempts.Lapsed(ctx, e.Now(), recoverMax)
	if err != nil {
		return err
	}
	var failed error
	for _, attempt := range lapsed {
		if err := e.recoverOne(ctx, attempt); err != nil && fault.As(err) == nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (e *Engine) recoverOne(ctx context.Context, lapsed id.Attempt) error {
	return e.change(ctx, lapsed, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if !attempt.Recover(now) {
			return nil
		}
		if attempt.State == autoapply.StateApproved {
			if err := tx.Outbox.Enqueue(ctx, autoapply.RunAttempt{AttemptID: attempt.ID}); err != nil {
				return err
			}
			return tx.Events.Append(ctx, autoapply.StepEvent(*attempt, autoapply.StepQueued, "The worker stopped before anything was sent; it is started again.", now))
		}
		return unconfirmed(ctx, tx, *attempt, now)
	})
}

// change loads an attempt, changes it, stores it and wakes the pages that watch.
func (e *Engine) change(ctx context.Context, attempt id.Attempt, fn func(context.Context, Tx, *autoapply.Attempt, time.Time) error) error {
	now := e.Now()
	var topic string
	err := e.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		current, err := tx.Attempts.Get(ctx, attempt)
		if err != nil {
			return err
		}
		topic = autoapply.EventTopic(current.ApplicationID)
		if err := fn(ctx, tx, &current, now); err != nil {
			return err
		}
		return tx.Attempts.Update(ctx, current)
	})
	if err != nil {
		return err
	}
	_ = e.Waker.Wake(ctx, topic) // a lost wake only delays the page
	return nil
}
