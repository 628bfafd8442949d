package jobsvc_test

import (
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/jobs"
)

func TestTheSamePostingOnTwoBoardsIsOneJob(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lever, ashby := w.follow(jobs.SourceLever, "fern"), w.follow(jobs.SourceAshby, "fern")
	here, there := posting(jobs.SourceLever, "fern", 1), posting(jobs.SourceAshby, "fern", 1)
	w.sweep(w.lever, lever, here)
	if r := w.sweep(w.ashby, ashby, there); r.Duplicates != 1 || r.Created != 0 {
		t.Errorf("second board: %+v", r)
	}
	job := w.job(here)
	if w.job(there).ID != job.ID || job.Source != jobs.SourceLever {
		t.Fatal("two jobs, or the second board took the job over")
	}
	w.sweep(w.lever, lever)
	w.sweep(w.lever, lever)
	job = w.job(there)
	if !job.Open() || job.Source != jobs.SourceAshby || job.URL != there.URL || job.ApplyURL != there.ApplyURL || w.link(here).Open() {
		t.Errorf("with one board left the job is %+v", job)
	}
	if r := w.sweep(w.ashby, ashby, there); r.Updated != 1 {
		t.Errorf("the board that is left must state the job anew: %+v", r)
	}
	w.sweep(w.ashby, ashby)
	w.sweep(w.ashby, ashby)
	if w.job(there).Open() {
		t.Error("the job is open on no board")
	}
}

func TestWhatIsNotTheSameStaysTwoJobs(t *testing.T) {
	t.Parallel()
	base := posting(jobs.SourceLever, "fern", 1)
	for name, change := range map[string]func(p *jobs.Posting){
		"two postings of one board": func(p *jobs.Posting) { p.Source, p.ExternalID = jobs.SourceLever, "p2" },
		"another place":             func(p *jobs.Posting) { p.Locations = []jobs.Place{{Raw: "Lyon", City: "Lyon", Country: "FR"}} },
		"another text":              func(p *jobs.Posting) { p.HTML = "<p>Polish mirrors.</p>" },
		"another company":           func(p *jobs.Posting) { p.CompanyName = "Saltmarsh Mirrors" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			lever, ashby := w.follow(jobs.SourceLever, "fern"), w.follow(jobs.SourceAshby, "fern")
			other := posting(jobs.SourceAshby, "fern", 1)
			change(&other)
			w.sweep(w.lever, lever, base)
			if other.Source == jobs.SourceLever {
				w.sweep(w.lever, lever, base, other)
			} else {
				w.sweep(w.ashby, ashby, other)
			}
			a, b := w.job(base), w.job(other)
			if a.ID == b.ID || a.Requisition == b.Requisition {
				t.Error("one job for two openings")
			}
		})
	}
}

func TestTwoEqualPostingsOfABoardDoNotShareATwin(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lever, ashby := w.follow(jobs.SourceLever, "fern"), w.follow(jobs.SourceAshby, "fern")
	one := posting(jobs.SourceLever, "fern", 1)
	first, second := posting(jobs.SourceAshby, "fern", 1), posting(jobs.SourceAshby, "fern", 1)
	second.ExternalID = "p2"
	w.sweep(w.lever, lever, one)
	if r := w.sweep(w.ashby, ashby, first, second); r.Duplicates != 1 || r.Created != 1 {
		t.Errorf("report: %+v", r)
	}
	if w.job(first).ID == w.job(second).ID {
		t.Error("two forms, one job")
	}
}

func TestASecondBoardsEdits(t *testing.T) {
	t.Parallel()
	w := setup(t)
	lever, ashby := w.follow(jobs.SourceLever, "fern"), w.follow(jobs.SourceAshby, "fern")
	here, there := posting(jobs.SourceLever, "fern", 1), posting(jobs.SourceAshby, "fern", 1)
	w.sweep(w.lever, lever, here)
	w.sweep(w.ashby, ashby, there)
	job := w.job(here)
	there.HTML = strings.Replace(there.HTML, "Grind", "Grind and polish", 1)
	w.sweep(w.ashby, ashby, there)
	if w.job(there).ID != job.ID || w.job(here).DescriptionHTML != job.DescriptionHTML {
		t.Error("an edit on its way through the boards made another job")
	}
	there.Title = "Mirror Engineer"
	w.sweep(w.ashby, ashby, there)
	moved := w.job(there)
	if moved.ID == job.ID || moved.Title != "Mirror Engineer" || moved.Requisition != job.Requisition {
		t.Errorf("a posting that became another job: %+v; want a job of its own behind the same opening", moved)
	}
}

func TestPostingsWithOneRequisitionAreOneOpening(t *testing.T) {
	t.Parallel()
	w := setup(t)
	board := w.follow(jobs.SourceLever, "fern")
	one, two, three := posting(jobs.SourceLever, "fern", 1), posting(jobs.SourceLever, "fern", 2), posting(jobs.SourceLever, "fern", 3)
	one.RequisitionKey, two.RequisitionKey, three.RequisitionKey = "R-7", "R-7", "R-7"
	w.sweep(w.lever, board, one, two)
	w.sweep(w.lever, board, one, two, three)
	first := w.job(one).Requisition
	if w.job(two).Requisition != first || w.job(three).Requisition != first {
		t.Error("one requisition key, several openings")
	}
	found, err := w.jobs.ByRequisition(t.Context(), first)
	if err != nil || len(found) != 3 {
		t.Errorf("%d jobs behind the opening, %v", len(found), err)
	}
}

func TestWhatCannotBeStoredIsRefusedWithAReason(t *testing.T) {
	t.Parallel()
	w := setup(t)
	board := w.follow(jobs.SourceLever, "fern")
	good := posting(jobs.SourceLever, "fern", 1)
	bad := map[string]func(p *jobs.Posting){
		"title":       func(p *jobs.Posting) { p.Title = " " },
		"web address": func(p *jobs.Posting) { p.URL, p.ApplyURL = "", "" },
		"longer":      func(p *jobs.Posting) { p.Text = strings.Repeat("a", 300_000) },
		"characters":  func(p *jobs.Posting) { p.Locations = []jobs.Place{{Raw: "Por\x00to"}} },
	}
	postings := []jobs.Posting{good}
	for word, spoil := range bad {
		p := posting(jobs.SourceLever, "fern", 2)
		p.ExternalID = word
		spoil(&p)
		postings = append(postings, p)
	}
	r := w.sweep(w.lever, board, postings...)
	if r.Created != 1 || len(r.Refused) != len(bad) {
		t.Errorf("report: %+v", r)
	}
	for _, refused := range r.Refused {
		if !strings.Contains(refused.Reason, refused.ExternalID) || refused.Board != "fern" {
			t.Errorf("refusal %+v", refused)
		}
	}
	spoiled := good
	spoiled.Title = ""
	for range jobs.ClosesAfter {
		w.sweep(w.lever, board, spoiled)
	}
	if j := w.job(good); !j.Open() || j.Title != good.Title {
		t.Errorf("a posting that is shown, though spoiled, was closed or overwritten: %+v", j)
	}
}
