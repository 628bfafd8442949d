package demo_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/boards"
	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/adapters/sanitize"
	"github.com/applyforus/applyforus/apps/internal/demo"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

// TestBoardsAreReadByTheRealFeed seeds every demo board as a start does, on two days.
func TestBoardsAreReadByTheRealFeed(t *testing.T) {
	t.Parallel()
	db, now := memory.New(), time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	importer := jobsvc.NewImporter(memory.UnitOfWork(db, func(s memory.Session) jobsvc.ImportTx {
		return jobsvc.ImportTx{
			Jobs: memory.NewJobs(s), Requisitions: memory.NewRequisitions(s), Companies: memory.NewCompanies(s),
			Boards: memory.NewBoards(s), Outbox: s.Outbox(),
		}
	}), memory.NewJobReader(db), memory.NewBoardReader(db), boards.All(http.DefaultClient), sanitize.New(), func() time.Time { return now })
	seed := func() jobsvc.ImportReport {
		t.Helper()
		var all []jobsvc.DemoBoard
		for _, b := range demo.Boards("http://127.0.0.1:3100", now) {
			all = append(all, jobsvc.DemoBoard{Token: b.Token, Company: b.Name, Feed: b.JSON})
		}
		report, err := importer.SeedDemo(t.Context(), all)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	postings := len(demo.Postings("http://127.0.0.1:3100", now))
	if r := seed(); r.Created != postings || len(r.Refused) != 0 {
		t.Errorf("first start: %+v, want %d jobs", r, postings)
	}
	if r := seed(); r.Unchanged != postings {
		t.Errorf("second start on one day: %+v", r)
	}
	now = now.AddDate(0, 0, 1)
	if r := seed(); r.Updated != postings || r.Created+r.Closed != 0 {
		t.Errorf("next day: %+v, want all refreshed", r)
	}
	if removed, err := importer.RemoveDemo(t.Context()); err != nil || removed != postings {
		t.Errorf("removed %d, %v", removed, err)
	}
}
