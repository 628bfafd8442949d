package profile_test

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

func TestTakeOverKeepsWhatWasTypedAndReplacesTheSameResume(t *testing.T) {
	t.Parallel()
	first, second := id.New[struct{}](), id.New[struct{}]()
	from := func(r id.ID[struct{}]) profile.Provenance {
		return profile.Provenance{Source: profile.SourceResume, Resume: id.Resume(r)}
	}
	mine := profile.Profile{
		Name:  profile.Text{Value: "Ada Typed", From: profile.Typed()},
		Phone: profile.Text{Value: "1", From: from(first)},
		Skills: []profile.Skill{
			{Name: "Go", From: profile.Typed()}, {Name: "Perl", From: from(first)},
		},
	}
	read := profile.Profile{
		Name:   profile.Text{Value: "A. Read", From: from(first)},
		Phone:  profile.Text{Value: "2", From: from(first)},
		Skills: []profile.Skill{{Name: "go", From: from(first)}, {Name: "SQL", From: from(first)}},
	}
	got := mine.TakeOver(read, id.Resume(first))
	if got.Name.Value != "Ada Typed" {
		t.Errorf("name = %q: a typed fact was overwritten", got.Name.Value)
	}
	if got.Phone.Value != "2" {
		t.Errorf("phone = %q, want the new reading", got.Phone.Value)
	}
	var names []string
	for _, s := range got.Skills {
		names = append(names, s.Name)
	}
	if len(names) != 2 || names[0] != "Go" || names[1] != "SQL" {
		t.Errorf("skills = %v, want Go (typed, once) and SQL", names)
	}
	if again := got.TakeOver(profile.Profile{}, id.Resume(second)); again.Phone.Value != "2" || len(again.Skills) != 2 {
		t.Errorf("an empty second resume removed facts of the first: %+v", again)
	}
}

func TestTakeOverLetsTheLatestTypingWin(t *testing.T) {
	t.Parallel()
	resume := id.New[struct{}]()
	now := profile.TypedFor(id.Resume(resume))
	mine := profile.Profile{
		Name:   profile.Text{Value: "Ada Typed", From: profile.Typed()},
		Phone:  profile.Text{Value: "1", From: now},
		Skills: []profile.Skill{{Name: "Go", From: profile.Typed()}, {Name: "Perl", From: now}},
	}
	got := mine.TakeOver(profile.Profile{
		Name:   profile.Text{Value: "Ada Now", From: now},
		Skills: []profile.Skill{{Name: "GO", From: now}},
	}, id.Resume(resume))
	if got.Name.Value != "Ada Now" {
		t.Errorf("name = %q, want what was typed last", got.Name.Value)
	}
	if got.Phone.Value != "" {
		t.Errorf("phone = %q: removed while checking the same resume, and still there", got.Phone.Value)
	}
	if len(got.Skills) != 1 || got.Skills[0].Name != "GO" {
		t.Errorf("skills = %+v", got.Skills)
	}
}

func TestQuestionKeyFoldsWording(t *testing.T) {
	t.Parallel()
	want := "what is your notice period"
	for _, q := range []string{"What is your notice period?", "  what is  your NOTICE period *", "Whát is your notice-period"} {
		if got := profile.QuestionKey(q); got != want {
			t.Errorf("QuestionKey(%q) = %q, want %q", q, got, want)
		}
	}
}

func TestMonthRoundTrip(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "2021", "2021-03"} {
		m, ok := profile.ParseMonth(text)
		if !ok || m.String() != text {
			t.Errorf("ParseMonth(%q) = %v, %v", text, m, ok)
		}
	}
	for _, text := range []string{"21", "2021-13", "1850", "soon"} {
		if _, ok := profile.ParseMonth(text); ok {
			t.Errorf("ParseMonth(%q) was accepted", text)
		}
	}
	if m, _ := profile.ParseMonth("2021-03"); m.Month != time.March {
		t.Errorf("month = %v", m.Month)
	}
}
