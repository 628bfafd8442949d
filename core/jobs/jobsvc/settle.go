package jobsvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

// settleBatch counts, after a complete reading, the misses of the links with these
// external ids, or takes them back for a posting that is shown again. What was missed
// often enough is closed.
func (s *Importer) settleBatch(ctx context.Context, r reading, shown map[string]changed, externals []string) (ImportReport, error) {
	var report ImportReport
	err := s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error {
		now := s.now()
		links, err := tx.Jobs.Links(ctx, r.source, r.token, externals)
		if err != nil {
			return err
		}
		report = ImportReport{}
		var closed []jobs.Link
		for i := range links {
			l := &links[i]
			_, there := shown[l.ExternalID]
			switch {
			case !l.Open():
			case there:
				l.Misses = 0
			case l.Misses+1 < jobs.ClosesAfter:
				l.Misses++
				report.Missed++
			default:
				l.Misses++
				l.ClosedAt = now
				report.Closed++
				closed = append(closed, *l)
			}
		}
		if err := tx.Jobs.PutLinks(ctx, links); err != nil {
			return err
		}
		return closeJobs(ctx, tx, closed, s.now)
	})
	return report, err
}

// closeJobs ends the jobs whose last link was closed. One that another board still shows
// is presented from then on as that board states it.
func closeJobs(ctx context.Context, tx ImportTx, closed []jobs.Link, clock ports.Clock) error {
	if len(closed) == 0 {
		return nil
	}
	ids := make([]id.Job, len(closed))
	for i, l := range closed {
		ids[i] = l.Job
	}
	stored, err := tx.Jobs.ByID(ctx, ids)
	if err != nil {
		return err
	}
	links, err := tx.Jobs.LinksOf(ctx, ids)
	if err != nil {
		return err
	}
	open := map[id.Job]jobs.Link{}
	shown := map[id.Job]bool{} // the link that the job is presented by is still open
	for _, l := range links {
		if l.Open() {
			open[l.Job] = l
		}
	}
	for _, j := range stored {
		for _, l := range links {
			shown[j.ID] = shown[j.ID] || l.Job == j.ID && l.Open() && l.Shows(j)
		}
	}
	var put []ports.StoredJob
	var moved []jobs.Link
	for _, j := range stored {
		other, elsewhere := open[j.ID]
		switch {
		case !j.Open() || shown[j.ID]:
			continue
		case elsewhere:
			j.Source, j.BoardToken, j.ExternalID = other.Source, other.BoardToken, other.ExternalID
			j.URL, j.ApplyURL, j.Questions = other.URL, other.ApplyURL, nil
			other.Hash = "" // so that the next sweep of that board refreshes the job
			moved = append(moved, other)
		default:
			j.Close(clock())
		}
		j.Version++
		put = append(put, withRequirements(j))
	}
	if err := tx.Jobs.Put(ctx, put); err != nil {
		return err
	}
	return tx.Jobs.PutLinks(ctx, moved)
}
