// Package jobsweb is finding and reading jobs in the seeker's app: the list with its
// filters, a job's page, saved jobs, and the same as operations of the API. It must not
// know how jobs are found or stored.
package jobsweb

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// Finder is how jobs are found and read; jobsvc.Search is one.
type Finder interface {
	Search(ctx context.Context, in jobsvc.SearchInput) (jobsvc.Found, error)
	Facets(ctx context.Context, query jobs.SearchQuery) ([]jobs.Facet, error)
	View(ctx context.Context, actor identity.Actor, job id.Job) (jobsvc.Viewed, error)
	Similar(ctx context.Context, actor identity.Actor, job id.Job, limit int) ([]jobsvc.Listed, error)
	Match(ctx context.Context, actor identity.Actor, job id.Job) (jobs.Match, error)
	Saved(ctx context.Context, actor identity.Actor, req page.Request) (page.Page[jobsvc.Listed], error)
}

// Keeper saves jobs; jobsvc.Saved is one.
type Keeper interface {
	Save(ctx context.Context, actor identity.Actor, job id.Job) error
	Unsave(ctx context.Context, actor identity.Actor, job id.Job) error
}

// Services are the use-cases behind the pages and operations.
type Services struct {
	Find Finder
	Keep Keeper
	Now  ports.Clock
}

// similarShown is how many similar jobs stand beside one.
const similarShown = 5

// readID reads the id in a path; one that is malformed is of no job.
func readID(text string) (id.Job, error) {
	var job id.Job
	if err := job.UnmarshalText([]byte(text)); err != nil {
		return job, jobs.ErrJobNotFound
	}
	return job, nil
}
