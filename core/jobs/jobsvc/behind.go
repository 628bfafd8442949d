package jobsvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// twins finds, by the index of the arrival, the jobs of other boards that say the same in
// the same places. A job is given to one posting of a board only: two postings of one
// board are two jobs.
func (b *storing) twins(ctx context.Context, arrivals []arrival) (map[int]id.Job, error) {
	prints := make([]string, len(arrivals))
	for i, a := range arrivals {
		prints[i] = a.draft.Fingerprint
	}
	candidates, err := b.tx.Jobs.ByFingerprint(ctx, prints)
	if err != nil || len(candidates) == 0 {
		return nil, err
	}
	ids := make([]id.Job, len(candidates))
	for i, j := range candidates {
		ids[i] = j.ID
	}
	links, err := b.tx.Jobs.LinksOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	taken := map[id.Job]bool{}
	for _, l := range links {
		if l.Source == b.source && l.BoardToken == b.token {
			taken[l.Job] = true
		}
	}
	found := map[int]id.Job{}
	for i, a := range arrivals {
		for _, j := range candidates {
			if !taken[j.ID] && jobs.SameJob(j, a.draft) {
				found[i], taken[j.ID] = j.ID, true
				break
			}
		}
	}
	return found, nil
}

// requisitions gives the opening behind each arrival: the one that it had before, the
// one of its feed's key, else a new one.
func (b *storing) requisitions(ctx context.Context, arrivals []arrival) ([]id.Requisition, error) {
	var keys []string
	for _, a := range arrivals {
		if key := a.posting.RequisitionKey; key != "" {
			keys = append(keys, key)
		}
	}
	known, err := b.tx.Requisitions.ByKey(ctx, b.source, b.token, keys)
	if err != nil {
		return nil, err
	}
	behind, added := make([]id.Requisition, len(arrivals)), []jobs.Requisition(nil)
	for i, a := range arrivals {
		key := a.posting.RequisitionKey
		switch {
		case !a.requisition.IsZero():
			behind[i] = a.requisition
			continue
		case key != "" && !known[key].IsZero():
			behind[i] = known[key]
			continue
		}
		behind[i] = id.Make[id.Requisition](b.now)
		added = append(added, jobs.Requisition{ID: behind[i], Source: b.source, BoardToken: b.token, Key: key})
		if key != "" {
			known[key] = behind[i]
		}
	}
	return behind, b.tx.Requisitions.Add(ctx, added, b.now)
}

// companies gives the ids of the employers that the batch names, by key.
func (b *storing) companies(ctx context.Context, batch []changed) (map[string]id.Company, error) {
	var named []jobs.Company
	seen := map[string]bool{}
	for _, c := range batch {
		key := jobs.CompanyKey(c.posting.CompanyName)
		if !seen[key] {
			seen[key] = true
			named = append(named, jobs.Company{
				ID: id.Make[id.Company](b.now), Key: key, Name: c.posting.CompanyName, Demo: b.source == jobs.SourceDemo,
			})
		}
	}
	return b.tx.Companies.Ensure(ctx, named, b.now)
}
