package jobs

import (
	"errors"
	"testing"
	"time"
)

var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

func TestBoardKeepsItsLastSuccessWhenAFetchFails(t *testing.T) {
	t.Parallel()
	b := NewBoard(SourceLever, "acme", "Acme")
	if b.Status != BoardStale || !b.Due(noon) || b.Note == "" || b.URL != "https://jobs.lever.co/acme" {
		t.Fatalf("a new board: %+v", b)
	}
	b.Succeeded(noon)
	if b.Status != BoardFresh || b.Due(noon.Add(FetchEvery-time.Second)) || !b.Due(noon.Add(FetchEvery)) {
		t.Fatalf("after a success: %+v", b)
	}
	later := noon.Add(FetchEvery)
	b.Failed(ErrBoardPartial, later)
	if b.Status != BoardStale || b.LastSuccessAt != noon || b.LastAttemptAt != later || b.LastProblem.Code != "jobs.board_partial" || b.LastProblem.Text == "" {
		t.Fatalf("after a failure: %+v", b)
	}
	b.Succeeded(later)
	if b.LastProblem != (Problem{}) || b.Failures != 0 {
		t.Fatalf("after the next success: %+v", b)
	}
}

func TestBoardWaitsLongerWithEachFailure(t *testing.T) {
	t.Parallel()
	b := NewBoard(SourceAshby, "acme", "Acme")
	last := time.Duration(0)
	for range 30 {
		b.Failed(ErrBoardUnavailable, noon)
		wait := b.NextAttemptAt.Sub(noon)
		if wait < last || wait > RetryAtMost {
			t.Fatalf("waits %s after %s", wait, last)
		}
		last = wait
	}
	if last != RetryAtMost {
		t.Errorf("ends at %s", last)
	}
	b.Failed(ErrBoardRateLimited.After(40*time.Hour), noon)
	if b.NextAttemptAt.Sub(noon) != 40*time.Hour {
		t.Error("what the site asked for is not kept")
	}
	b.Failed(ErrBoardNotFound, noon)
	if !b.Gone() || b.NextAttemptAt.Sub(noon) != GoneRetry {
		t.Errorf("a board that is not there: %+v", b)
	}
	b.Failed(errors.New("secret detail"), noon)
	if b.LastProblem.Code != ErrBoardUnavailable.Code || b.LastProblem.Text != ErrBoardUnavailable.Message {
		t.Errorf("an error that is no fault is shown: %+v", b.LastProblem)
	}
}

func TestStarterBoards(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, b := range StarterBoards() {
		key := string(b.Source) + "/" + b.Token
		if seen[key] || b.CompanyName == "" || b.URL == "" || b.Note == "" || !b.Source.Known() || b.Source == SourceDemo {
			t.Errorf("%+v", b)
		}
		seen[key] = true
	}
	if len(seen) < 20 {
		t.Errorf("only %d boards", len(seen))
	}
}

func TestJobLifeCycle(t *testing.T) {
	t.Parallel()
	p := Posting{Source: SourceAshby, BoardToken: "acme", ExternalID: "1", CompanyName: "Acme", Title: "Baker", Questions: []Question{{Key: "a"}}}
	j := p.Job("<p>Bread</p>", "Bread", noon)
	if !j.Open() || j.Demo || j.Version != 1 || j.FirstSeenAt != noon || j.Fingerprint == "" {
		t.Fatalf("%+v", j)
	}
	j.Close(noon.Add(time.Hour))
	if j.Open() || j.ClosedAt.IsZero() {
		t.Fatal("not closed")
	}
	p.Questions, p.CompanyName, p.Title = nil, "", "Head Baker"
	next := j.Refresh(p, "<p>Bread</p>", "Bread", noon.Add(2*time.Hour))
	if !next.Open() || next.FirstSeenAt != noon || next.Version != 2 || len(next.Questions) != 1 || next.CompanyName != "Acme" || next.Fingerprint != Fingerprint("Acme", "Head Baker", "Bread") {
		t.Errorf("%+v", next)
	}
	filled := Job{Status: StatusFilled}
	if filled.Close(noon); filled.Status != StatusFilled {
		t.Error("closing forgets that a job was filled")
	}
}

func TestPostingHashTellsChanges(t *testing.T) {
	t.Parallel()
	a := Posting{Title: "Baker", HTML: "x", PostedAt: noon}
	b := a
	if a.Hash() != b.Hash() {
		t.Error("equal postings differ")
	}
	b.Pay.Max = 1
	if a.Hash() == b.Hash() {
		t.Error("another pay goes unnoticed")
	}
}

func TestSameJob(t *testing.T) {
	t.Parallel()
	job := func(source Source, token, external, text, place string) Job {
		places, _ := ParseLocation(place)
		return Job{Source: source, BoardToken: token, ExternalID: external, Locations: places, Fingerprint: Fingerprint("Acme", "Baker", text)}
	}
	a := job(SourceLever, "acme", "1", "We bake.", "Berlin")
	for name, c := range map[string]struct {
		other Job
		want  bool
	}{
		"same id":                           {job(SourceLever, "acme", "1", "Changed.", "Paris"), true},
		"same words on another board":       {job(SourceAshby, "acme", "x", "WE  bake", "Berlin, Germany"), true},
		"another text":                      {job(SourceAshby, "acme", "x", "We fry.", "Berlin"), false},
		"another place":                     {job(SourceAshby, "acme", "x", "We bake.", "Paris"), false},
		"another opening of the same board": {job(SourceLever, "acme", "2", "We bake.", "Berlin"), false},
	} {
		if got := SameJob(a, c.other); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
