package jobspg

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// hits reads the rows of a page, in the order of the ids, and marks the words in them.
func (s Search) hits(ctx context.Context, found []ranked, words string) ([]jobs.Hit, error) {
	if len(found) == 0 {
		return []jobs.Hit{}, nil
	}
	ids := make([]id.Job, len(found))
	at := make(map[id.Job]int, len(found))
	for i, f := range found {
		ids[i], at[f.id] = f.id, i
	}
	rows, err := s.q.HitsByID(ctx, s.db, jobsdb.HitsByIDParams{Ids: texts(ids), WithText: words != ""})
	if err != nil {
		return nil, fmt.Errorf("jobspg: hits: %w", err)
	}
	slices.SortFunc(rows, func(a, b jobsdb.HitsByIDRow) int { return at[a.ID] - at[b.ID] })
	hits := make([]jobs.Hit, len(rows))
	for i, r := range rows {
		if hits[i], err = fromHitRow(r); err != nil {
			return nil, fmt.Errorf("jobspg: hit %s: %w", r.ID, err)
		}
		hits[i].Score = found[at[r.ID]].score
	}
	if words != "" {
		err = s.mark(ctx, hits, rows, words)
	}
	return hits, err
}

func fromHitRow(r jobsdb.HitsByIDRow) (jobs.Hit, error) {
	job, err := fromJobRow(jobsdb.JobsByIDRow{
		ID: r.ID, RequisitionID: r.RequisitionID, CompanyID: r.CompanyID, CompanyName: r.CompanyName,
		Title: r.Title, Department: r.Department, Locations: r.Locations,
		Remote: r.Remote, RemoteRegion: r.RemoteRegion, RemoteCountries: r.RemoteCountries, Employment: r.Employment, Level: r.Level,
		PayMin: r.PayMin, PayMax: r.PayMax, PayCurrency: r.PayCurrency, PayInterval: r.PayInterval, PayRaw: r.PayRaw, Questions: r.Questions,
		Source: r.Source, BoardToken: r.BoardToken, ExternalID: r.ExternalID, Url: r.Url, ApplyUrl: r.ApplyUrl,
		Fingerprint: r.Fingerprint, Demo: r.Demo, Status: r.Status,
		PostedAt: r.PostedAt, FirstSeenAt: r.FirstSeenAt, LastSeenAt: r.LastSeenAt, ClosedAt: r.ClosedAt, Version: r.Version,
	})
	if err != nil {
		return jobs.Hit{}, err
	}
	hit := jobs.Hit{Job: job, Title: []jobs.Segment{{Text: job.Title}}, Effort: jobs.EffortOf(job.Questions)}
	hit.Job.Questions = nil
	return hit, nil
}

func fromRequirements(raw []byte) ([]jobs.Requirement, error) {
	var requirements []jobs.Requirement
	err := json.Unmarshal(raw, &requirements)
	return nilWhenEmpty(requirements), err
}
