package jobsvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
)

// Match answers how a job fits the person's facts. It answers jobs.ErrJobNotFound, and a
// match that is not verifiable for a person without facts.
func (s *Search) Match(ctx context.Context, actor identity.Actor, job id.Job) (jobs.Match, error) {
	if err := actor.Require(); err != nil {
		return jobs.Match{}, err
	}
	read, err := s.jobs.Get(ctx, job)
	if err != nil {
		return jobs.Match{}, err
	}
	requirements, err := s.jobs.Requirements(ctx, job)
	if err != nil {
		return jobs.Match{}, err
	}
	person, err := s.profiles.Get(ctx, actor.User)
	if err != nil {
		return jobs.Match{}, err
	}
	return jobs.Score(postingOf(read, requirements), candidateOf(person), s.now()), nil
}

// matches answers a match per hit, or nil for a person without facts.
func (s *Search) matches(ctx context.Context, actor identity.Actor, hits []jobs.Hit, now time.Time) ([]jobs.Match, error) {
	person, err := s.profiles.Get(ctx, actor.User)
	if err != nil || person.Empty() {
		return nil, err
	}
	ids := make([]id.Job, len(hits))
	for i, hit := range hits {
		ids[i] = hit.Job.ID
	}
	requirements, err := s.index.Requirements(ctx, ids)
	if err != nil {
		return nil, err
	}
	matcher := jobs.NewMatcher(candidateOf(person), now)
	matches := make([]jobs.Match, len(hits))
	for i, hit := range hits {
		matches[i] = matcher.Score(postingOf(hit.Job, requirements[hit.Job.ID]))
	}
	return matches, nil
}

func postingOf(j jobs.Job, requirements []jobs.Requirement) jobs.PostingForMatch {
	p := jobs.PostingForMatch{Title: j.Title, Level: string(j.Level), Requirements: requirements, Places: j.Cities()}
	for _, code := range j.Countries() {
		p.Places = append(p.Places, jobs.CountryName(code))
	}
	return p
}
