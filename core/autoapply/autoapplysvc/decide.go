package autoapplysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// DecideInput names an application that the person decides about.
type DecideInput struct {
	Actor       identity.Actor
	Application id.Application
}

// Approve says: send this. A worker takes it from here. It answers
// identity.ErrUnverified until the address is confirmed, and autoapply.ErrWrongState
// unless every required question is answered.
func (s *Service) Approve(ctx context.Context, in DecideInput) (Draft, error) {
	if err := in.Actor.RequireVerified(); err != nil {
		return Draft{}, err
	}
	return s.decide(ctx, in, func(ctx context.Context, tx Tx, app *applications.Application, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Approve(now); err != nil {
			return err
		}
		if err := tx.Outbox.Enqueue(ctx, autoapply.RunAttempt{AttemptID: attempt.ID}); err != nil {
			return err
		}
		return note(ctx, tx, *app, *attempt, applications.HistoryApproved, "You approved every answer and asked to send it.", now)
	})
}

// Withdraw stops an application that is not sent, or notes that the person withdrew
// one that is; what was received elsewhere cannot be called back from here.
func (s *Service) Withdraw(ctx context.Context, in DecideInput) (Draft, error) {
	if err := in.Actor.Require(); err != nil {
		return Draft{}, err
	}
	return s.decide(ctx, in, func(ctx context.Context, tx Tx, app *applications.Application, attempt *autoapply.Attempt, now time.Time) error {
		text := "You withdrew this application. The employer is not told by us; write to them if you want them to know."
		switch {
		case attempt.State == autoapply.StateRejectedByForm:
			text = "You stopped this application. Nothing was received."
		case !attempt.Submitted():
			if !attempt.Settled() {
				if err := attempt.Decline(now); err != nil {
					return err
				}
			}
			text = "You stopped this application. Nothing was sent."
		}
		if err := app.Move(applications.StageWithdrawn, now); err != nil {
			return err
		}
		return note(ctx, tx, *app, *attempt, applications.HistoryStopped, text, now)
	})
}

// SettleInput is what the person found out about an unconfirmed application.
type SettleInput struct {
	DecideInput

	Received bool
}

// Settle takes the person's word on whether an unconfirmed application was received.
// If it was not, the person may apply again.
func (s *Service) Settle(ctx context.Context, in SettleInput) (Draft, error) {
	if err := in.Actor.Require(); err != nil {
		return Draft{}, err
	}
	return s.decide(ctx, in.DecideInput, func(ctx context.Context, tx Tx, app *applications.Application, attempt *autoapply.Attempt, now time.Time) error {
		if attempt.State != autoapply.StateUnconfirmed {
			return autoapply.ErrWrongState
		}
		outcome := autoapply.Outcome{Result: autoapply.RejectedByForm, Errors: []string{"You said that it did not arrive."}}
		kind, text := applications.HistoryStopped, "You said that this application did not arrive. You may apply again."
		if in.Received {
			outcome = autoapply.Outcome{Result: autoapply.Confirmed}
			kind, text = applications.HistoryConfirmed, "You said that the employer confirmed this application."
			app.MarkApplied(attempt.SubmitAttemptedAt)
		}
		if err := attempt.Conclude(outcome, now); err != nil {
			return err
		}
		return note(ctx, tx, *app, *attempt, kind, text, now)
	})
}

// decide runs one decision over an application and its newest attempt.
func (s *Service) decide(ctx context.Context, in DecideInput, change func(context.Context, Tx, *applications.Application, *autoapply.Attempt, time.Time) error) (Draft, error) {
	now := s.now()
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		app, attempt, err := owned(ctx, tx, in.Actor, in.Application)
		if err != nil {
			return err
		}
		if err := change(ctx, tx, &app, &attempt, now); err != nil {
			return err
		}
		app.UpdatedAt = now
		if err := tx.Applications.Update(ctx, app); err != nil {
			return err
		}
		return tx.Attempts.Update(ctx, attempt)
	})
	if err != nil {
		return Draft{}, err
	}
	return s.draft(ctx, in.Actor.User, in.Application)
}
