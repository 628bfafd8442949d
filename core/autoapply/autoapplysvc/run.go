package autoapplysvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/ports"
)

// run is one way of one attempt through its form. Everything it does on the page
// happens outside of any transaction; what it learned is then recorded in a short one.
type run struct {
	*Engine

	name     string // holds the lease
	attempt  autoapply.Attempt
	file     applications.File     // its answers are those of the fields that the page has
	approved []applications.Answer // all that the person approved
	said     known
	resume   []byte
	session  ports.FormSession
}

// errStopped says that the run ended in a state that has been recorded.
var errStopped = errors.New("autoapplysvc: the run has ended")

// through goes from the claimed attempt to its end. A failure that nobody foresaw
// before the click parks the attempt; a stopping process leaves it to Recover.
func (r *run) through(ctx context.Context) error {
	err := r.untilVerified(ctx)
	if r.session != nil {
		defer r.session.Close() //nolint:errcheck // the tab goes with the browser
	}
	switch {
	case errors.Is(err, errStopped):
		return nil
	case ctx.Err() != nil:
		return err
	case err != nil:
		return r.park(ctx, broken(err))
	}
	return r.submit(ctx)
}

func broken(err error) autoapply.Issue {
	issue := autoapply.Issue{
		Code:    autoapply.IssueServerError,
		Message: "The form could not be filled to the end. Nothing was sent; look at the form, then try again.",
	}
	if known := fault.As(err); known != nil && known.Kind != fault.Internal {
		issue.Message = known.Message
	}
	return issue
}

func (r *run) untilVerified(ctx context.Context) error {
	if err := r.load(ctx); err != nil {
		return err
	}
	page, err := r.open(ctx)
	if err != nil {
		return err
	}
	r.at("opened")
	fillings, err := r.plan(ctx, page)
	if err != nil {
		return err
	}
	if err := r.fill(ctx, fillings); err != nil {
		return err
	}
	r.at("filled")
	return nil
}

// load fetches what is to be sent.
func (r *run) load(ctx context.Context) error {
	var err error
	if r.file, err = r.Applications.Get(ctx, r.attempt.UserID, r.attempt.ApplicationID); err != nil {
		return err
	}
	r.approved = r.file.Answers
	if r.said, err = r.Sayings.load(ctx, r.attempt.UserID, r.file.Application.Resume); err != nil {
		return err
	}
	r.resume, err = r.Blobs.Get(ctx, r.said.resume.BlobKey)
	return err
}

func (r *run) open(ctx context.Context) (autoapply.Page, error) {
	step, cancel := context.WithTimeout(ctx, stepTimeout)
	defer cancel()
	var err error
	if r.session, err = r.Browser.Open(step, r.attempt.FormURL); err != nil {
		return autoapply.Page{}, err
	}
	page, err := r.session.Inspect(step)
	if err != nil {
		return page, err
	}
	switch {
	case page.Blocked() && page.Block.Gone():
		return page, r.end(ctx, func(attempt *autoapply.Attempt, now time.Time) error { return attempt.Expire(now) }, page.Block.Message)
	case page.Blocked():
		return page, errors.Join(r.park(ctx, page.Block), errStopped)
	case page.Form == nil:
		return page, errors.Join(r.park(ctx, autoapply.NewIssue(autoapply.IssueNoForm)), errStopped)
	}
	return page, nil
}

// plan sets the approved answers against the fields that the page has now. A required
// field without an approved answer goes back to the person: they approved another form.
func (r *run) plan(ctx context.Context, page autoapply.Page) ([]autoapply.Filling, error) {
	answers, asked := merge(r.approved, page.Form.Fields, r.said)
	if len(asked) > 0 {
		return nil, r.ask(ctx, answers, asked, "The form asks something that you have not answered yet. Nothing was sent.")
	}
	r.file.Answers = answers
	return r.fillings(answers), r.progress(ctx, autoapply.StepFilling, "The form is open; its fields are being filled.")
}

// fill types the answers, looks for fields that came late, and reads everything back.
func (r *run) fill(ctx context.Context, fillings []autoapply.Filling) error {
	step, cancel := context.WithTimeout(ctx, stepTimeout)
	defer cancel()
	before, err := r.session.ReadBack(step)
	if err != nil {
		return err
	}
	if err := r.session.Fill(step, fillings); err != nil {
		return err
	}
	page, err := r.session.Inspect(step)
	if err != nil {
		return err
	}
	if page.Blocked() {
		return errors.Join(r.park(ctx, page.Block), errStopped)
	}
	if page.Form == nil {
		return autoapply.ErrNoForm
	}
	answers, asked := merge(r.approved, page.Form.Fields, r.said)
	if len(asked) > 0 {
		return r.ask(ctx, answers, asked, "While it was filled, the form asked something more. Nothing was sent.")
	}
	r.file.Answers = answers
	if late := newer(r.fillings(answers), fillings); len(late) > 0 {
		if err := r.session.Fill(step, late); err != nil {
			return err
		}
		fillings = append(fillings, late...)
	}
	if err := r.progress(ctx, autoapply.StepVerifying, "Every field is read back and compared with its answer."); err != nil {
		return err
	}
	after, err := r.session.ReadBack(step)
	if err != nil {
		return err
	}
	if wrong := append(autoapply.Verify(fillings, after), autoapply.Unasked(fillings, before, after)...); len(wrong) > 0 {
		keys := make([]string, len(wrong))
		for i, mismatch := range wrong {
			keys[i] = mismatch.Key
		}
		return r.ask(ctx, r.file.Answers, keys, "These fields did not take their answer, so nothing was sent. Check them, or apply on the employer's page.")
	}
	return r.verified(ctx)
}
