package jobsvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// Search is how people find and read jobs. What is personal in its answers is the
// signed-in person's own; a visitor gets the rest.
type Search struct {
	index        ports.JobSearch
	jobs         ports.JobReader
	boards       ports.BoardReader
	saved        ports.SavedJobReader
	profiles     ports.ProfileReader
	applications ports.ApplicationReader
	now          ports.Clock
}

// NewSearch makes the service.
func NewSearch(index ports.JobSearch, reader ports.JobReader, boards ports.BoardReader, saved ports.SavedJobReader,
	profiles ports.ProfileReader, applications ports.ApplicationReader, now ports.Clock,
) *Search {
	return &Search{index: index, jobs: reader, boards: boards, saved: saved, profiles: profiles, applications: applications, now: now}
}

// Listed is a job of a list and what it is to the person.
type Listed struct {
	jobs.Hit

	Saved       bool
	Application id.Application // the person's, to the opening behind the job; zero = none
	Match       *jobs.Match    // nil for a visitor and for a person without facts
}

// Found answers a search.
type Found struct {
	Page   page.Page[Listed]
	Facets []jobs.Facet // nil where they were not asked for
	Alike  bool         // see jobs.SearchResult
	// Matched says that the person has facts, so that each job was matched.
	Matched bool
	// Looser are changed searches that find something, where this one finds nothing.
	Looser []Loosening
}

// SearchInput asks for a page of jobs.
type SearchInput struct {
	Actor  identity.Actor
	Query  jobs.SearchQuery
	Facets bool
}

// Search answers a page of jobs, and what could be changed where there are none.
func (s *Search) Search(ctx context.Context, in SearchInput) (Found, error) {
	now := s.now()
	var result jobs.SearchResult
	var err error
	if in.Facets {
		result, err = s.index.Search(ctx, in.Query, now)
	} else {
		result.Page, err = s.index.Page(ctx, in.Query, now)
	}
	if err != nil {
		return Found{}, err
	}
	found := Found{Facets: result.Facets, Alike: result.Alike}
	listed, matched, err := s.personal(ctx, in.Actor, result.Page.Items, now)
	if err != nil {
		return Found{}, err
	}
	found.Matched = matched
	found.Page = page.Page[Listed]{Items: listed, Number: result.Page.Number, Limit: result.Page.Limit, Total: result.Page.Total}
	if found.Page.Total == 0 {
		found.Looser, err = s.loosen(ctx, in.Query, now)
	}
	return found, err
}

// Facets answers the filters of a search with their counts.
func (s *Search) Facets(ctx context.Context, query jobs.SearchQuery) ([]jobs.Facet, error) {
	return s.index.Facets(ctx, query, s.now())
}

// Similar answers jobs like the given one. It answers jobs.ErrJobNotFound.
func (s *Search) Similar(ctx context.Context, actor identity.Actor, job id.Job, limit int) ([]Listed, error) {
	if _, err := s.jobs.Get(ctx, job); err != nil {
		return nil, err
	}
	hits, err := s.index.Similar(ctx, job, limit)
	if err != nil {
		return nil, err
	}
	listed, _, err := s.personal(ctx, actor, hits, s.now())
	return listed, err
}

// personal adds to hits what they are to the person.
func (s *Search) personal(ctx context.Context, actor identity.Actor, hits []jobs.Hit, now time.Time) ([]Listed, bool, error) {
	listed := make([]Listed, len(hits))
	ids := make([]id.Job, len(hits))
	openings := make([]id.Requisition, len(hits))
	for i, hit := range hits {
		listed[i].Hit, ids[i], openings[i] = hit, hit.Job.ID, hit.Job.Requisition
	}
	if !actor.SignedIn() || len(hits) == 0 {
		return listed, false, nil
	}
	saved, err1 := s.saved.Among(ctx, actor.User, ids)
	applied, err2 := s.applications.ByRequisition(ctx, actor.User, openings)
	matches, err3 := s.matches(ctx, actor, hits, now)
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, false, err
	}
	for i := range listed {
		listed[i].Saved, listed[i].Application = saved[ids[i]], applied[openings[i]]
		if matches != nil {
			listed[i].Match = &matches[i]
		}
	}
	return listed, matches != nil, nil
}
