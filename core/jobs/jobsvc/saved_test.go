package jobsvc_test

import (
	"errors"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

func TestSavedJobsArePersonal(t *testing.T) {
	t.Parallel()
	w := setup(t)
	saved := jobsvc.NewSaved(memory.UnitOfWork(w.db, func(s memory.Session) jobsvc.SavedTx {
		return jobsvc.SavedTx{Saved: memory.NewSavedJobs(s)}
	}), memory.NewSavedJobReader(w.db), w.clock)
	one := posting(jobs.SourceLever, "fern", 1)
	w.sweep(w.lever, w.follow(jobs.SourceLever, "fern"), one)
	job := w.job(one).ID
	ada := identity.Actor{User: id.User(id.New[struct{}]())}
	ben := identity.Actor{User: id.User(id.New[struct{}]())}
	visitor := identity.Actor{}

	if err := errors.Join(saved.Save(t.Context(), ada, job), saved.Save(t.Context(), ada, job), saved.Unsave(t.Context(), ben, job)); err != nil {
		t.Fatal(err)
	}
	if list, err := saved.List(t.Context(), ada, page.Request{}); err != nil || list.Total != 1 || list.Items[0].Job.ID != job {
		t.Errorf("list = %+v, %v", list, err)
	}
	if among, err := saved.Among(t.Context(), ben, []id.Job{job}); err != nil || among[job] {
		t.Errorf("another person's job is saved: %v, %v", among, err)
	}
	if among, err := saved.Among(t.Context(), visitor, []id.Job{job}); err != nil || len(among) != 0 {
		t.Errorf("a visitor has saved %v, %v", among, err)
	}
	if err := saved.Unsave(t.Context(), ada, job); err != nil {
		t.Fatal(err)
	}
	if list, err := saved.List(t.Context(), ada, page.Request{}); err != nil || list.Total != 0 {
		t.Errorf("list = %+v, %v", list, err)
	}
	if err := saved.Save(t.Context(), ada, id.Job(id.New[struct{}]())); !errors.Is(err, jobs.ErrJobNotFound) {
		t.Errorf("saving an unknown job = %v", err)
	}
	_, listErr := saved.List(t.Context(), visitor, page.Request{})
	for _, err := range []error{saved.Save(t.Context(), visitor, job), saved.Unsave(t.Context(), visitor, job), listErr} {
		if !errors.Is(err, fault.ErrUnauthenticated) {
			t.Errorf("a visitor: %v", err)
		}
	}
}
