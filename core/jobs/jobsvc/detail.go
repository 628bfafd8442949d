package jobsvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

// ImportDetail fetches a job's own page at its source for what the board's list leaves
// out: pay and the questions of the form. A job that is gone there is left to the next
// sweep. It answers jobs.ErrJobNotFound, and the feed's error for a fetch that should be
// tried again.
func (s *Importer) ImportDetail(ctx context.Context, job id.Job) error {
	read, err := s.jobs.Get(ctx, job)
	if err != nil {
		return err
	}
	feed, detailed := s.feeds[read.Source].(ports.JobDetailer)
	if !detailed || !read.Open() {
		return nil
	}
	limited, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	p, err := feed.FetchDetail(limited, jobs.Posting{Source: read.Source, BoardToken: read.BoardToken, ExternalID: read.ExternalID})
	if errors.Is(err, jobs.ErrJobNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	p.Source, p.CompanyName = read.Source, read.CompanyName
	if refuse(p) != "" {
		return nil
	}
	c := prepare(changed{posting: p}, s.html)
	return s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error {
		stored, err := tx.Jobs.ByID(ctx, []id.Job{job})
		if err != nil || len(stored) == 0 || stored[0].Version != read.Version {
			return err // whoever changed it in the meantime has asked for its detail anew
		}
		return tx.Jobs.Put(ctx, []ports.StoredJob{{
			Job: stored[0].Refresh(c.posting, c.html, c.text, s.now()), Requirements: c.requirements,
		}})
	})
}

// HandleImportDetail works a jobs.ImportDetail task.
func (s *Importer) HandleImportDetail(ctx context.Context, task jobs.ImportDetail) error {
	err := s.ImportDetail(ctx, task.Job)
	if errors.Is(err, jobs.ErrJobNotFound) {
		return nil
	}
	return err
}
