package jobsvc

import (
	"cmp"
	"context"
	"slices"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/core/profile"
)

// bestPosted is how recent a suggestion is, in days.
const bestPosted = 30

// Best implements ports.JobMatches. It looks at the newest jobs and at those that are
// called like the person's positions, leaves out what they applied to, and ranks by
// score.
func (s *Search) Best(ctx context.Context, user id.User, n int) ([]jobs.Suggestion, error) {
	now := s.now()
	person, err := s.profiles.Get(ctx, user)
	if err != nil || person.Empty() {
		return nil, err
	}
	var pool []jobs.Hit
	for _, text := range append([]string{""}, titles(person)...) {
		found, err := s.index.Page(ctx, jobs.SearchQuery{Text: text, Posted: bestPosted, Page: page.Request{Limit: page.MaxLimit}}, now)
		if err != nil {
			return nil, err
		}
		pool = append(pool, found.Items...)
	}
	pool = once(pool)
	listed, _, err := s.personal(ctx, identity.Actor{User: user}, pool, now)
	if err != nil {
		return nil, err
	}
	var best []jobs.Suggestion
	for _, l := range listed {
		if l.Match != nil && fits(*l.Match) && l.Application.IsZero() {
			best = append(best, jobs.Suggestion{Job: l.Job, Match: *l.Match})
		}
	}
	slices.SortStableFunc(best, func(a, b jobs.Suggestion) int { return cmp.Compare(b.Match.Total, a.Match.Total) })
	return best[:min(n, len(best))], nil
}

// fits tells a match that is worth suggesting: in the lower bands a posting asks for
// other work.
func fits(m jobs.Match) bool {
	return m.Verifiable && (m.Band == jobs.BandStrong || m.Band == jobs.BandPromising)
}

// titles are what the person's latest positions are called, two at most.
func titles(p profile.Profile) []string {
	var list []string
	for _, e := range p.Experience {
		if e.Title != "" && len(list) < 2 && !slices.Contains(list, e.Title) {
			list = append(list, e.Title)
		}
	}
	return list
}

// once keeps the first hit of each job.
func once(hits []jobs.Hit) []jobs.Hit {
	seen := map[id.Job]bool{}
	return slices.DeleteFunc(hits, func(h jobs.Hit) bool {
		if seen[h.Job.ID] {
			return true
		}
		seen[h.Job.ID] = true
		return false
	})
}
