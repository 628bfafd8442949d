package autoapplysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/fault"
)

// Prepare reads the questions of a form that its feed does not tell, and looks for
// answers. Nothing is filled. Run again it reads them again, until the attempt has
// moved on.
func (e *Engine) Prepare(ctx context.Context, task autoapply.PrepareAttempt) error {
	r := &run{Engine: e}
	err := e.change(ctx, task.AttemptID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := r.holds(attempt, now); err != nil {
			return err
		}
		r.attempt = *attempt
		return tx.Events.Append(ctx, autoapply.StepEvent(*attempt, autoapply.StepOpening, "A browser opens the form to read its questions.", now))
	})
	switch {
	case fault.As(err) != nil:
		return nil // prepared, stopped or gone in the meantime
	case err != nil:
		return err
	}
	err = r.readForm(ctx)
	if r.session != nil {
		defer r.session.Close()
	}
	return r.settle(ctx, err)
}

// readForm always answers an error; errStopped says that the questions are recorded.
func (r *run) readForm(ctx context.Context) error {
	if err := r.load(ctx); err != nil {
		return err
	}
	page, err := r.open(ctx)
	if err != nil {
		return err
	}
	answers := r.said.answer(page.Form.Fields)
	return r.finish(ctx, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := settleAnswers(attempt, answers, now); err != nil {
			return err
		}
		if err := tx.Records.PutAnswers(ctx, attempt.ApplicationID, answers); err != nil {
			return err
		}
		return note(ctx, tx, r.file.Application, *attempt, applications.HistoryStarted, "The form's questions were read from its page.", now)
	})
}
