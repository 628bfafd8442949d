package autoapply

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// State is where an attempt stands.
type State string

// The states of an attempt, in the order of a run that goes well, then the other ends.
const (
	StateDraft           State = "draft"            // wanted, nothing looked at yet
	StatePreparing       State = "preparing"        // the form is being read and answers collected
	StateNeedsInput      State = "needs_input"      // the person must answer the fields in Needs
	StateReadyForReview  State = "ready_for_review" // every required field has an answer
	StateApproved        State = "approved"         // the person said: send this
	StateFilling         State = "filling"          // a worker types into the form
	StateFilledVerified  State = "filled_verified"  // every field was read back and equals its answer
	StateSubmitAttempted State = "submit_attempted" // committed before the click; from here on nothing is retried
	StateConfirmed       State = "confirmed"        // the employer's page, mail or the person confirmed receipt
	StateUnconfirmed     State = "unconfirmed"      // clicked, receipt unknown: held for the person
	StateRejectedByForm  State = "rejected_by_form" // the form refused the values; nothing was received
	StateParked          State = "parked"           // stopped before the click for the reason in Reason
	StateExpired         State = "expired"          // the posting is gone
	StateDeclined        State = "declined"         // the person does not want it
	StateCancelled       State = "cancelled"        // withdrawn by the system or a campaign before the click
)

// States lists every state.
func States() []State {
	return []State{
		StateDraft, StatePreparing, StateNeedsInput, StateReadyForReview, StateApproved, StateFilling,
		StateFilledVerified, StateSubmitAttempted, StateConfirmed, StateUnconfirmed, StateRejectedByForm,
		StateParked, StateExpired, StateDeclined, StateCancelled,
	}
}

// Attempt is one run of the apply engine for one person and one opening. All its
// changes go through the methods below; each answers a fault and changes nothing
// when it is refused.
type Attempt struct {
	ID            id.Attempt
	UserID        id.User
	ApplicationID id.Application
	RequisitionID id.Requisition
	FormURL       string

	State  State
	Reason IssueCode // why it is parked, expired or held; "" otherwise
	Detail string    // one sentence for the person that goes with Reason
	Needs  []string  // keys of the fields that wait for the person
	Errors []string  // what the form said when it refused

	// ClaimedBy names the one run that holds the attempt until LeaseUntil. It must be
	// unique per run, not per machine: a worker that hung and woke up is another run.
	ClaimedBy  string
	LeaseUntil time.Time

	ApprovedAt        time.Time
	SubmitAttemptedAt time.Time // set once, before the click, and never cleared
	SettledAt         time.Time // when it reached a state that nothing leaves by itself
	CreatedAt         time.Time
	UpdatedAt         time.Time
	Version           int
}

// NewAttempt makes a draft.
func NewAttempt(attempt id.Attempt, user id.User, application id.Application, requisition id.Requisition, formURL string, now time.Time) *Attempt {
	return &Attempt{
		ID: attempt, UserID: user, ApplicationID: application, RequisitionID: requisition, FormURL: formURL,
		State: StateDraft, CreatedAt: now, UpdatedAt: now,
	}
}

// Submitted tells whether the send button was, or may have been, pressed.
func (a *Attempt) Submitted() bool { return !a.SubmitAttemptedAt.IsZero() }

// Settled tells whether nothing happens any more by itself.
func (a *Attempt) Settled() bool {
	switch a.State {
	case StateConfirmed, StateUnconfirmed, StateRejectedByForm, StateExpired, StateDeclined, StateCancelled:
		return true
	case StateDraft, StatePreparing, StateNeedsInput, StateReadyForReview, StateApproved, StateFilling,
		StateFilledVerified, StateSubmitAttempted, StateParked:
	}
	return false
}

// UnderWay tells whether a worker has it, or is about to: whoever watches need only wait.
func (a *Attempt) UnderWay() bool {
	switch a.State {
	case StateDraft, StatePreparing, StateApproved, StateFilling, StateFilledVerified, StateSubmitAttempted:
		return true
	case StateNeedsInput, StateReadyForReview, StateParked, StateConfirmed, StateUnconfirmed, StateRejectedByForm,
		StateExpired, StateDeclined, StateCancelled:
	}
	return false
}

// WaitsForPerson tells whether only the person can move it on: to answer, to review,
// to look at what stopped it, or to find out whether it was received.
func (a *Attempt) WaitsForPerson() bool {
	switch a.State {
	case StateNeedsInput, StateReadyForReview, StateParked, StateUnconfirmed, StateRejectedByForm:
		return true
	case StateDraft, StatePreparing, StateApproved, StateFilling, StateFilledVerified, StateSubmitAttempted,
		StateConfirmed, StateExpired, StateDeclined, StateCancelled:
	}
	return false
}

// HoldsRequisition tells whether this attempt forbids a further one of the same
// person for the same opening: it is under way, or its application was or may have
// been received.
func (a *Attempt) HoldsRequisition() bool {
	switch a.State {
	case StateRejectedByForm, StateExpired, StateDeclined, StateCancelled:
		return false
	case StateDraft, StatePreparing, StateNeedsInput, StateReadyForReview, StateApproved, StateFilling,
		StateFilledVerified, StateSubmitAttempted, StateConfirmed, StateUnconfirmed, StateParked:
	}
	return true
}

// Prepare starts, or starts again, to read the form and collect answers. It answers
// ErrAlreadySubmitted after a click and ErrWrongState while a worker fills.
func (a *Attempt) Prepare(now time.Time) error {
	if err := a.from(StateDraft, StateNeedsInput, StateReadyForReview, StateParked); err != nil {
		return err
	}
	a.Needs, a.ApprovedAt = nil, time.Time{}
	a.move(StatePreparing, now)
	return nil
}

// Ask waits for the person to answer the fields. A run that finds a changed form asks
// too; its approval is void then, because the person approved another form.
func (a *Attempt) Ask(keys []string, detail string, now time.Time) error {
	if err := a.from(StatePreparing, StateNeedsInput, StateFilling, StateFilledVerified); err != nil {
		return err
	}
	a.ApprovedAt = time.Time{}
	a.move(StateNeedsInput, now)
	a.Needs, a.Detail = append([]string(nil), keys...), detail
	return nil
}

// OfferReview says that every required field has an answer.
func (a *Attempt) OfferReview(now time.Time) error {
	if err := a.from(StatePreparing, StateNeedsInput); err != nil {
		return err
	}
	a.Needs = nil
	a.move(StateReadyForReview, now)
	return nil
}

// Approve records that the person said: send this.
func (a *Attempt) Approve(now time.Time) error {
	if err := a.from(StateReadyForReview); err != nil {
		return err
	}
	a.ApprovedAt = now
	a.move(StateApproved, now)
	return nil
}

// Park stops before the click, for a reason the person can act on. From a parked
// attempt Prepare starts again.
func (a *Attempt) Park(issue Issue, now time.Time) error {
	if err := a.from(StatePreparing, StateApproved, StateFilling, StateFilledVerified); err != nil {
		return err
	}
	a.ApprovedAt = time.Time{}
	a.move(StateParked, now)
	a.Reason, a.Detail = issue.Code, issue.Message
	return nil
}

// Expire records that the posting is gone.
func (a *Attempt) Expire(now time.Time) error { return a.end(StateExpired, now) }

// Decline records that the person does not want it.
func (a *Attempt) Decline(now time.Time) error { return a.end(StateDeclined, now) }

// Cancel withdraws it.
func (a *Attempt) Cancel(now time.Time) error { return a.end(StateCancelled, now) }

// end settles an attempt whose button was not pressed. A run that is under way loses
// its lease and is refused at its next step, so nothing is sent after a cancel.
func (a *Attempt) end(to State, now time.Time) error {
	err := a.from(StateDraft, StatePreparing, StateNeedsInput, StateReadyForReview, StateApproved,
		StateFilling, StateFilledVerified, StateParked)
	if err != nil {
		return err
	}
	a.move(to, now)
	return nil
}

// from refuses a step unless the attempt is in one of the states.
func (a *Attempt) from(states ...State) error {
	for _, s := range states {
		if a.State == s {
			return nil
		}
	}
	if a.Submitted() {
		return ErrAlreadySubmitted
	}
	return ErrWrongState
}

// move changes the state, and forgets what belonged to the former one.
func (a *Attempt) move(to State, now time.Time) {
	a.State, a.UpdatedAt = to, now
	a.Reason, a.Detail = "", ""
	switch to {
	case StateFilling, StateFilledVerified, StateSubmitAttempted:
	case StateConfirmed, StateUnconfirmed, StateRejectedByForm, StateExpired, StateDeclined, StateCancelled:
		a.SettledAt = now
		a.release()
	case StateDraft, StatePreparing, StateNeedsInput, StateReadyForReview, StateApproved, StateParked:
		a.release()
	}
}

func (a *Attempt) release() { a.ClaimedBy, a.LeaseUntil = "", time.Time{} }
