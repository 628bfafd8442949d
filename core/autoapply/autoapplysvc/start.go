package autoapplysvc

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
)

// StartInput asks to prepare an application.
type StartInput struct {
	Actor  identity.Actor
	Job    id.Job
	Resume id.Resume // zero = the person's default
}

// Start prepares an application: every question of the form with its answer and where
// that comes from. Nothing is sent. It answers applications.ErrDuplicate when the
// person has applied to the opening, or is about to; jobs.ErrJobClosed; ErrByHand for
// sites that forbid filling; ErrResumeUnread.
func (s *Service) Start(ctx context.Context, in StartInput) (Draft, error) {
	if err := in.Actor.Require(); err != nil {
		return Draft{}, err
	}
	job, err := s.jobs.Get(ctx, in.Job)
	if err != nil {
		return Draft{}, err
	}
	if !job.Open() {
		return Draft{}, jobs.ErrJobClosed
	}
	if forbidsFilling(job.ApplyURL) {
		return Draft{}, ErrByHand
	}
	said, err := s.said.load(ctx, in.Actor.User, in.Resume, job.CompanyName)
	if err != nil {
		return Draft{}, err
	}
	now := s.now()
	app := applications.New(id.Make[id.Application](now), in.Actor.User, job.ID, job.Requisition, said.resume.ID,
		job.Title, job.CompanyName, string(job.Source), now)
	answers := said.answer(fieldsOf(job.Questions))
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		current, err := reopen(ctx, tx, app)
		if err != nil {
			return err
		}
		app = current
		attempt := autoapply.NewAttempt(id.Make[id.Attempt](now), app.User, app.ID, app.Requisition, job.ApplyURL, now)
		if err := attempt.Prepare(now); err != nil {
			return err
		}
		if err := settleAnswers(attempt, answers, now); err != nil {
			return err
		}
		if err := tx.Attempts.Create(ctx, *attempt); err != nil {
			return err
		}
		if err := tx.Records.PutAnswers(ctx, app.ID, answers); err != nil {
			return err
		}
		if err := readLater(ctx, tx, *attempt); err != nil {
			return err
		}
		return note(ctx, tx, app, *attempt, applications.HistoryStarted, "You started this application.", now)
	})
	if err != nil {
		return Draft{}, err
	}
	return s.draft(ctx, in.Actor.User, app.ID)
}

// reopen stores the application, or takes up the person's earlier one whose attempts
// all ended before anything was received.
func reopen(ctx context.Context, tx Tx, app applications.Application) (applications.Application, error) {
	earlier, err := tx.Applications.ForRequisition(ctx, app.User, app.Requisition)
	if errors.Is(err, applications.ErrNotFound) {
		return app, tx.Applications.Create(ctx, app)
	}
	if err != nil {
		return app, err
	}
	attempt, err := tx.Attempts.Latest(ctx, earlier.ID)
	if err != nil && !errors.Is(err, autoapply.ErrNotFound) {
		return app, err
	}
	if err != nil || attempt.HoldsRequisition() || !earlier.AppliedAt.IsZero() {
		return app, applications.ErrDuplicate
	}
	earlier.Stage, earlier.Resume, earlier.Job, earlier.UpdatedAt = applications.StagePreparing, app.Resume, app.Job, app.UpdatedAt
	return earlier, tx.Applications.Update(ctx, earlier)
}

// settleAnswers moves a preparing attempt on to what its answers allow. A form whose
// questions are not known yet stays preparing: a worker reads them from the page.
func settleAnswers(attempt *autoapply.Attempt, answers []applications.Answer, now time.Time) error {
	if len(answers) == 0 {
		return nil
	}
	if missing := applications.MissingKeys(answers); len(missing) > 0 {
		return attempt.Ask(missing, "Some questions need your answer.", now)
	}
	return attempt.OfferReview(now)
}

// readLater has a worker read the questions of a form that are not known yet.
func readLater(ctx context.Context, tx Tx, attempt autoapply.Attempt) error {
	if attempt.State != autoapply.StatePreparing {
		return nil
	}
	return tx.Outbox.Enqueue(ctx, autoapply.PrepareAttempt{AttemptID: attempt.ID})
}

// forbidsFilling tells sites whose terms forbid automated access, in every country that
// they have an address in (linkedin.com, indeed.co.uk).
func forbidsFilling(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil {
		return true
	}
	names := strings.Split(strings.ToLower(strings.TrimSuffix(parsed.Hostname(), ".")), ".")
	site := len(names) - 2
	if site > 0 && len(names[site]) <= 3 && len(names[site+1]) == 2 { // co.uk, com.br
		site--
	}
	return site >= 0 && (names[site] == "linkedin" || names[site] == "indeed")
}
