package jobsvc_test

import (
	"errors"
	"testing"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
)

func TestDetailBringsPayAndQuestions(t *testing.T) {
	t.Parallel()
	list := &feed{source: jobs.SourceGreenhouse}
	greenhouse := detailedFeed{feed: list}
	pay := money.Range{Min: 50_000_00, Max: 60_000_00, Currency: "EUR", Interval: money.IntervalYear}
	answer := func(p jobs.Posting) (jobs.Posting, error) {
		full := posting(p.Source, p.BoardToken, 1)
		full.Pay, full.Questions = pay, []jobs.Question{{Key: "q", Label: "Why?", Kind: jobs.QuestionLongText}}
		return full, nil
	}
	greenhouse.detail = func(p jobs.Posting) (jobs.Posting, error) { return answer(p) }
	w := setup(t, &greenhouse)
	board := w.follow(jobs.SourceGreenhouse, "fern")
	one, two := posting(jobs.SourceGreenhouse, "fern", 1), posting(jobs.SourceGreenhouse, "fern", 2)
	w.sweep(list, board, one, two)
	tasks := w.db.Tasks()
	if len(tasks) != 2 || !tasks[1].At.After(tasks[0].At) {
		t.Fatalf("tasks = %+v, want two, one after the other", tasks)
	}
	task := tasks[0].Task.(jobs.ImportDetail)
	for range 2 { // a task may be worked twice
		if err := w.importer.HandleImportDetail(t.Context(), task); err != nil {
			t.Fatal(err)
		}
	}
	job := w.job(one)
	if job.ID != task.Job || job.Pay != pay || len(job.Questions) != 1 || job.CompanyName != "Fernhill Optics" {
		t.Errorf("job = %+v", job)
	}
	if r := w.sweep(list, board, one, two); r.Unchanged != 2 || len(w.db.Tasks()) != 2 {
		t.Errorf("the list says the same, yet: %+v and %d tasks", r, len(w.db.Tasks()))
	}
	answer = func(p jobs.Posting) (jobs.Posting, error) {
		one.Title = "Mirror Engineer" // the board changes while its page is fetched
		w.sweep(list, board, one, two)
		return posting(p.Source, p.BoardToken, 1), nil
	}
	if err := w.importer.HandleImportDetail(t.Context(), task); err != nil || w.job(one).Title != "Mirror Engineer" {
		t.Errorf("%v: an older page overwrote a newer list", err)
	}
	answer = func(p jobs.Posting) (jobs.Posting, error) { return p, jobs.ErrJobNotFound }
	if err := w.importer.HandleImportDetail(t.Context(), task); err != nil || !w.job(one).Open() {
		t.Errorf("%v: a page that is gone closes nothing", err)
	}
	answer = func(p jobs.Posting) (jobs.Posting, error) { return p, jobs.ErrBoardRateLimited }
	if err := w.importer.HandleImportDetail(t.Context(), task); !errors.Is(err, jobs.ErrBoardRateLimited) {
		t.Errorf("err = %v, want it told so that the task is tried again", err)
	}
	if err := w.importer.HandleImportDetail(t.Context(), jobs.ImportDetail{Job: id.Job(id.New[struct{}]())}); err != nil {
		t.Errorf("the task of an unknown job: %v", err)
	}
}
