package porttest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// AutoApply is the suite of the store and reader of attempts.
func AutoApply(t *testing.T, open func(t *testing.T) ApplicationsProbe) {
	t.Helper()
	for name, check := range map[string]func(t *testing.T, p ApplicationsProbe){
		"an attempt comes back as it was stored":                attemptRoundTrip,
		"the newest attempt counts, for its owner":              attemptLatest,
		"a change must follow the version it was read with":     attemptVersions,
		"the button is pressed once per person and opening":     attemptOneSubmit,
		"a form that refused received nothing":                  attemptAfterRejection,
		"a run that has been silent too long is found":          attemptLapsed,
		"what waits for a person is told by its newest attempt": attemptWaiting,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, open(t))
		})
	}
}

// attempt stores a new draft of an application, made after a while.
func (p ApplicationsProbe) attempt(t *testing.T, app applications.Application, after time.Duration) autoapply.Attempt {
	t.Helper()
	a := autoapply.NewAttempt(newID[id.Attempt](), app.User, app.ID, app.Requisition, "https://jobs.example/apply", AppliedAt.Add(after))
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error { return tx.Attempts.Create(ctx, *a) })
	a.Version = 1
	return *a
}

// change stores what fn makes of an attempt, and answers how that went.
func (p ApplicationsProbe) change(t *testing.T, attempt id.Attempt, fn func(a *autoapply.Attempt)) (autoapply.Attempt, error) {
	t.Helper()
	var changed autoapply.Attempt
	err := p.Work.Do(t.Context(), func(ctx context.Context, tx ApplicationsTx) error {
		a, err := tx.Attempts.Get(ctx, attempt)
		if err != nil {
			return err
		}
		fn(&a)
		changed = a
		return tx.Attempts.Update(ctx, a)
	})
	changed.Version++
	return changed, err
}

// bring puts an attempt into a state; after the click when the state says so.
func (p ApplicationsProbe) bring(t *testing.T, attempt id.Attempt, state autoapply.State) error {
	t.Helper()
	_, err := p.change(t, attempt, func(a *autoapply.Attempt) {
		a.State = state
		if slices.Contains([]autoapply.State{
			autoapply.StateSubmitAttempted, autoapply.StateConfirmed, autoapply.StateUnconfirmed, autoapply.StateRejectedByForm,
		}, state) {
			a.SubmitAttemptedAt = AppliedAt
		}
	})
	return err
}

func attemptRoundTrip(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	made := p.attempt(t, app, 0)
	want, err := p.change(t, made.ID, func(a *autoapply.Attempt) {
		a.State, a.Reason, a.Detail = autoapply.StateSubmitAttempted, autoapply.IssueCaptcha, "Look."
		a.Needs, a.Errors = []string{"q1", "q2"}, []string{"Too long"}
		a.ClaimedBy, a.LeaseUntil, a.ApprovedAt = "run", AppliedAt.Add(time.Minute), AppliedAt
		a.SubmitAttemptedAt, a.SettledAt, a.UpdatedAt = AppliedAt.Add(time.Second), AppliedAt.Add(time.Hour), AppliedAt.Add(time.Hour)
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := p.Attempts.OfApplication(t.Context(), app.User, app.ID); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
	if err := p.bring(t, newID[id.Attempt](), autoapply.StateApproved); !errors.Is(err, autoapply.ErrNotFound) {
		t.Errorf("an unknown attempt: %v", err)
	}
}

func attemptLatest(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	stranger, _, _, _ := p.Ground(t, id.User{})
	p.attempt(t, app, 0)
	newest := p.attempt(t, app, time.Hour)
	if got, err := p.Attempts.OfApplication(t.Context(), app.User, app.ID); err != nil || got.ID != newest.ID {
		t.Errorf("reader: %v, %v", got.ID, err)
	}
	if _, err := p.Attempts.OfApplication(t.Context(), stranger, app.ID); !errors.Is(err, autoapply.ErrNotFound) {
		t.Errorf("a stranger: %v", err)
	}
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error {
		got, err := tx.Attempts.Latest(ctx, app.ID)
		if err == nil && got.ID != newest.ID {
			t.Errorf("store: %v", got.ID)
		}
		if _, err := tx.Attempts.Latest(ctx, newID[id.Application]()); !errors.Is(err, autoapply.ErrNotFound) {
			t.Errorf("none: %v", err)
		}
		return err
	})
}

func attemptVersions(t *testing.T, p ApplicationsProbe) {
	made := p.attempt(t, p.create(t, id.User{}), 0)
	if err := p.bring(t, made.ID, autoapply.StatePreparing); err != nil {
		t.Fatal(err)
	}
	made.State = autoapply.StateCancelled
	err := p.Work.Do(t.Context(), func(ctx context.Context, tx ApplicationsTx) error { return tx.Attempts.Update(ctx, made) })
	if !errors.Is(err, fault.ErrStale) {
		t.Errorf("a stale change: %v", err)
	}
}

func attemptOneSubmit(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	first, second := p.attempt(t, app, 0), p.attempt(t, app, time.Hour)
	if err := p.bring(t, first.ID, autoapply.StateUnconfirmed); err != nil {
		t.Fatal(err)
	}
	if err := p.bring(t, second.ID, autoapply.StateSubmitAttempted); !errors.Is(err, autoapply.ErrAlreadySubmitted) {
		t.Errorf("a second click: %v", err)
	}
	other := p.attempt(t, p.create(t, app.User), 0)
	if err := p.bring(t, other.ID, autoapply.StateSubmitAttempted); err != nil {
		t.Errorf("another opening: %v", err)
	}
}

func attemptAfterRejection(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	first, second := p.attempt(t, app, 0), p.attempt(t, app, time.Hour)
	if err := p.bring(t, first.ID, autoapply.StateRejectedByForm); err != nil {
		t.Fatal(err)
	}
	if err := p.bring(t, second.ID, autoapply.StateSubmitAttempted); err != nil {
		t.Errorf("after a rejection: %v", err)
	}
}

func attemptLapsed(t *testing.T, p ApplicationsProbe) {
	lapsed, running := p.attempt(t, p.create(t, id.User{}), 0), p.attempt(t, p.create(t, id.User{}), 0)
	p.attempt(t, p.create(t, id.User{}), 0) // no run has it
	for attempt, until := range map[id.Attempt]time.Time{lapsed.ID: AppliedAt.Add(-time.Second), running.ID: AppliedAt.Add(time.Minute)} {
		if _, err := p.change(t, attempt, func(a *autoapply.Attempt) { a.ClaimedBy, a.LeaseUntil = "run", until }); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := p.Attempts.Lapsed(t.Context(), AppliedAt, 10); err != nil || !slices.Equal(got, []id.Attempt{lapsed.ID}) {
		t.Errorf("lapsed %v, %v", got, err)
	}
	if got, err := p.Attempts.Lapsed(t.Context(), AppliedAt.Add(time.Hour), 1); err != nil || !slices.Equal(got, []id.Attempt{lapsed.ID}) {
		t.Errorf("at most one %v, %v", got, err)
	}
}

func attemptWaiting(t *testing.T, p ApplicationsProbe) {
	asked := p.create(t, id.User{})
	sent, again := p.create(t, asked.User), p.create(t, asked.User)
	for attempt, state := range map[id.Attempt]autoapply.State{
		p.attempt(t, asked, 0).ID:                  autoapply.StateNeedsInput,
		p.attempt(t, sent, 0).ID:                   autoapply.StateConfirmed,
		p.attempt(t, again, 0).ID:                  autoapply.StateRejectedByForm,
		p.attempt(t, again, time.Hour).ID:          autoapply.StateFilling,
		p.attempt(t, p.create(t, id.User{}), 0).ID: autoapply.StateNeedsInput,
	} {
		if err := p.bring(t, attempt, state); err != nil {
			t.Fatal(err)
		}
	}
	got, err := p.Attempts.Waiting(t.Context(), asked.User)
	if err != nil || len(got) != 1 || got[asked.ID].State != autoapply.StateNeedsInput {
		t.Errorf("waiting %v, %v", got, err)
	}
}
