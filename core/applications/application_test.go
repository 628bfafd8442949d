package applications_test

import (
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/fault"
)

func TestMove(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	sent := applications.Application{Stage: applications.StageApplied, AppliedAt: now}
	unsent := applications.Application{Stage: applications.StagePreparing}
	for _, c := range []struct {
		name string
		app  applications.Application
		to   applications.Stage
		want error
	}{
		{"sent moves on", sent, applications.StageInterview, nil},
		{"sent moves to an end", sent, applications.StageRejected, nil},
		{"sent cannot be prepared again", sent, applications.StagePreparing, applications.ErrAlreadySent},
		{"unsent cannot move on", unsent, applications.StageOffer, applications.ErrNotSent},
		{"unsent can be withdrawn", unsent, applications.StageWithdrawn, nil},
		{"unsent is not closed by hand", unsent, applications.StageClosed, applications.ErrNotSent},
	} {
		err := c.app.Move(c.to, now)
		if !errors.Is(err, c.want) && err != c.want { //nolint:errorlint // nil is compared too
			t.Errorf("%s: err = %v, want %v", c.name, err, c.want)
		}
		if err == nil && c.app.Stage != c.to {
			t.Errorf("%s: stage = %s", c.name, c.app.Stage)
		}
	}
	if err := sent.Move("promoted", now); fault.As(err) == nil || fault.As(err).Violations[0].Field != "stage" {
		t.Errorf("an unknown stage answered %v", err)
	}
}

func TestMissingKeysNamesRequiredFieldsWithoutAnswer(t *testing.T) {
	t.Parallel()
	got := applications.MissingKeys([]applications.Answer{
		{FieldKey: "a", Required: true, Values: []string{"x"}},
		{FieldKey: "b", Required: true, Values: []string{""}},
		{FieldKey: "c"},
	})
	if len(got) != 1 || got[0] != "b" {
		t.Errorf("missing = %v, want [b]", got)
	}
}
