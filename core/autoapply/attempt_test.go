package autoapply_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

const lease = time.Minute

func newAttempt() *autoapply.Attempt {
	return autoapply.NewAttempt(id.Attempt{9}, id.User{1}, id.Application{2}, id.Requisition{3}, "https://jobs.example/1", noon)
}

// must fails the test when a step of its set-up is refused.
func must(t *testing.T, steps ...error) {
	t.Helper()
	if err := errors.Join(steps...); err != nil {
		t.Fatal(err)
	}
}

func approved(t *testing.T) *autoapply.Attempt {
	t.Helper()
	a := newAttempt()
	must(t, a.Prepare(noon), a.Ask([]string{"salary"}, "", noon), a.Prepare(noon), a.OfferReview(noon), a.Approve(noon))
	return a
}

func submitting(t *testing.T) *autoapply.Attempt {
	t.Helper()
	a := approved(t)
	must(t, a.Claim("run-1", noon, lease), a.MarkVerified("run-1", noon), a.BeginSubmit("run-1", noon))
	return a
}

func TestARunThatGoesWell(t *testing.T) {
	t.Parallel()
	a := submitting(t)
	if a.SubmitAttemptedAt != noon || a.State != autoapply.StateSubmitAttempted {
		t.Fatalf("attempt %+v", a)
	}
	must(t, a.Conclude(autoapply.Outcome{Result: autoapply.Confirmed}, noon.Add(time.Second)))
	if a.State != autoapply.StateConfirmed || !a.Settled() || a.ClaimedBy != "" || a.SettledAt.IsZero() {
		t.Errorf("attempt %+v", a)
	}
}

func TestRecover(t *testing.T) {
	t.Parallel()
	after := noon.Add(lease)
	filling, verified := approved(t), approved(t)
	must(t, filling.Claim("run-1", noon, lease), verified.Claim("run-1", noon, lease), verified.MarkVerified("run-1", noon))
	for _, row := range []struct {
		name    string
		attempt *autoapply.Attempt
		at      time.Time
		changed bool
		state   autoapply.State
	}{
		{"while its lease runs", filling, after.Add(-1), false, autoapply.StateFilling},
		{"killed while filling", filling, after, true, autoapply.StateApproved},
		{"killed after reading back", verified, after, true, autoapply.StateApproved},
		{"while its submit is under way", submitting(t), after.Add(-1), false, autoapply.StateSubmitAttempted},
		{"killed around the click", submitting(t), after, true, autoapply.StateUnconfirmed},
		{"never claimed", approved(t), after, false, autoapply.StateApproved},
	} {
		if changed := row.attempt.Recover(row.at); changed != row.changed || row.attempt.State != row.state {
			t.Errorf("%s: changed %v, state %s", row.name, changed, row.attempt.State)
		}
	}
}

func TestTakenOverRunIsRefused(t *testing.T) {
	t.Parallel()
	a := approved(t)
	must(t, a.Claim("run-1", noon, lease))
	if err := a.Claim("run-2", noon, lease); !errors.Is(err, autoapply.ErrClaimed) {
		t.Errorf("second claim: %v", err)
	}
	later := noon.Add(2 * lease)
	if err := a.MarkVerified("run-1", later); !errors.Is(err, autoapply.ErrLeaseLost) {
		t.Errorf("after the lease: %v", err)
	}
	a.Recover(later)
	must(t, a.Claim("run-2", later, lease))
	if err := a.MarkVerified("run-1", later); !errors.Is(err, autoapply.ErrLeaseLost) {
		t.Errorf("the run that woke up: %v", err)
	}
	must(t, a.Extend("run-2", later, 2*lease), a.MarkVerified("run-2", later), a.BeginSubmit("run-2", later))
}

func TestAfterTheClickNothingGoesBack(t *testing.T) {
	t.Parallel()
	steps := map[string]func(*autoapply.Attempt) error{
		"prepare": func(a *autoapply.Attempt) error { return a.Prepare(noon) },
		"ask":     func(a *autoapply.Attempt) error { return a.Ask(nil, "", noon) },
		"review":  func(a *autoapply.Attempt) error { return a.OfferReview(noon) },
		"approve": func(a *autoapply.Attempt) error { return a.Approve(noon) },
		"claim":   func(a *autoapply.Attempt) error { return a.Claim("run-2", noon, lease) },
		"verify":  func(a *autoapply.Attempt) error { return a.MarkVerified("run-1", noon) },
		"submit":  func(a *autoapply.Attempt) error { return a.BeginSubmit("run-1", noon) },
		"park":    func(a *autoapply.Attempt) error { return a.Park(autoapply.NewIssue(autoapply.IssueCaptcha), noon) },
		"expire":  func(a *autoapply.Attempt) error { return a.Expire(noon) },
		"decline": func(a *autoapply.Attempt) error { return a.Decline(noon) },
		"cancel":  func(a *autoapply.Attempt) error { return a.Cancel(noon) },
	}
	for _, result := range []autoapply.Result{"", autoapply.Confirmed, autoapply.Unconfirmed, autoapply.RejectedByForm} {
		for name, step := range steps {
			a := submitting(t)
			if result != "" {
				must(t, a.Conclude(autoapply.Outcome{Result: result}, noon))
			}
			was := *a
			if err := step(a); !errors.Is(err, autoapply.ErrAlreadySubmitted) {
				t.Errorf("%s after %q: %v", name, result, err)
			}
			if a.State != was.State || a.SubmitAttemptedAt != was.SubmitAttemptedAt {
				t.Errorf("%s after %q changed the attempt", name, result)
			}
		}
	}
}

func TestHeldAttemptIsSettledByEvidence(t *testing.T) {
	t.Parallel()
	a := submitting(t)
	a.Recover(noon.Add(lease))
	if a.State != autoapply.StateUnconfirmed || a.Detail == "" || !a.HoldsRequisition() {
		t.Fatalf("attempt %+v", a)
	}
	must(t, a.Conclude(autoapply.Outcome{Result: autoapply.Confirmed}, noon.Add(time.Hour)))
	must(t, a.Conclude(autoapply.Outcome{Result: autoapply.Confirmed}, noon.Add(time.Hour))) // told twice
	if err := a.Conclude(autoapply.Outcome{Result: autoapply.RejectedByForm}, noon); !errors.Is(err, autoapply.ErrAlreadySubmitted) {
		t.Errorf("a confirmed attempt was refused later: %v", err)
	}
}

func TestChangedFormVoidsTheApproval(t *testing.T) {
	t.Parallel()
	a := approved(t)
	must(t, a.Claim("run-1", noon, lease), a.Ask([]string{"new"}, "The form asks something new.", noon))
	if !a.ApprovedAt.IsZero() || a.ClaimedBy != "" || !slices.Equal(a.Needs, []string{"new"}) {
		t.Errorf("attempt %+v", a)
	}
	if err := a.Claim("run-2", noon, lease); !errors.Is(err, autoapply.ErrWrongState) {
		t.Errorf("claim without approval: %v", err)
	}
}

// TestNeverTwoSubmits lets any number of runs, recoveries and decisions happen in any
// order, at any time, and counts how often a run is told to press the button.
func TestNeverTwoSubmits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		a, now, clicks := newAttempt(), noon, 0
		run := func() string { return rapid.SampledFrom([]string{"run-1", "run-2", "run-3"}).Draw(rt, "run") }
		result := rapid.SampledFrom([]autoapply.Result{autoapply.Confirmed, autoapply.RejectedByForm, autoapply.Unconfirmed})
		rt.Repeat(map[string]func(*rapid.T){
			"time passes": func(*rapid.T) { now = now.Add(time.Duration(rapid.IntRange(1, 90).Draw(rt, "seconds")) * time.Second) },
			"prepare":     func(*rapid.T) { _ = a.Prepare(now) },
			"ask":         func(*rapid.T) { _ = a.Ask([]string{"x"}, "", now) },
			"review":      func(*rapid.T) { _ = a.OfferReview(now) },
			"approve":     func(*rapid.T) { _ = a.Approve(now) },
			"claim":       func(*rapid.T) { _ = a.Claim(run(), now, lease) },
			"extend":      func(*rapid.T) { _ = a.Extend(run(), now, lease) },
			"verify":      func(*rapid.T) { _ = a.MarkVerified(run(), now) },
			"recover":     func(*rapid.T) { a.Recover(now) },
			"park":        func(*rapid.T) { _ = a.Park(autoapply.NewIssue(autoapply.IssueCaptcha), now) },
			"cancel":      func(*rapid.T) { _ = a.Cancel(now) },
			"conclude":    func(*rapid.T) { _ = a.Conclude(autoapply.Outcome{Result: result.Draw(rt, "result")}, now) },
			"submit": func(*rapid.T) {
				verified := a.State == autoapply.StateFilledVerified && !a.ApprovedAt.IsZero()
				if a.BeginSubmit(run(), now) == nil {
					clicks++
					if !verified {
						rt.Fatal("told to press without approval or reading back")
					}
				}
			},
			"": func(*rapid.T) {
				if clicks > 1 {
					rt.Fatal("told to press twice")
				}
				if clicks == 1 && !slices.Contains([]autoapply.State{
					autoapply.StateSubmitAttempted, autoapply.StateConfirmed, autoapply.StateUnconfirmed, autoapply.StateRejectedByForm,
				}, a.State) {
					rt.Fatalf("went back to %s after the click", a.State)
				}
				if (clicks == 1) != a.Submitted() || !slices.Contains(autoapply.States(), a.State) {
					rt.Fatalf("attempt %+v", a)
				}
			},
		})
	})
}
