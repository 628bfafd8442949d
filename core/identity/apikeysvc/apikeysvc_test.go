package apikeysvc_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/apikeysvc"
	"github.com/applyforus/applyforus/ports"
)

type world struct {
	*apikeysvc.Service

	ada, eve identity.Actor
	work     ports.UnitOfWork[apikeysvc.Tx]
	users    ports.UnitOfWork[ports.UserStore]
	now      time.Time
}

func setup(t *testing.T) *world {
	t.Helper()
	db := memory.New()
	w := &world{now: time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return w.now }
	w.work = memory.UnitOfWork(db, func(s memory.Session) apikeysvc.Tx { return apikeysvc.Tx{Keys: memory.APIKeys(s)} })
	w.users = memory.UnitOfWork(db, memory.Users)
	w.Service = apikeysvc.New(apikeysvc.Deps{Work: w.work, Keys: memory.APIKeyReads(db), Limits: memory.NewRateLimiter(clock), Now: clock})
	w.ada, w.eve = w.person(t, "ada@example.org"), w.person(t, "eve@example.org")
	return w
}

func (w *world) person(t *testing.T, email string) identity.Actor {
	t.Helper()
	user := identity.NewUser(email, "Somebody", "hash", w.now)
	user.Verify(w.now)
	if err := w.users.Do(t.Context(), func(ctx context.Context, users ports.UserStore) error { return users.Create(ctx, user) }); err != nil {
		t.Fatal(err)
	}
	return user.Actor(identity.AppSeeker, identity.ViaSession)
}

func (w *world) make(t *testing.T, actor identity.Actor, scopes ...identity.Scope) apikeysvc.Made {
	t.Helper()
	made, err := w.Create(t.Context(), apikeysvc.CreateInput{Actor: actor, Name: "  Reports  ", Scopes: scopes, Days: 30})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestKeyActsForItsOwner(t *testing.T) {
	t.Parallel()
	w := setup(t)
	made := w.make(t, w.ada, "jobs:read", "applications:write")
	actor, err := w.ByKey(t.Context(), identity.AppSeeker, made.Text)
	if err != nil || actor.User != w.ada.User || actor.Via != identity.ViaKey || actor.Key != made.Key.ID || actor.Scopes != "applications:write jobs:read" {
		t.Fatalf("%+v, %v", actor, err)
	}
	list, err := w.List(t.Context(), w.ada)
	if err != nil || len(list) != 1 || list[0].Name != "Reports" || !list[0].LastUsedAt.Equal(w.now) {
		t.Errorf("%+v, %v", list, err)
	}
	other := w.make(t, w.ada, "jobs:read")
	for name, text := range map[string]string{
		"empty": "", "a token": "eyJhbGciOi.x.y", "cut": made.Text[:len(made.Text)-1], "another's secret": made.Text[:16] + other.Text[16:], "made up": identity.APIKeyPrefix + "x",
	} {
		if _, err := w.ByKey(t.Context(), identity.AppSeeker, text); !errors.Is(err, fault.ErrUnauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.ByKey(t.Context(), identity.AppEmployer, made.Text); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("in another app: %v", err)
	}
	w.now = w.now.AddDate(0, 0, 30)
	if _, err := w.ByKey(t.Context(), identity.AppSeeker, made.Text); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("after its days: %v", err)
	}
}

func TestKeyOfASuspendedAccount(t *testing.T) {
	t.Parallel()
	w := setup(t)
	made := w.make(t, w.ada, "jobs:read")
	err := w.users.Do(t.Context(), func(ctx context.Context, users ports.UserStore) error {
		user, err := users.Get(ctx, w.ada.User)
		if err != nil {
			return err
		}
		user.Status = identity.StatusSuspended
		return users.Update(ctx, user)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.ByKey(t.Context(), identity.AppSeeker, made.Text); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("%v", err)
	}
}

func TestRotateAndRevoke(t *testing.T) {
	t.Parallel()
	w := setup(t)
	old := w.make(t, w.ada, "jobs:read")
	counts := func(text string, want bool) {
		t.Helper()
		if _, err := w.ByKey(t.Context(), identity.AppSeeker, text); (err == nil) != want {
			t.Errorf("counts: %v, want %v", err == nil, want)
		}
	}
	next, err := w.Rotate(t.Context(), apikeysvc.RotateInput{Actor: w.ada, Key: old.Key.ID, Overlap: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	counts(old.Text, true)
	counts(next.Text, true)
	w.now = w.now.Add(time.Hour)
	counts(old.Text, false)
	counts(next.Text, true)
	if _, err := w.Rotate(t.Context(), apikeysvc.RotateInput{Actor: w.ada, Key: old.Key.ID}); !errors.Is(err, identity.ErrAPIKeyEnded) {
		t.Errorf("rotated twice: %v", err)
	}
	for range 2 {
		if err := w.Revoke(t.Context(), w.ada, next.Key.ID); err != nil {
			t.Fatal(err)
		}
		counts(next.Text, false)
	}
}

func TestWhoMayChangeKeys(t *testing.T) {
	t.Parallel()
	w := setup(t)
	made := w.make(t, w.ada, "jobs:write")
	program, err := w.ByKey(t.Context(), identity.AppSeeker, made.Text)
	if err != nil {
		t.Fatal(err)
	}
	unconfirmed, elsewhere := w.ada, w.ada
	unconfirmed.Verified, elsewhere.App = false, identity.AppEmployer
	for name, c := range map[string]struct {
		actor              identity.Actor
		list, create, over error
	}{
		"visitor":      {identity.Actor{}, fault.ErrUnauthenticated, fault.ErrUnauthenticated, fault.ErrUnauthenticated},
		"a program":    {program, identity.ErrKeyNotAllowed, identity.ErrKeyNotAllowed, identity.ErrKeyNotAllowed},
		"unconfirmed":  {unconfirmed, nil, identity.ErrUnverified, nil},
		"another":      {w.eve, nil, nil, fault.ErrNotFound},
		"another site": {elsewhere, nil, nil, fault.ErrNotFound},
	} {
		_, err := w.List(t.Context(), c.actor)
		wantErr(t, name+" lists", err, c.list)
		scope := identity.Scope("jobs:read")
		if c.actor.App == identity.AppEmployer {
			scope = "companies:read"
		}
		_, err = w.Create(t.Context(), apikeysvc.CreateInput{Actor: c.actor, Name: "x", Scopes: []identity.Scope{scope}, Days: 1})
		wantErr(t, name+" creates", err, c.create)
		if name != "unconfirmed" {
			_, err = w.Rotate(t.Context(), apikeysvc.RotateInput{Actor: c.actor, Key: made.Key.ID})
			wantErr(t, name+" rotates", err, c.over)
			wantErr(t, name+" revokes", w.Revoke(t.Context(), c.actor, made.Key.ID), c.over)
		}
	}
	if _, err := w.ByKey(t.Context(), identity.AppSeeker, made.Text); err != nil {
		t.Errorf("others have changed it: %v", err)
	}
}

func wantErr(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) || want == nil && err != nil {
		t.Errorf("%s: %v, want %v", what, err, want)
	}
}

func TestEveryViolationIsNamed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.Create(t.Context(), apikeysvc.CreateInput{Actor: w.ada, Name: " \x00", Scopes: []identity.Scope{"companies:read"}, Days: 366})
	found := fault.As(err)
	if found == nil {
		t.Fatal(err)
	}
	var fields []string
	for _, v := range found.Violations {
		fields = append(fields, v.Field)
	}
	if !slices.Equal(fields, []string{"name", "scopes", "days"}) {
		t.Errorf("%v", fields)
	}
	if _, err := w.Rotate(t.Context(), apikeysvc.RotateInput{Actor: w.ada, Key: id.APIKey{1}, Overlap: 169 * time.Hour}); fault.As(err) == nil || fault.As(err).Kind != fault.Invalid {
		t.Errorf("an overlap of more than a week: %v", err)
	}
}

func TestThereIsAnEnd(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for range identity.MaxAPIKeys {
		w.make(t, w.ada, "jobs:read")
	}
	input := apikeysvc.CreateInput{Actor: w.ada, Name: "x", Scopes: []identity.Scope{"jobs:read"}, Days: 1}
	if _, err := w.Create(t.Context(), input); !errors.Is(err, identity.ErrTooManyAPIKeys) {
		t.Errorf("one too many: %v", err)
	}
	for range 20 {
		_, _ = w.Create(t.Context(), input)
	}
	if _, err := w.Create(t.Context(), input); fault.As(err) == nil || fault.As(err).Kind != fault.RateLimited {
		t.Errorf("many within an hour: %v", err)
	}
}
