package autoapplysvc

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/ports"
)

// run is one way of one attempt through its form. Everything it does on the page
// happens outside of any transaction; what it learned is then recorded in a short one.
type run struct {
	*Engine

	name     string // holds the lease; "" while only the questions are read
	attempt  autoapply.Attempt
	file     applications.File     // its answers are those of the fields that the page has
	approved []applications.Answer // all that the person approved
	said     known
	resume   []byte
	attached map[string][]byte // further files, by their SHA-256
	session  ports.FormSession
}

// errStopped says that the run ended in a state that has been recorded.
var errStopped = errors.New("autoapplysvc: the run has ended")

// through goes from the claimed attempt to its end.
func (r *run) through(ctx context.Context) error {
	err := r.untilVerified(ctx)
	if r.session != nil {
		defer r.session.Close()
	}
	if err == nil {
		err = r.submit(ctx)
		if over(err) {
			return nil
		}
		return err
	}
	return r.settle(ctx, err)
}

// settle ends a run that stopped before the click. A failure that nobody foresaw parks
// the attempt; a stopping process leaves it to Recover.
func (r *run) settle(ctx context.Context, err error) error {
	if over(err) || ctx.Err() != nil {
		return ignoreOver(err)
	}
	return ignoreOver(r.park(ctx, broken(err)))
}

// over tells whether there is nothing left to do for a run: its end is recorded, or the
// attempt is not its own any more, because the person stopped it or another run took it.
func over(err error) bool {
	return errors.Is(err, errStopped) || errors.Is(err, autoapply.ErrLeaseLost) ||
		errors.Is(err, autoapply.ErrWrongState) || errors.Is(err, autoapply.ErrAlreadySubmitted)
}

func ignoreOver(err error) error {
	if over(err) {
		return nil
	}
	return err
}

// broken gives the person the reason of a failure that is not about the form's content.
func broken(err error) autoapply.Issue {
	switch {
	case errors.Is(err, autoapply.ErrBrowserUnavailable):
		return autoapply.NewIssue(autoapply.IssueNoBrowser)
	case errors.Is(err, autoapply.ErrPageUnreachable):
		return autoapply.NewIssue(autoapply.IssueUnreachable)
	case errors.Is(err, autoapply.ErrNoForm):
		return autoapply.NewIssue(autoapply.IssueNoForm)
	case errors.Is(err, context.DeadlineExceeded):
		return autoapply.NewIssue(autoapply.IssueTooSlow)
	}
	issue := autoapply.NewIssue(autoapply.IssueInterrupted)
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
	return r.verified(ctx)
}

// load fetches what is to be sent. The file must be, byte for byte, the one that the
// person uploaded.
func (r *run) load(ctx context.Context) error {
	var err error
	if r.file, err = r.Applications.Get(ctx, r.attempt.UserID, r.attempt.ApplicationID); err != nil {
		return err
	}
	r.approved = r.file.Answers
	if r.said, err = r.Sayings.load(ctx, r.attempt.UserID, r.file.Application.Resume, r.file.Application.CompanyName); err != nil {
		return err
	}
	if r.resume, err = r.Blobs.Get(ctx, r.said.resume.BlobKey); err != nil {
		return fmt.Errorf("the resume's bytes: %w", err)
	}
	if sum := sha256.Sum256(r.resume); hex.EncodeToString(sum[:]) != r.said.resume.SHA256 {
		return ErrResumeDamaged
	}
	return r.loadAttached(ctx)
}

// loadAttached fetches the files that the person attached, byte for byte.
func (r *run) loadAttached(ctx context.Context) error {
	r.attached = map[string][]byte{}
	for _, a := range r.approved {
		if !attachable(a) || !a.Answered() {
			continue
		}
		content, err := r.Blobs.Get(ctx, a.File.BlobKey(r.attempt.ApplicationID))
		if err != nil {
			return fmt.Errorf("an attached file's bytes: %w", err)
		}
		if !a.File.Intact(content) {
			return ErrAttachmentDamaged
		}
		r.attached[a.File.SHA256] = content
	}
	return nil
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
	case forbidsFilling(page.URL):
		return page, r.park(ctx, autoapply.NewIssue(autoapply.IssueByHand))
	case page.Blocked() && page.Block.Gone():
		return page, r.expire(ctx, page.Block.Message)
	case page.Blocked():
		return page, r.park(ctx, page.Block)
	case page.Form == nil:
		return page, autoapply.ErrNoForm
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
