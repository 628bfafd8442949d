package importsvc_test

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
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/importsvc"
)

var (
	ada = identity.Actor{User: id.User{1}}
	eve = identity.Actor{User: id.User{2}}
)

type world struct {
	*importsvc.Service

	t    *testing.T
	db   *memory.DB
	work func(func(context.Context, importsvc.Tx) error) error
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: memory.New()}
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	work := memory.UnitOfWork(w.db, func(s memory.Session) importsvc.Tx {
		return importsvc.Tx{Profiles: memory.NewProfiles(s), Imports: memory.NewImports(s)}
	})
	w.work = func(fn func(context.Context, importsvc.Tx) error) error { return work.Do(t.Context(), fn) }
	w.Service = importsvc.New(importsvc.Deps{
		Work: work, Profiles: memory.NewProfileReader(w.db), Imports: memory.NewImportReader(w.db),
		Now: func() time.Time { now = now.Add(time.Second); return now },
	})
	w.put(profile.Profile{User: ada.User, Name: profile.Text{Value: "Ada Typed", From: profile.Typed()}})
	return w
}

func (w *world) put(p profile.Profile) {
	w.t.Helper()
	err := w.work(func(ctx context.Context, tx importsvc.Tx) error { return tx.Profiles.Put(ctx, p, time.Unix(0, 0)) })
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) profile() profile.Profile {
	w.t.Helper()
	p, err := memory.NewProfileReader(w.db).Get(w.t.Context(), ada.User)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

func wantErr(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("err = %v, want %v", err, want)
	}
}

const file = `{"basics":{"name":"Ada File","label":"Engineer"},"skills":[{"name":"Go"},{"name":"SQL"}]}`

func TestFileIsComparedThenTaken(t *testing.T) {
	t.Parallel()
	w, ctx := setup(t), t.Context()
	i, err := w.ReadFile(ctx, importsvc.FileInput{Actor: ada, FileName: "../../etc/passwd\x00", Content: []byte(file)})
	if err != nil {
		t.Fatal(err)
	}
	if p := w.profile(); p.Version != 1 || len(p.Skills) != 0 {
		t.Fatalf("reading a file changed the profile: %+v", p)
	}
	_, err = w.Compare(ctx, eve, i.ID)
	wantErr(t, err, profile.ErrNoImport)
	proposal, err := w.Compare(ctx, ada, i.ID)
	if err != nil || proposal.Version != 1 || len(proposal.Differences) != 4 {
		t.Fatalf("%+v, %v", proposal, err)
	}
	take := func(who identity.Actor, version int, keys ...string) error {
		return w.Take(ctx, importsvc.TakeInput{Actor: who, Import: i.ID, Keys: keys, Version: version})
	}
	wantErr(t, take(eve, 1, "headline"), profile.ErrNoImport)
	wantErr(t, take(ada, 0, "headline"), fault.ErrStale)
	for _, keys := range [][]string{nil, {"nonsense"}, {"skills/9"}, slices.Repeat([]string{"headline"}, 1000)} {
		if err := take(ada, 1, keys...); fault.As(err) == nil || len(fault.As(err).Violations) == 0 {
			t.Errorf("%d keys: %v", len(keys), err)
		}
	}
	if err := take(ada, 1, "headline", "skills/1"); err != nil {
		t.Fatal(err)
	}
	p := w.profile()
	if p.Name.Value != "Ada Typed" || p.Headline.Value != "Engineer" || p.Headline.From.Source != profile.SourceJSONResume || len(p.Skills) != 1 || p.Skills[0].Name != "SQL" {
		t.Errorf("%+v", p)
	}
	wantErr(t, take(ada, 2, "name"), profile.ErrImportClosed)
	wantErr(t, w.Dismiss(ctx, ada, i.ID), profile.ErrImportClosed)
	_, err = w.Compare(ctx, ada, i.ID)
	wantErr(t, err, profile.ErrImportClosed)
}

func TestDismissTakesNothing(t *testing.T) {
	t.Parallel()
	w, ctx := setup(t), t.Context()
	i, err := w.ReadFile(ctx, importsvc.FileInput{Actor: ada, Content: []byte(file)})
	if err != nil {
		t.Fatal(err)
	}
	wantErr(t, w.Dismiss(ctx, eve, i.ID), profile.ErrNoImport)
	if open, err := w.Open(ctx, ada); err != nil || len(open) != 1 {
		t.Errorf("%+v, %v", open, err)
	}
	if err := w.Dismiss(ctx, ada, i.ID); err != nil {
		t.Fatal(err)
	}
	if open, _ := w.Open(ctx, ada); len(open) != 0 || w.profile().Version != 1 {
		t.Errorf("%+v, %+v", open, w.profile())
	}
}

func TestConnectedAccount(t *testing.T) {
	t.Parallel()
	w, ctx := setup(t), t.Context()
	facts := profile.Profile{User: eve.User, GitHub: profile.Text{Value: "github.com/ada", From: profile.Typed()}, Photo: id.Photo{9}, WorkPermits: []profile.WorkPermit{{Country: "DE"}}}
	which, err := w.ImportFacts(ctx, ada, profile.SourceGitHub, facts)
	if err != nil {
		t.Fatal(err)
	}
	proposal, err := w.Compare(ctx, ada, which)
	if err != nil || len(proposal.Differences) != 1 || proposal.Import.Facts.GitHub.From.Source != profile.SourceGitHub || !proposal.Import.Facts.Photo.IsZero() || len(proposal.Import.Facts.WorkPermits) != 0 {
		t.Errorf("%+v, %v", proposal, err)
	}
	if _, err := w.ImportFacts(ctx, ada, profile.SourceTyped, facts); fault.As(err) == nil || fault.As(err).Kind != fault.Invalid {
		t.Errorf("as typed: %v", err)
	}
	_, err = w.ImportFacts(ctx, ada, profile.SourceGitHub, profile.Profile{})
	wantErr(t, err, profile.ErrImportNothing)
	_, err = w.ImportFacts(ctx, identity.Actor{}, profile.SourceGitHub, facts)
	wantErr(t, err, fault.ErrUnauthenticated)
}

func TestNoRoomIsSaid(t *testing.T) {
	t.Parallel()
	w, ctx := setup(t), t.Context()
	p := w.profile()
	for range profile.Links.Max {
		p.Links = append(p.Links, profile.Link{ID: id.Fact(id.New[struct{}]()), URL: "https://" + id.New[struct{}]().String() + ".example", From: profile.Typed()})
	}
	w.put(p)
	which, err := w.ImportFacts(ctx, ada, profile.SourceLinkedIn, profile.Profile{Links: []profile.Link{{URL: "https://one.example"}}, Headline: profile.Text{Value: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Take(ctx, importsvc.TakeInput{Actor: ada, Import: which, Keys: []string{"headline", "links/0"}, Version: 2})
	if fault.As(err) == nil || fault.As(err).Violations[0].Code != "too_many" || w.profile().Headline.Value != "" {
		t.Errorf("err = %v, %+v", err, w.profile().Headline)
	}
}
