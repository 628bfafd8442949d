package jobspg

import (
	"context"
	"fmt"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// Requisitions implements ports.RequisitionStore.
type Requisitions struct {
	db postgres.Queryer
	q  *jobsdb.Queries
}

// NewRequisitions makes a store over a transaction.
func NewRequisitions(db postgres.Queryer) Requisitions { return Requisitions{db: db, q: jobsdb.New()} }

// ByKey implements ports.RequisitionStore.
func (s Requisitions) ByKey(ctx context.Context, source jobs.Source, token string, keys []string) (map[string]id.Requisition, error) {
	rows, err := s.q.RequisitionsByKey(ctx, s.db, jobsdb.RequisitionsByKeyParams{Source: source, BoardToken: token, Keys: emptyWhenNil(keys)})
	if err != nil {
		return nil, fmt.Errorf("jobspg: requisitions: %w", err)
	}
	found := make(map[string]id.Requisition, len(rows))
	for _, r := range rows {
		found[r.Key] = r.ID
	}
	return found, nil
}

// Add implements ports.RequisitionStore.
func (s Requisitions) Add(ctx context.Context, requisitions []jobs.Requisition, now time.Time) error {
	params := make([]jobsdb.AddRequisitionParams, len(requisitions))
	for i, r := range requisitions {
		params[i] = jobsdb.AddRequisitionParams{ID: r.ID, Source: r.Source, BoardToken: r.BoardToken, Key: r.Key, CreatedAt: now}
	}
	return run("add requisitions", s.q.AddRequisition(ctx, s.db, params))
}
