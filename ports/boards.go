package ports

import (
	"context"
	"io"

	"github.com/applyforus/applyforus/core/jobs"
)

// JobBoard reads the feeds of one source.
type JobBoard interface {
	// Source names the source.
	Source() jobs.Source
	// Fetch reads the whole board of a company over the network, listed postings only, each
	// external id once. An answer without an error is complete: only then may what is
	// missing be closed. Postings that come along with jobs.ErrBoardPartial may be stored,
	// and nothing may be closed. It answers jobs.ErrBoardNotFound, jobs.ErrBoardRateLimited (with RetryAfter where the
	// site said it), jobs.ErrBoardUnreadable, jobs.ErrBoardPartial,
	// jobs.ErrBoardTooLarge or jobs.ErrBoardUnavailable.
	Fetch(ctx context.Context, token string) ([]jobs.Posting, error)
	// Decode reads a recorded answer of the same shape, a list of bare postings, or one
	// posting per line, and gives what it could read along with an error. A posting that
	// names its own board keeps it, else token is taken. It answers
	// jobs.ErrBoardUnreadable, jobs.ErrBoardPartial or jobs.ErrBoardTooLarge.
	Decode(r io.Reader, token string) ([]jobs.Posting, error)
}

// JobDetailer is a JobBoard whose list leaves out what only a posting's own page states,
// such as the questions of its form. It costs a request per posting, so ask only for
// postings that are new or changed.
type JobDetailer interface {
	// FetchDetail gives the posting with everything that its own page states. It answers
	// the errors of JobBoard.Fetch; jobs.ErrJobNotFound when the posting is gone.
	FetchDetail(ctx context.Context, posting jobs.Posting) (jobs.Posting, error)
}
