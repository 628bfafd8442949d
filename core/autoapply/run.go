package autoapply

import "time"

// Claim hands an approved attempt to one run until now+lease. It answers ErrClaimed
// while another run holds it, ErrAlreadySubmitted after a click, and ErrWrongState
// when the person has not approved it. A run that was killed is cleared away by
// Recover first.
func (a *Attempt) Claim(run string, now time.Time, lease time.Duration) error {
	if a.State == StateFilling || a.State == StateFilledVerified {
		return ErrClaimed
	}
	if err := a.from(StateApproved); err != nil {
		return err
	}
	a.move(StateFilling, now)
	a.ClaimedBy, a.LeaseUntil = run, now.Add(lease)
	return nil
}

// Extend prolongs the lease of a run that is still at work.
func (a *Attempt) Extend(run string, now time.Time, lease time.Duration) error {
	if err := a.from(StateFilling, StateFilledVerified, StateSubmitAttempted); err != nil {
		return err
	}
	if err := a.held(run, now); err != nil {
		return err
	}
	a.LeaseUntil, a.UpdatedAt = now.Add(lease), now
	return nil
}

// MarkVerified records that every field was read back and equals its answer.
func (a *Attempt) MarkVerified(run string, now time.Time) error {
	if err := a.from(StateFilling); err != nil {
		return err
	}
	if err := a.held(run, now); err != nil {
		return err
	}
	a.move(StateFilledVerified, now)
	return nil
}

// BeginSubmit records that the button is about to be pressed. The caller commits this
// before it clicks, and clicks only when the commit succeeded. It succeeds once in an
// attempt's life.
func (a *Attempt) BeginSubmit(run string, now time.Time) error {
	if a.Submitted() {
		return ErrAlreadySubmitted
	}
	if err := a.from(StateFilledVerified); err != nil {
		return err
	}
	if err := a.held(run, now); err != nil {
		return err
	}
	a.SubmitAttemptedAt = now
	a.move(StateSubmitAttempted, now)
	return nil
}

// Conclude records how the page answered the click. A run may still conclude after its
// attempt was taken for lost and held, because a late certain answer beats a guess; it
// needs no lease for that, as nothing is sent any more.
func (a *Attempt) Conclude(outcome Outcome, now time.Time) error {
	if err := a.from(StateSubmitAttempted, StateUnconfirmed); err != nil {
		if a.State == StateConfirmed && outcome.Result == Confirmed {
			return nil
		}
		return err
	}
	switch outcome.Result {
	case Confirmed:
		a.move(StateConfirmed, now)
	case RejectedByForm:
		a.move(StateRejectedByForm, now)
		a.Errors = append([]string(nil), outcome.Errors...)
	case Unconfirmed:
		a.hold(now)
	default:
		return ErrWrongState
	}
	return nil
}

// Recover clears away a run whose lease has ended without a word. Before the click the
// attempt goes back to approved, so that another run can claim it; after the click it
// is held as unconfirmed and never retried. It tells whether anything changed.
func (a *Attempt) Recover(now time.Time) bool {
	if a.ClaimedBy == "" || now.Before(a.LeaseUntil) {
		return false
	}
	switch a.State {
	case StateFilling, StateFilledVerified:
		a.move(StateApproved, now)
		return true
	case StateSubmitAttempted:
		a.hold(now)
		return true
	case StateDraft, StatePreparing, StateNeedsInput, StateReadyForReview, StateApproved, StateConfirmed,
		StateUnconfirmed, StateRejectedByForm, StateParked, StateExpired, StateDeclined, StateCancelled:
	}
	return false
}

func (a *Attempt) hold(now time.Time) {
	a.move(StateUnconfirmed, now)
	a.Detail = "The form was sent, but no confirmation was seen. Look for an e-mail from the employer before doing anything else; this is never sent again by itself."
}

// held refuses a run that does not hold the attempt at this moment.
func (a *Attempt) held(run string, now time.Time) error {
	if run == "" || a.ClaimedBy != run || !now.Before(a.LeaseUntil) {
		return ErrLeaseLost
	}
	return nil
}
