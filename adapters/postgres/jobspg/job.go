package jobspg

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

// Jobs implements ports.JobStore.
type Jobs struct {
	db postgres.Queryer
	q  *jobsdb.Queries
}

// NewJobs makes a store over a transaction.
func NewJobs(db postgres.Queryer) Jobs { return Jobs{db: db, q: jobsdb.New()} }

// Links implements ports.JobStore.
func (s Jobs) Links(ctx context.Context, source jobs.Source, token string, externals []string) ([]jobs.Link, error) {
	if err := s.q.LockNames(ctx, s.db, []string{fmt.Sprintf("jobs board %s %s", source, token)}); err != nil {
		return nil, fmt.Errorf("jobspg: hold the board: %w", err)
	}
	rows, err := s.q.LinksOfBoard(ctx, s.db, jobsdb.LinksOfBoardParams{
		Source: source, BoardToken: token, Every: externals == nil, Externals: emptyWhenNil(externals),
	})
	if err != nil {
		return nil, fmt.Errorf("jobspg: links: %w", err)
	}
	return fromLinkRows(rows), nil
}

// LinksOf implements ports.JobStore.
func (s Jobs) LinksOf(ctx context.Context, ids []id.Job) ([]jobs.Link, error) {
	return linksOf(ctx, s.q, s.db, ids)
}

func linksOf(ctx context.Context, q *jobsdb.Queries, db postgres.Queryer, ids []id.Job) ([]jobs.Link, error) {
	rows, err := q.LinksOfJobs(ctx, db, texts(ids))
	if err != nil {
		return nil, fmt.Errorf("jobspg: links of jobs: %w", err)
	}
	return fromLinkRows(rows), nil
}

// ByID implements ports.JobStore.
func (s Jobs) ByID(ctx context.Context, ids []id.Job) ([]jobs.Job, error) {
	return byID(ctx, s.q, s.db, ids)
}

func byID(ctx context.Context, q *jobsdb.Queries, db postgres.Queryer, ids []id.Job) ([]jobs.Job, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := q.JobsByID(ctx, db, texts(ids))
	if err != nil {
		return nil, fmt.Errorf("jobspg: jobs: %w", err)
	}
	found := make([]jobs.Job, len(rows))
	for i, r := range rows {
		if found[i], err = fromJobRow(r); err != nil {
			return nil, fmt.Errorf("jobspg: job %s: %w", r.ID, err)
		}
	}
	return found, nil
}

// ByFingerprint implements ports.JobStore.
func (s Jobs) ByFingerprint(ctx context.Context, fingerprints []string) ([]jobs.Job, error) {
	if len(fingerprints) == 0 {
		return nil, nil
	}
	if err := s.q.LockNames(ctx, s.db, fingerprints); err != nil {
		return nil, fmt.Errorf("jobspg: hold the fingerprints: %w", err)
	}
	ids, err := s.q.JobIDsByFingerprint(ctx, s.db, fingerprints)
	if err != nil {
		return nil, fmt.Errorf("jobspg: fingerprints: %w", err)
	}
	return s.ByID(ctx, ids)
}

// Put implements ports.JobStore.
func (s Jobs) Put(ctx context.Context, stored []ports.StoredJob) error {
	params := make([]jobsdb.PutJobParams, len(stored))
	for i, one := range stored {
		var err error
		if params[i], err = toJobParams(one); err != nil {
			return fmt.Errorf("jobspg: job %s: %w", one.Job.ID, err)
		}
	}
	var failed error
	s.q.PutJob(ctx, s.db, params).QueryRow(func(i int, _ int64, err error) {
		switch {
		case failed != nil: // the transaction is lost; the first error says why
		case errors.Is(err, pgx.ErrNoRows):
			failed = fault.ErrStale
		case err != nil:
			failed = fmt.Errorf("jobspg: put job %s: %w", params[i].ID, err)
		}
	})
	return failed
}

// PutLinks implements ports.JobStore.
func (s Jobs) PutLinks(ctx context.Context, links []jobs.Link) error {
	params := make([]jobsdb.PutLinkParams, len(links))
	for i, l := range links {
		params[i] = toLinkParams(l)
	}
	return run("put links", s.q.PutLink(ctx, s.db, params))
}

func fromLinkRows(rows []jobsdb.Link) []jobs.Link {
	links := make([]jobs.Link, len(rows))
	for i, r := range rows {
		links[i] = fromLinkRow(r)
	}
	return links
}

// texts hands ids over in the form that a list parameter takes.
func texts[K any](ids []id.ID[K]) []string {
	out := make([]string, len(ids))
	for i, one := range ids {
		out[i] = one.String()
	}
	return out
}

// run executes a batch and answers the first error: what follows it fails because of it.
func run(what string, batch interface{ Exec(f func(int, error)) }) error {
	var failed error
	batch.Exec(func(_ int, err error) {
		if failed == nil && err != nil {
			failed = fmt.Errorf("jobspg: %s: %w", what, err)
		}
	})
	return failed
}
