package autoapplysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/fault"
)

// The end of a run goes on while the process stops, within these limits. Together they
// are shorter than the lease, so that nobody takes the run for dead meanwhile.
const (
	clickTimeout  = 60 * time.Second // for the press and the page's answer
	proofTimeout  = 15 * time.Second // for the picture of it
	recordTimeout = 20 * time.Second // for writing it down
	recordPause   = 500 * time.Millisecond
)

// submit commits that the button is about to be pressed, presses it once, and records
// what the page answered. From the commit on nothing is ever retried: whatever is not
// known for sure ends as unconfirmed, for the person.
func (r *run) submit(ctx context.Context) error {
	r.at("verified")
	err := r.change(ctx, r.attempt.ID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Extend(r.name, now, lease); err != nil {
			return err
		}
		if err := attempt.BeginSubmit(r.name, now); err != nil {
			return err
		}
		return note(ctx, tx, r.file.Application, *attempt, applications.HistorySent, "Every field held its answer. The send button was pressed.", now)
	})
	if err != nil {
		return err
	}
	r.at("committed")
	ctx = context.WithoutCancel(ctx)
	outcome := r.press(ctx)
	r.at("clicked")
	return r.conclude(ctx, outcome)
}

func (r *run) press(ctx context.Context) autoapply.Outcome {
	ctx, cancel := context.WithTimeout(ctx, clickTimeout)
	defer cancel()
	outcome, err := r.session.Submit(ctx)
	if err != nil { // the port says: then the button was not pressed
		return autoapply.Outcome{Result: autoapply.RejectedByForm, Errors: []string{"The send button could not be pressed."}}
	}
	return outcome
}

// conclude writes the outcome down, again and again for a while if the database does not
// answer: it is worth more than its picture, and cannot be had a second time.
func (r *run) conclude(ctx context.Context, outcome autoapply.Outcome) error {
	kept := r.proof(ctx, outcome)
	ctx, cancel := context.WithTimeout(ctx, recordTimeout)
	defer cancel()
	for {
		err := r.change(ctx, r.attempt.ID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
			if err := addEvidence(ctx, tx, kept); err != nil {
				return err
			}
			return r.outcome(ctx, tx, attempt, outcome, now)
		})
		if err == nil || fault.As(err) != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(recordPause):
		}
	}
}

func (r *run) outcome(ctx context.Context, tx Tx, attempt *autoapply.Attempt, outcome autoapply.Outcome, now time.Time) error {
	if attempt.State == autoapply.StateConfirmed || attempt.State == autoapply.StateUnconfirmed && outcome.Result == autoapply.Unconfirmed {
		return nil // the person, or Recover, was quicker to say so
	}
	if err := attempt.Conclude(outcome, now); err != nil {
		return err
	}
	switch outcome.Result {
	case autoapply.Confirmed:
		return r.confirmed(ctx, tx, attempt, now)
	case autoapply.RejectedByForm:
		return r.tell(ctx, tx, *attempt, applications.HistoryStopped, "Not sent: "+r.file.Application.JobTitle,
			"The employer's form refused the application, so nothing was received. What it said is shown with the application.", now)
	case autoapply.Unconfirmed:
	}
	return unconfirmed(ctx, tx, *attempt, now)
}

// proof keeps what was seen after the click. What cannot be had is left out.
func (r *run) proof(ctx context.Context, outcome autoapply.Outcome) []applications.Evidence {
	ctx, cancel := context.WithTimeout(ctx, proofTimeout)
	defer cancel()
	var pieces []piece
	if outcome.Result == autoapply.Confirmed {
		text := outcome.Evidence + "\n\n" + outcome.URL + "\n"
		pieces = append(pieces, piece{applications.EvidenceConfirmation, "confirmation.txt", "text/plain; charset=utf-8", []byte(text)})
	}
	if screenshot, err := r.session.Screenshot(ctx); err == nil {
		pieces = append(pieces, piece{applications.EvidenceResult, "after-sending.png", "image/png", screenshot})
	}
	kept, err := r.keep(ctx, pieces...)
	if err != nil {
		return nil
	}
	return kept
}

func (r *run) confirmed(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
	app, err := tx.Applications.Get(ctx, attempt.UserID, attempt.ApplicationID)
	if err != nil {
		return err
	}
	app.MarkApplied(attempt.SubmitAttemptedAt)
	app.UpdatedAt = now
	if err := tx.Applications.Update(ctx, app); err != nil {
		return err
	}
	if err := tx.Bank.Used(ctx, attempt.UserID, r.said.used(r.file.Answers), now); err != nil {
		return err
	}
	return r.tell(ctx, tx, *attempt, applications.HistoryConfirmed, "Application received: "+app.JobTitle,
		app.CompanyName+" confirmed that your application for "+app.JobTitle+" was received.", now)
}
