package resumesvc_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

func (w *world) profile() profile.Profile {
	w.t.Helper()
	p, err := memory.NewProfileReader(w.db).Get(w.t.Context(), ada.User)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

func (w *world) confirm(r resumes.Resume, facts resumes.Facts) resumes.Resume {
	w.t.Helper()
	r, err := w.Confirm(w.t.Context(), resumesvc.ConfirmInput{Actor: ada, Resume: r.ID, Version: r.Version, Facts: facts})
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func TestConfirmedFactsSayWhereTheyCameFrom(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.documents.Says(text(
		"Ada Berg", "ada@example.org | +49 30 1234567", "Experience", "Lead Engineer, Nordwind GmbH\tMarch 2020 - Present", "• Led a team of five",
		"Education", "BSc Mathematics, TU Berlin\t2010 - 2014", "Skills", "Go, SQL, PostgreSQL", "Languages", "German (native)",
	), nil)
	r := w.upload(ada, "cv")
	w.work()
	r = w.get(ada, r.ID)
	facts := r.Draft.Facts()
	if len(facts.Experience) != 1 || len(facts.Skills) == 0 || len(facts.Skills[0].Names) != 3 {
		t.Fatalf("the draft is not what this test needs: %+v", facts)
	}
	facts.Phone = "+49 30 7654321"
	facts.Skills[0].Names = append(facts.Skills[0].Names, "Rust")
	facts.Experience = append(facts.Experience, resumes.ExperienceFacts{Title: "Chair", Company: "Club", Start: "2019"})
	r = w.confirm(r, facts)
	if r.Status != resumes.Confirmed || r.Draft.Phone.Text != "+49 30 7654321" {
		t.Errorf("the draft is not kept as corrected: %+v", r)
	}

	p := w.profile()
	if from := p.Email.From; p.Email.Value != "ada@example.org" || from.Source != profile.SourceResume || from.Resume != r.ID || from.Page != 1 || from.Quote == "" {
		t.Errorf("e-mail %+v", p.Email)
	}
	if p.Phone.Value != "+49 30 7654321" || p.Phone.From != profile.TypedFor(r.ID) {
		t.Errorf("phone %+v", p.Phone)
	}
	if len(p.Experience) != 2 || p.Experience[0].From.Source != profile.SourceResume || !p.Experience[0].Current || p.Experience[1].From != profile.TypedFor(r.ID) {
		t.Errorf("experience %+v", p.Experience)
	}
	if p.Experience[0].Description != "Led a team of five" || p.Experience[0].ID.IsZero() || p.Experience[0].ID == p.Experience[1].ID {
		t.Errorf("experience %+v", p.Experience[0])
	}
	if n := len(p.Skills); n != 4 || p.Skills[n-1].Name != "Rust" || p.Skills[n-1].From.Source != profile.SourceTyped || p.Skills[0].From.Source != profile.SourceResume {
		t.Errorf("skills %+v", p.Skills)
	}

	// Checking again replaces what this resume gave, typed corrections included.
	again := r.Draft.Facts()
	again.Phone, again.Experience = "+49 30 1111111", again.Experience[:1]
	again.Experience[0].Title = "Head"
	w.confirm(r, again)
	p = w.profile()
	if p.Phone.Value != "+49 30 1111111" || len(p.Experience) != 1 || p.Experience[0].Title != "Head" || p.Experience[0].From != profile.TypedFor(r.ID) {
		t.Errorf("after the second check: %+v %+v", p.Phone, p.Experience)
	}
}

func TestConfirmIsAllOrNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	r := w.upload(ada, "cv")
	try := func(version int, facts resumes.Facts) error {
		_, err := w.Confirm(t.Context(), resumesvc.ConfirmInput{Actor: ada, Resume: r.ID, Version: version, Facts: facts})
		return err
	}
	wantErr(t, try(w.get(ada, r.ID).Version, resumes.Facts{Name: "Ada"}), resumes.ErrWrongStatus)
	w.work()
	r = w.get(ada, r.ID)
	wantErr(t, try(r.Version-1, resumes.Facts{Name: "Ada"}), fault.ErrStale)
	if err := try(r.Version, resumes.Facts{Email: "nobody"}); fault.As(err) == nil || fault.As(err).Violations[0].Field != "email" {
		t.Errorf("err = %v", err)
	}
	if got := w.get(ada, r.ID); got.Status != resumes.Read || got.Version != r.Version {
		t.Errorf("%+v", got)
	}
	if p := w.profile(); p.Version != 0 {
		t.Errorf("profile %+v", p)
	}
}

func TestRereadDiscardsTheDraftOnly(t *testing.T) {
	t.Parallel()
	w := setup(t)
	r := w.upload(ada, "cv")
	w.work()
	r = w.confirm(w.get(ada, r.ID), resumes.Facts{Name: "Ada Corrected"})
	r, err := w.Reread(t.Context(), ada, r.ID)
	if err != nil || r.Status != resumes.Uploaded {
		t.Fatalf("%+v, %v", r, err)
	}
	w.work()
	if r = w.get(ada, r.ID); r.Status != resumes.Read || r.Draft.Email.Text != "ada@example.org" {
		t.Errorf("%+v", r)
	}
	if p := w.profile(); p.Name.Value != "Ada Corrected" {
		t.Errorf("facts are gone: %+v", p.Name)
	}
}
