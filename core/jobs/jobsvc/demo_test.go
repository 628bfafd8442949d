package jobsvc_test

import (
	"testing"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

func TestDemoIsSeededRefreshedAndRemoved(t *testing.T) {
	t.Parallel()
	greenhouse := &feed{source: jobs.SourceGreenhouse}
	w := setup(t, greenhouse)
	shown := []jobs.Posting{posting(jobs.SourceGreenhouse, "fern-demo", 1), posting(jobs.SourceGreenhouse, "fern-demo", 2)}
	greenhouse.decode = func(text, token string) ([]jobs.Posting, error) {
		if text != "feed" || token != "fern-demo" {
			t.Errorf("decoding %q of %q", text, token)
		}
		return append([]jobs.Posting(nil), shown...), nil
	}
	seed := func() jobsvc.ImportReport {
		t.Helper()
		r, err := w.importer.SeedDemo(t.Context(), []jobsvc.DemoBoard{{Token: "fern-demo", Company: "Fernhill (Demo)", Feed: []byte("feed")}})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := seed(); r.Created != 2 {
		t.Errorf("first seed: %+v", r)
	}
	if r := seed(); r.Unchanged != 2 || r.Created != 0 {
		t.Errorf("second seed: %+v", r)
	}
	stored := shown[0]
	stored.Source = jobs.SourceDemo
	job := w.job(stored)
	if !job.Demo || job.CompanyName != "Fernhill (Demo)" || len(w.db.Tasks()) != 0 {
		t.Errorf("job = %+v and %d tasks; want it marked, and nothing fetched", job, len(w.db.Tasks()))
	}
	w.pass(jobs.GoneRetry)
	if n, err := w.importer.SweepBoards(t.Context()); err != nil || n != 0 {
		t.Errorf("%d demo boards would be fetched, %v", n, err)
	}
	shown = shown[:1]
	if n, err := w.importer.RemoveDemo(t.Context()); err != nil || n != 2 {
		t.Errorf("removed %d, %v", n, err)
	}
	if w.job(stored).Open() {
		t.Error("a demo job is still shown")
	}
	if all, err := w.boards.All(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("boards left: %+v, %v", all, err)
	}
	if n, err := w.importer.RemoveDemo(t.Context()); err != nil || n != 0 {
		t.Errorf("removed %d twice, %v", n, err)
	}
	if r := seed(); r.Reopened != 1 || !w.job(stored).Open() || w.job(stored).ID != job.ID {
		t.Errorf("after seeding again: %+v", r)
	}
}
