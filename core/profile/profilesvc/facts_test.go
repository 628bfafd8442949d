package profilesvc_test

import (
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

// world is the service over memory.
type world struct {
	*profilesvc.Service

	t         *testing.T
	db        *memory.DB
	blobs     *memory.Blobs
	portraits *memory.Portraits
	now       time.Time
}

var (
	ada = identity.Actor{User: id.User{1}}
	eve = identity.Actor{User: id.User{2}}
)

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: memory.New(), blobs: memory.NewBlobs(), portraits: &memory.Portraits{}, now: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)}
	w.Service = profilesvc.New(profilesvc.Deps{
		Work: memory.UnitOfWork(w.db, func(s memory.Session) profilesvc.Tx {
			return profilesvc.Tx{
				Profiles: memory.NewProfiles(s), Preferences: memory.NewPreferences(s), Answers: memory.NewAnswerBank(s), Outbox: s.Outbox(),
			}
		}),
		Profiles: memory.NewProfileReader(w.db), Preferences: memory.NewPreferencesReader(w.db), Answers: memory.NewAnswerReader(w.db),
		Blobs: w.blobs, Portraits: w.portraits, Now: func() time.Time { w.now = w.now.Add(time.Second); return w.now },
	})
	return w
}

func (w *world) profile(who identity.Actor) profile.Profile {
	w.t.Helper()
	p, err := w.Get(w.t.Context(), who)
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

func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func to[T any](v T) *T { return &v }

func TestFactsAreChangedOneByOne(t *testing.T) {
	t.Parallel()
	w, ctx := setup(t), t.Context()
	job := must[profile.Experience](t)(w.Experience().Add(ctx, ada, profile.ExperienceEdit{Title: to("Lead"), Start: to("2020-03"), Current: to(true)}))
	seen := profile.Revision(job)
	changed := must[profile.Experience](t)(w.Experience().Edit(ctx, profilesvc.EditInput[profile.ExperienceEdit]{
		Actor: ada, Fact: job.ID, Seen: seen, Edit: profile.ExperienceEdit{Company: to("Nord")},
	}))
	if changed.ID != job.ID || changed.Title != "Lead" || changed.Company != "Nord" || !changed.Current {
		t.Errorf("%+v", changed)
	}
	edit := func(who identity.Actor, seen string, edit profile.ExperienceEdit) error {
		_, err := w.Experience().Edit(ctx, profilesvc.EditInput[profile.ExperienceEdit]{Actor: who, Fact: job.ID, Seen: seen, Edit: edit})
		return err
	}
	wantErr(t, edit(ada, seen, profile.ExperienceEdit{Title: to("Head")}), fault.ErrStale)
	wantErr(t, edit(eve, "", profile.ExperienceEdit{Title: to("Head")}), profile.ErrNoFact)
	wantErr(t, w.Experience().Remove(ctx, eve, job.ID), profile.ErrNoFact)
	wantErr(t, edit(identity.Actor{}, "", profile.ExperienceEdit{}), fault.ErrUnauthenticated)
	version := w.profile(ada).Version
	if err := edit(ada, "", profile.ExperienceEdit{Title: to(""), Company: to("")}); fault.As(err) == nil || len(fault.As(err).Violations) != 1 {
		t.Errorf("err = %v", err)
	}
	if p := w.profile(ada); p.Version != version || p.Experience[0].Title != "Lead" {
		t.Errorf("a refused change was kept: %+v", p)
	}
	// A form about another fact is not in the way.
	must[profile.Language](t)(w.Languages().Add(ctx, ada, profile.LanguageEdit{Name: to("German")}))
	if err := edit(ada, profile.Revision(changed), profile.ExperienceEdit{Title: to("Head")}); err != nil {
		t.Error(err)
	}
	if err := w.Experience().Remove(ctx, ada, job.ID); err != nil || len(w.profile(ada).Experience) != 0 {
		t.Errorf("%v, %+v", err, w.profile(ada).Experience)
	}
	if len(w.profile(eve).Languages) != 0 {
		t.Error("somebody else's profile changed")
	}
}

func TestSkillsAreAddedAllOrNone(t *testing.T) {
	t.Parallel()
	w, ctx := setup(t), t.Context()
	name := func(n string) profile.SkillEdit { return profile.SkillEdit{Name: to(n)} }
	must[[]profile.Skill](t)(w.Skills().AddAll(ctx, ada, name("Go"), name("SQL")))
	_, err := w.Skills().AddAll(ctx, ada, name("Rust"), name("go"), name(""), name("rust"))
	known := fault.As(err)
	if known == nil || len(known.Violations) != 3 || known.Violations[0].Field != "skills[1].name" || known.Violations[2].Field != "skills[3].name" {
		t.Fatalf("err = %v", err)
	}
	if n := len(w.profile(ada).Skills); n != 2 {
		t.Errorf("%d skills are kept", n)
	}
	many := make([]profile.SkillEdit, 10_000)
	if _, err := w.Skills().AddAll(ctx, ada, many...); fault.As(err) == nil || fault.As(err).Violations[0].Code != "too_many" {
		t.Errorf("10,000 skills: %v", err)
	}
}

func TestTextsAndPreferences(t *testing.T) {
	t.Parallel()
	w, ctx := setup(t), t.Context()
	p := must[profile.Profile](t)(w.EditTexts(ctx, profilesvc.TextsInput{Actor: ada, Edit: profile.TextsEdit{"name": "Ada", "phone": "030 12345"}}))
	seen := p.TextsRevision("name")
	must[profile.Profile](t)(w.EditTexts(ctx, profilesvc.TextsInput{Actor: ada, Edit: profile.TextsEdit{"phone": ""}}))
	must[profile.Profile](t)(w.EditTexts(ctx, profilesvc.TextsInput{Actor: ada, Seen: seen, Edit: profile.TextsEdit{"name": "Ada Berg"}}))
	_, err := w.EditTexts(ctx, profilesvc.TextsInput{Actor: ada, Seen: seen, Edit: profile.TextsEdit{"name": "Ada B."}})
	wantErr(t, err, fault.ErrStale)
	_, err = w.EditTexts(ctx, profilesvc.TextsInput{Actor: ada, Version: to(1), Edit: profile.TextsEdit{"name": "Ada B."}})
	wantErr(t, err, fault.ErrStale)
	if p = w.profile(ada); p.Name.Value != "Ada Berg" || p.Phone.Value != "" {
		t.Errorf("%+v", p)
	}
	wishes := must[profile.Preferences](t)(w.EditPreferences(ctx, profilesvc.PreferencesInput{Actor: ada, Version: to(0), Edit: profile.PreferencesEdit{Places: to([]string{"Kiel"})}}))
	if wishes.Version != 1 || !wishes.EmailNotifications {
		t.Errorf("%+v", wishes)
	}
	_, err = w.EditPreferences(ctx, profilesvc.PreferencesInput{Actor: ada, Version: to(0), Edit: profile.PreferencesEdit{}})
	wantErr(t, err, fault.ErrStale)
	if got := must[profile.Preferences](t)(w.Preferences(ctx, eve)); got.Version != 0 || len(got.Places) != 0 {
		t.Errorf("somebody else's: %+v", got)
	}
	for what, err := range map[string]error{
		"texts":       second(w.EditTexts(ctx, profilesvc.TextsInput{})),
		"preferences": second(w.Preferences(ctx, identity.Actor{})),
		"wish":        second(w.EditPreferences(ctx, profilesvc.PreferencesInput{})),
		"export":      second(w.JSONResume(ctx, identity.Actor{})),
		"photo":       second(w.Photo(ctx, identity.Actor{}, 0)),
		"set photo":   second(w.SetPhoto(ctx, identity.Actor{}, nil)),
		"remove":      w.RemovePhoto(ctx, identity.Actor{}),
	} {
		if !errors.Is(err, fault.ErrUnauthenticated) {
			t.Errorf("%s as a visitor: %v", what, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestPhotoLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w, ctx := setup(t), t.Context()
	_, err := w.Photo(ctx, ada, 0)
	wantErr(t, err, profile.ErrNoPhoto)
	wantErr(t, w.RemovePhoto(ctx, ada), profile.ErrNoPhoto)
	first := must[id.Photo](t)(w.SetPhoto(ctx, ada, []byte("one")))
	if got, err := w.Photo(ctx, ada, 100); err != nil || string(got) != "one" || len(w.blobs.Keys()) != len(profile.PhotoSizes) {
		t.Errorf("%q, %v, %v", got, err, w.blobs.Keys())
	}
	_, err = w.Photo(ctx, eve, 0)
	wantErr(t, err, profile.ErrNoPhoto)

	w.portraits.Fail(profile.ErrPhotoDamaged)
	_, err = w.SetPhoto(ctx, ada, []byte("bad"))
	wantErr(t, err, profile.ErrPhotoDamaged)
	boom := errors.New("disk full")
	w.blobs.Fail(boom)
	_, err = w.SetPhoto(ctx, ada, []byte("two"))
	wantErr(t, err, boom)
	if w.profile(ada).Photo != first || len(w.blobs.Keys()) != len(profile.PhotoSizes) {
		t.Errorf("after failures: %v, %v", w.profile(ada).Photo, w.blobs.Keys())
	}

	second := must[id.Photo](t)(w.SetPhoto(ctx, ada, []byte("two")))
	if second == first || w.profile(ada).Photo != second {
		t.Error("the photo is not replaced")
	}
	if err := w.RemovePhoto(ctx, ada); err != nil {
		t.Fatal(err)
	}
	tasks := w.db.Tasks()
	if len(tasks) != 2 {
		t.Fatalf("tasks %+v", tasks)
	}
	for _, due := range tasks {
		task, ok := due.Task.(profile.DiscardPhoto)
		if !ok {
			t.Fatalf("task %+v", due)
		}
		for range 2 { // queues deliver at least once
			if err := w.DiscardPhoto(ctx, task); err != nil {
				t.Error(err)
			}
		}
	}
	if keys := w.blobs.Keys(); len(keys) != 0 {
		t.Errorf("files are left: %v", keys)
	}
}
