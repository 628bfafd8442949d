package porttest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// ApplicationsTx is what the suite touches within a transaction.
type ApplicationsTx struct {
	Applications ports.ApplicationStore
	Records      ports.ApplicationRecords
	Attempts     ports.AttemptStore
}

// ApplicationsProbe is one empty store of applications and attempts.
type ApplicationsProbe struct {
	Work         ports.UnitOfWork[ApplicationsTx]
	Applications ports.ApplicationReader
	Attempts     ports.AttemptReader
	// Ground makes what a new application refers to: a person (that of the argument,
	// or a new one for none), an opening of its own and a resume.
	Ground func(t *testing.T, user id.User) (id.User, id.Job, id.Requisition, id.Resume)
}

// AppliedAt is the suite's time.
var AppliedAt = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// Applications is the suite of the store, the records and the reader of applications.
func Applications(t *testing.T, open func(t *testing.T) ApplicationsProbe) {
	t.Helper()
	for name, check := range map[string]func(t *testing.T, p ApplicationsProbe){
		"an application comes back with all that belongs to it": applicationRoundTrip,
		"another person's application is not found":             applicationOwners,
		"a person has one application per opening":              applicationOnce,
		"a change must follow the version it was read with":     applicationVersions,
		"a list is cut, filtered and counted for its owner":     applicationLists,
		"answers are replaced as a whole":                       answersReplaced,
		"a note is deleted only from its application":           noteDeleted,
		"the first evidence of a kind is kept":                  evidenceOnce,
		"evidence is found only by its owner":                   evidenceOwners,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, open(t))
		})
	}
}

func (p ApplicationsProbe) do(t *testing.T, fn func(ctx context.Context, tx ApplicationsTx) error) {
	t.Helper()
	if err := p.Work.Do(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// create stores a new application of the person, or of a new one.
func (p ApplicationsProbe) create(t *testing.T, owner id.User) applications.Application {
	t.Helper()
	user, job, requisition, resume := p.Ground(t, owner)
	app := applications.New(newID[id.Application](), user, job, requisition, resume, "Lens Engineer", "Fernhill Optics", "greenhouse", AppliedAt)
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error { return tx.Applications.Create(ctx, app) })
	return app
}

func (p ApplicationsProbe) file(t *testing.T, app applications.Application) applications.File {
	t.Helper()
	file, err := p.Applications.Get(t.Context(), app.User, app.ID)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func applicationRoundTrip(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	want := applications.File{
		Application: app,
		Answers: []applications.Answer{
			{
				FieldKey: "q2", Label: "Where?", Topic: "location", Kind: "single_select", Section: "About you", Description: "A city.", Required: true,
				Options: []applications.Option{{Value: "1", Label: "Porto"}}, Values: []string{"Porto"}, Origin: applications.OriginProfile, OriginText: "Your profile: location",
			},
			{FieldKey: "q1", Label: "Health?", Kind: "text", PersonOnly: true, Values: []string{}, Origin: applications.OriginNone},
		},
		Timeline: []applications.Entry{
			{Application: app.ID, Kind: applications.HistoryStarted, Text: "Started.", At: AppliedAt},
			{Application: app.ID, Kind: applications.HistoryApproved, Text: "Approved.", At: AppliedAt},
		},
		Notes: []applications.Note{
			{ID: newID[id.Note](), Application: app.ID, Text: "Second", CreatedAt: AppliedAt.Add(time.Minute)},
			{ID: newID[id.Note](), Application: app.ID, Text: "First", CreatedAt: AppliedAt},
		},
		Evidence: []applications.Evidence{
			applications.NewEvidence(newID[id.Evidence](), app.ID, newID[id.Attempt](), applications.EvidenceResume, "cv.pdf", "application/pdf", []byte("bytes"), AppliedAt),
		},
	}
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error {
		return errors.Join(tx.Records.PutAnswers(ctx, app.ID, want.Answers),
			tx.Records.AddEntry(ctx, want.Timeline[0]), tx.Records.AddEntry(ctx, want.Timeline[1]),
			tx.Records.AddNote(ctx, want.Notes[0]), tx.Records.AddNote(ctx, want.Notes[1]), tx.Records.AddEvidence(ctx, want.Evidence[0]))
	})
	got := p.file(t, app)
	if got.Answers[1].Options != nil && len(got.Answers[1].Options) == 0 {
		got.Answers[1].Options = nil // no options and none are the same
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func applicationOwners(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	stranger, _, _, _ := p.Ground(t, id.User{})
	ctx := t.Context()
	if _, err := p.Applications.Get(ctx, stranger, app.ID); !errors.Is(err, applications.ErrNotFound) {
		t.Errorf("reader: %v", err)
	}
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error {
		if _, err := tx.Applications.Get(ctx, stranger, app.ID); !errors.Is(err, applications.ErrNotFound) {
			t.Errorf("store: %v", err)
		}
		if _, err := tx.Applications.ForRequisition(ctx, stranger, app.Requisition); !errors.Is(err, applications.ErrNotFound) {
			t.Errorf("by requisition: %v", err)
		}
		taken := app
		taken.User, taken.NextStep = stranger, "mine now"
		if err := tx.Applications.Update(ctx, taken); !errors.Is(err, fault.ErrStale) {
			t.Errorf("update: %v", err)
		}
		return nil
	})
	found, err := p.Applications.ByRequisition(ctx, stranger, []id.Requisition{app.Requisition})
	if err != nil || len(found) != 0 {
		t.Errorf("by requisition: %v, %v", found, err)
	}
	if got := p.file(t, app); got.Application.NextStep != "" {
		t.Error("a stranger changed it")
	}
}

func applicationOnce(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	second := app
	second.ID = newID[id.Application]()
	err := p.Work.Do(t.Context(), func(ctx context.Context, tx ApplicationsTx) error { return tx.Applications.Create(ctx, second) })
	if !errors.Is(err, applications.ErrDuplicate) {
		t.Errorf("a second application: %v", err)
	}
	found, err := p.Applications.ByRequisition(t.Context(), app.User, []id.Requisition{app.Requisition, newID[id.Requisition]()})
	if err != nil || len(found) != 1 || found[app.Requisition] != app.ID {
		t.Errorf("by requisition: %v, %v", found, err)
	}
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error {
		got, err := tx.Applications.ForRequisition(ctx, app.User, app.Requisition)
		if err == nil && got.ID != app.ID {
			t.Errorf("for requisition: %v", got.ID)
		}
		return err
	})
}

func applicationVersions(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	changed := app
	changed.Stage, changed.AppliedAt, changed.NextStep = applications.StageApplied, AppliedAt, "Call them"
	changed.NextStepOn, changed.UpdatedAt = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), AppliedAt.Add(time.Hour)
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error { return tx.Applications.Update(ctx, changed) })
	err := p.Work.Do(t.Context(), func(ctx context.Context, tx ApplicationsTx) error { return tx.Applications.Update(ctx, app) })
	if !errors.Is(err, fault.ErrStale) {
		t.Errorf("a stale change: %v", err)
	}
	changed.Version = 2
	if got := p.file(t, app).Application; !reflect.DeepEqual(got, changed) {
		t.Errorf("got  %+v\nwant %+v", got, changed)
	}
}

func applicationLists(t *testing.T, p ApplicationsProbe) {
	first := p.create(t, id.User{})
	second, third := p.create(t, first.User), p.create(t, first.User)
	p.create(t, id.User{}) // a stranger's
	second.Stage, second.UpdatedAt = applications.StageOffer, AppliedAt.Add(time.Hour)
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error { return tx.Applications.Update(ctx, second) })
	for _, tc := range []struct {
		stages  []applications.Stage
		request page.Request
		want    []id.Application
		total   int
	}{
		{nil, page.Request{}, []id.Application{second.ID, third.ID, first.ID}, 3},
		{nil, page.Request{Number: 2, Limit: 2}, []id.Application{first.ID}, 3},
		{[]applications.Stage{applications.StageOffer, applications.StageApplied}, page.Request{}, []id.Application{second.ID}, 1},
		{[]applications.Stage{applications.StageRejected}, page.Request{}, nil, 0},
	} {
		got, err := p.Applications.List(t.Context(), first.User, tc.stages, tc.request)
		if err != nil {
			t.Fatal(err)
		}
		var ids []id.Application
		for _, app := range got.Items {
			ids = append(ids, app.ID)
		}
		if !reflect.DeepEqual(ids, tc.want) || got.Total != tc.total {
			t.Errorf("%v %+v: %v of %d, want %v of %d", tc.stages, tc.request, ids, got.Total, tc.want, tc.total)
		}
	}
	counts, err := p.Applications.Counts(t.Context(), first.User)
	if want := map[applications.Stage]int{applications.StagePreparing: 2, applications.StageOffer: 1}; err != nil || !reflect.DeepEqual(counts, want) {
		t.Errorf("counts %v, %v", counts, err)
	}
}

func answersReplaced(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	put := func(keys ...string) {
		answers := make([]applications.Answer, len(keys))
		for i, key := range keys {
			answers[i] = applications.Answer{FieldKey: key, Label: key, Kind: "text", Origin: applications.OriginNone}
		}
		p.do(t, func(ctx context.Context, tx ApplicationsTx) error { return tx.Records.PutAnswers(ctx, app.ID, answers) })
	}
	put("b", "a", "c")
	put("c", "d")
	got := p.file(t, app).Answers
	if len(got) != 2 || got[0].FieldKey != "c" || got[1].FieldKey != "d" {
		t.Errorf("answers %+v", got)
	}
}

func noteDeleted(t *testing.T, p ApplicationsProbe) {
	mine, other := p.create(t, id.User{}), p.create(t, id.User{})
	note := applications.Note{ID: newID[id.Note](), Application: mine.ID, Text: "Keep", CreatedAt: AppliedAt}
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error { return tx.Records.AddNote(ctx, note) })
	remove := func(from id.Application) error {
		return p.Work.Do(t.Context(), func(ctx context.Context, tx ApplicationsTx) error { return tx.Records.DeleteNote(ctx, from, note.ID) })
	}
	if err := remove(other.ID); !errors.Is(err, applications.ErrNotFound) {
		t.Errorf("through another application: %v", err)
	}
	if len(p.file(t, mine).Notes) != 1 {
		t.Fatal("the note is gone")
	}
	if err := remove(mine.ID); err != nil {
		t.Error(err)
	}
	if err := remove(mine.ID); !errors.Is(err, applications.ErrNotFound) {
		t.Errorf("twice: %v", err)
	}
}

func evidenceOnce(t *testing.T, p ApplicationsProbe) {
	app, attempt := p.create(t, id.User{}), newID[id.Attempt]()
	piece := func(content string) applications.Evidence {
		return applications.NewEvidence(newID[id.Evidence](), app.ID, attempt, applications.EvidenceFilled, "form.png", "image/png", []byte(content), AppliedAt)
	}
	kept, late := piece("first"), piece("second")
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error {
		return errors.Join(tx.Records.AddEvidence(ctx, kept), tx.Records.AddEvidence(ctx, late))
	})
	if got := p.file(t, app).Evidence; len(got) != 1 || got[0] != kept {
		t.Errorf("evidence %+v", got)
	}
}

func evidenceOwners(t *testing.T, p ApplicationsProbe) {
	app := p.create(t, id.User{})
	other := p.create(t, app.User)
	stranger, _, _, _ := p.Ground(t, id.User{})
	kept := applications.NewEvidence(newID[id.Evidence](), app.ID, newID[id.Attempt](), applications.EvidenceResult, "end.png", "image/png", []byte("x"), AppliedAt)
	p.do(t, func(ctx context.Context, tx ApplicationsTx) error { return tx.Records.AddEvidence(ctx, kept) })
	ctx := t.Context()
	if got, err := p.Applications.Evidence(ctx, app.User, app.ID, kept.ID); err != nil || got != kept {
		t.Errorf("own: %+v, %v", got, err)
	}
	if _, err := p.Applications.Evidence(ctx, stranger, app.ID, kept.ID); !errors.Is(err, applications.ErrNoEvidence) {
		t.Errorf("a stranger: %v", err)
	}
	if _, err := p.Applications.Evidence(ctx, app.User, other.ID, kept.ID); !errors.Is(err, applications.ErrNoEvidence) {
		t.Errorf("through another application: %v", err)
	}
}
