package autoapplysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
)

// recordTimeout is how long the end of a sent application may take to be recorded,
// even while the process stops.
const recordTimeout = 20 * time.Second

// submit commits that the button is about to be pressed, presses it once, and records
// what the page answered. From the commit on nothing is ever retried: whatever goes
// wrong ends as unconfirmed, for the person.
func (r *run) submit(ctx context.Context) error {
	r.at("verified")
	err := r.change(ctx, r.attempt.ID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Extend(r.name, now, lease); err != nil {
			return err
		}
		if err := attempt.BeginSubmit(r.name, now); err != nil {
			return err
		}
		return note(ctx, tx, r.file.Application, *attempt, applications.HistorySent, "Every field held its answer. The form was sent.", now)
	})
	if err != nil {
		return err
	}
	r.at("committed")
	click, cancel := context.WithTimeout(context.WithoutCancel(ctx), stepTimeout)
	defer cancel()
	outcome, err := r.session.Submit(click)
	if err != nil {
		outcome = autoapply.Outcome{Result: autoapply.Unconfirmed}
	}
	r.at("clicked")
	return r.conclude(click, outcome)
}

func (r *run) conclude(ctx context.Context, outcome autoapply.Outcome) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	kept, err := r.keep(ctx, r.proof(ctx, outcome)...)
	if err != nil {
		kept = nil // the outcome counts more than its picture
	}
	return r.change(ctx, r.attempt.ID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Conclude(outcome, now); err != nil {
			return err
		}
		if err := addEvidence(ctx, tx, kept); err != nil {
			return err
		}
		switch outcome.Result {
		case autoapply.Confirmed:
			return r.confirmed(ctx, tx, attempt, now)
		case autoapply.RejectedByForm:
			return r.tell(ctx, tx, *attempt, applications.HistoryStopped, "The form refused the application",
				"The employer's form refused the application; nothing was received. What it said is shown with the application.", now)
		case autoapply.Unconfirmed:
		}
		return unconfirmed(ctx, tx, *attempt, now)
	})
}

// proof is what was seen after the click.
func (r *run) proof(ctx context.Context, outcome autoapply.Outcome) []piece {
	var pieces []piece
	if screenshot, err := r.session.Screenshot(ctx); err == nil {
		pieces = append(pieces, piece{applications.EvidenceResult, "after-sending.png", "image/png", screenshot})
	}
	if outcome.Evidence != "" {
		text := outcome.Evidence + "\n\n" + outcome.URL + "\n"
		pieces = append(pieces, piece{applications.EvidenceConfirmation, "confirmation.txt", "text/plain; charset=utf-8", []byte(text)})
	}
	return pieces
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
	return r.tell(ctx, tx, *attempt, applications.HistoryConfirmed, "Application received: "+app.JobTitle,
		app.CompanyName+" confirmed that your application for "+app.JobTitle+" was received.", now)
}
