package profilesvc_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

func TestKnownAndForget(t *testing.T) {
	t.Parallel()
	ctx, db := t.Context(), memory.New()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	work := memory.UnitOfWork(db, func(s memory.Session) profilesvc.Tx { return profilesvc.Tx{Answers: memory.NewAnswerBank(s)} })
	svc := profilesvc.New(profilesvc.Deps{Work: work, Profiles: memory.NewProfileReader(db), Preferences: memory.NewPreferencesReader(db), Answers: memory.NewAnswerReader(db)})
	said := profile.Answer{ID: id.Make[id.Answer](now), User: ada.User, Key: "notice period", Question: "Notice period?", Values: []string{"none"}, SaidAt: now}
	if err := work.Do(ctx, func(ctx context.Context, tx profilesvc.Tx) error { return tx.Answers.Remember(ctx, said) }); err != nil {
		t.Fatal(err)
	}
	known, err := svc.Known(ctx, ada)
	if err != nil || known.Profile.User != ada.User || len(known.Answers) != 1 {
		t.Errorf("Known = %+v, %v", known, err)
	}
	if err := svc.Forget(ctx, eve, said.ID); !errors.Is(err, profile.ErrNoAnswer) {
		t.Errorf("another person's answer: %v", err)
	}
	if err := svc.Forget(ctx, ada, said.ID); err != nil {
		t.Error(err)
	}
	if all, err := svc.Answers(ctx, ada); err != nil || len(all) != 0 {
		t.Errorf("Answers = %+v, %v", all, err)
	}
	for what, try := range map[string]func() error{
		"known":   func() error { _, err := svc.Known(ctx, identity.Actor{}); return err },
		"answers": func() error { _, err := svc.Answers(ctx, identity.Actor{}); return err },
		"forget":  func() error { return svc.Forget(ctx, identity.Actor{}, said.ID) },
	} {
		if err := try(); !errors.Is(err, fault.ErrUnauthenticated) {
			t.Errorf("%s as a visitor: %v", what, err)
		}
	}
}
