package jobspg

import (
	"context"
	"fmt"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
)

// Saved implements ports.SavedJobStore and ports.SavedJobReader.
type Saved struct {
	db postgres.Queryer
	q  *jobsdb.Queries
}

// NewSaved makes a store over the pool (to read) or a transaction.
func NewSaved(db postgres.Queryer) Saved { return Saved{db: db, q: jobsdb.New()} }

// Save implements ports.SavedJobStore.
func (s Saved) Save(ctx context.Context, user id.User, job id.Job, now time.Time) error {
	err := s.q.SaveJob(ctx, s.db, jobsdb.SaveJobParams{UserID: user, JobID: job, CreatedAt: now})
	if postgres.Violates(err, "saved_jobs_job_id_fkey") {
		return jobs.ErrJobNotFound
	}
	return err
}

// Unsave implements ports.SavedJobStore.
func (s Saved) Unsave(ctx context.Context, user id.User, job id.Job) error {
	return s.q.UnsaveJob(ctx, s.db, jobsdb.UnsaveJobParams{UserID: user, JobID: job})
}

// Among implements ports.SavedJobReader.
func (s Saved) Among(ctx context.Context, user id.User, candidates []id.Job) (map[id.Job]bool, error) {
	ids, err := s.q.SavedAmong(ctx, s.db, jobsdb.SavedAmongParams{UserID: user, Jobs: texts(candidates)})
	if err != nil {
		return nil, fmt.Errorf("jobspg: saved: %w", err)
	}
	saved := make(map[id.Job]bool, len(ids))
	for _, one := range ids {
		saved[one] = true
	}
	return saved, nil
}

// List implements ports.SavedJobReader.
func (s Saved) List(ctx context.Context, user id.User, req page.Request) (page.Page[jobs.Saved], error) {
	req = req.Normal()
	total, err := s.q.CountSaved(ctx, s.db, user)
	if err != nil {
		return page.Page[jobs.Saved]{}, fmt.Errorf("jobspg: count saved: %w", err)
	}
	rows, err := s.q.ListSaved(ctx, s.db, jobsdb.ListSavedParams{UserID: user, Max: int32(req.Limit), Skip: int32(req.Offset())})
	if err != nil {
		return page.Page[jobs.Saved]{}, fmt.Errorf("jobspg: list saved: %w", err)
	}
	ids := make([]id.Job, len(rows))
	for i, r := range rows {
		ids[i] = r.JobID
	}
	found, err := byID(ctx, s.q, s.db, ids)
	if err != nil {
		return page.Page[jobs.Saved]{}, err
	}
	byKey := make(map[id.Job]jobs.Job, len(found))
	for _, j := range found {
		byKey[j.ID] = j
	}
	saved := make([]jobs.Saved, len(rows))
	for i, r := range rows {
		saved[i] = jobs.Saved{Job: byKey[r.JobID], SavedAt: r.CreatedAt.UTC()}
	}
	return page.Of(req, saved, int(total)), nil
}
