package ports

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// JobMatches finds jobs for a person. The jobs use-cases implement it.
type JobMatches interface {
	// Best answers up to n recently posted open jobs that fit the person's facts best,
	// best first. It is empty when nothing is known that could be matched.
	Best(ctx context.Context, user id.User, n int) ([]jobs.Suggestion, error)
}
