package jobspg

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// Reader implements ports.JobReader.
type Reader struct {
	db postgres.Queryer
	q  *jobsdb.Queries
}

// NewReader makes a reader over the pool.
func NewReader(db postgres.Queryer) Reader { return Reader{db: db, q: jobsdb.New()} }

// Get implements ports.JobReader.
func (r Reader) Get(ctx context.Context, job id.Job) (jobs.Job, error) {
	found, err := byID(ctx, r.q, r.db, []id.Job{job})
	if err != nil {
		return jobs.Job{}, err
	}
	if len(found) == 0 {
		return jobs.Job{}, jobs.ErrJobNotFound
	}
	return found[0], nil
}

// ByRequisition implements ports.JobReader.
func (r Reader) ByRequisition(ctx context.Context, requisition id.Requisition) ([]jobs.Job, error) {
	ids, err := r.q.JobIDsByRequisition(ctx, r.db, requisition)
	if err != nil {
		return nil, fmt.Errorf("jobspg: requisition: %w", err)
	}
	found, err := byID(ctx, r.q, r.db, ids)
	slices.SortFunc(found, func(a, b jobs.Job) int {
		if a.Open() != b.Open() {
			if a.Open() {
				return -1
			}
			return 1
		}
		return cmp.Or(b.PostedAt.Compare(a.PostedAt), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return found, err
}

// LinksOf implements ports.JobReader.
func (r Reader) LinksOf(ctx context.Context, job id.Job) ([]jobs.Link, error) {
	return linksOf(ctx, r.q, r.db, []id.Job{job})
}

// Requirements implements ports.JobReader.
func (r Reader) Requirements(ctx context.Context, job id.Job) ([]jobs.Requirement, error) {
	raw, err := r.q.JobRequirements(ctx, r.db, job)
	if err != nil {
		return nil, postgres.Missing(err, jobs.ErrJobNotFound)
	}
	var requirements []jobs.Requirement
	if err := json.Unmarshal(raw, &requirements); err != nil {
		return nil, fmt.Errorf("jobspg: requirements of %s: %w", job, err)
	}
	return nilWhenEmpty(requirements), nil
}
