package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
)

// JobSearch finds open jobs. No text that a person can type is an error: one that says
// nothing searchable finds nothing. Words must all occur, "a phrase" in this order, and
// -word must not. Where no open job has the words, those are found whose title or company
// is spelled nearly alike, and the result says so.
//
// Order: relevance puts matches in the title first, then those in company and department,
// then the rest, fresher ones first among equals. Newest and pay have the id as last
// resort, so that pages never overlap. Pay is ordered within one currency, that of most
// results first, for amounts of two currencies do not compare.
type JobSearch interface {
	// Search answers a page and the facets. Without text and filters the facets and the
	// total may be a minute old.
	Search(ctx context.Context, q jobs.SearchQuery, now time.Time) (jobs.SearchResult, error)
	// Page answers a page alone, which costs less.
	Page(ctx context.Context, q jobs.SearchQuery, now time.Time) (page.Page[jobs.Hit], error)
	// Facets answers the facets alone.
	Facets(ctx context.Context, q jobs.SearchQuery, now time.Time) ([]jobs.Facet, error)
	// Similar answers up to limit open jobs that are most like the given one, which may
	// be closed; other postings of the same opening are left out. It answers none for an
	// unknown job.
	Similar(ctx context.Context, job id.Job, limit int) ([]jobs.Hit, error)
	// Requirements answers what each of the jobs asks for, as read when it was stored.
	Requirements(ctx context.Context, candidates []id.Job) (map[id.Job][]jobs.Requirement, error)
}
