package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
)

// StoredJob is a job with what was read from its posting when it was stored.
type StoredJob struct {
	Job          jobs.Job
	Requirements []jobs.Requirement
}

// JobStore reads and writes jobs and their links within a transaction.
type JobStore interface {
	// Links answers the links of a board: those with the given external ids, or all of
	// them for nil. It holds the board until the transaction ends, so that two imports
	// of one board do not interleave.
	Links(ctx context.Context, source jobs.Source, token string, externals []string) ([]jobs.Link, error)
	// LinksOf answers all links of the jobs, on whatever board.
	LinksOf(ctx context.Context, ids []id.Job) ([]jobs.Link, error)
	// ByID answers the jobs that are there, in no order.
	ByID(ctx context.Context, ids []id.Job) ([]jobs.Job, error)
	// ByFingerprint answers the active jobs that have one of the fingerprints. It holds
	// the fingerprints until the transaction ends, so that two boards which show one
	// posting at the same time make one job.
	ByFingerprint(ctx context.Context, fingerprints []string) ([]jobs.Job, error)
	// Put stores jobs: a job of version 1 is new, any other follows the version before
	// it. It answers fault.ErrStale when a job is not at that version.
	Put(ctx context.Context, stored []StoredJob) error
	// PutLinks stores links; those that are there are replaced.
	PutLinks(ctx context.Context, links []jobs.Link) error
}

// RequisitionStore keeps the openings behind postings.
type RequisitionStore interface {
	// ByKey answers the board's requisitions that have one of the keys, by key.
	ByKey(ctx context.Context, source jobs.Source, token string, keys []string) (map[string]id.Requisition, error)
	// Add stores new requisitions.
	Add(ctx context.Context, requisitions []jobs.Requisition, now time.Time) error
}

// CompanyStore keeps the employers.
type CompanyStore interface {
	// Ensure stores the companies whose key is not there yet, and answers the ids of all
	// of them by key. What is there is left as it is.
	Ensure(ctx context.Context, companies []jobs.Company, now time.Time) (map[string]id.Company, error)
}

// JobReader reads jobs outside a transaction.
type JobReader interface {
	// Get answers a job, open or closed, or jobs.ErrJobNotFound. LastSeenAt is the last
	// success of a board that shows it, where that is later than its last change.
	Get(ctx context.Context, job id.Job) (jobs.Job, error)
	// ByRequisition answers the jobs behind which the opening stands, open ones first,
	// then the latest first.
	ByRequisition(ctx context.Context, requisition id.Requisition) ([]jobs.Job, error)
	// LinksOf answers all links of a job, open ones first.
	LinksOf(ctx context.Context, job id.Job) ([]jobs.Link, error)
	// Requirements answers what the posting asks for, as it was read when the job was
	// stored. It answers jobs.ErrJobNotFound.
	Requirements(ctx context.Context, job id.Job) ([]jobs.Requirement, error)
}

// BoardStore reads and writes followed boards within a transaction.
type BoardStore interface {
	// Follow stores the boards that are not followed yet, told by source and token, and
	// answers how many those were.
	Follow(ctx context.Context, boards []jobs.Board, now time.Time) (int, error)
	// Claim takes a board that is due: until then nobody else gets it. claimed is false
	// when it is not due. It answers jobs.ErrBoardNotFollowed.
	Claim(ctx context.Context, board id.Board, now, until time.Time) (b jobs.Board, claimed bool, err error)
	// Record stores how the last fetch went. It answers jobs.ErrBoardNotFollowed.
	Record(ctx context.Context, board jobs.Board) error
	// MakeDue lets the next claim succeed, whatever the board waits for. It answers
	// jobs.ErrBoardNotFollowed.
	MakeDue(ctx context.Context, board id.Board, now time.Time) error
	// Unfollow removes a board; its jobs are left alone. A missing one is no error.
	Unfollow(ctx context.Context, board id.Board) error
}

// BoardReader reads followed boards.
type BoardReader interface {
	// All answers every board, by source and token.
	All(ctx context.Context) ([]jobs.Board, error)
	// Due answers up to limit boards that are to be fetched, longest due first. Demo
	// boards have no feed to fetch and are never among them.
	Due(ctx context.Context, now time.Time, limit int) ([]jobs.Board, error)
	// At answers the board of a source, or jobs.ErrBoardNotFollowed.
	At(ctx context.Context, source jobs.Source, token string) (jobs.Board, error)
	// Get answers a board, or jobs.ErrBoardNotFollowed.
	Get(ctx context.Context, board id.Board) (jobs.Board, error)
	// OpenJobs answers how many open jobs each followed board shows; a board that shows
	// none is left out.
	OpenJobs(ctx context.Context) (map[id.Board]int, error)
}

// SavedJobStore writes a person's saved jobs within a transaction.
type SavedJobStore interface {
	// Save keeps a job for the person; saving it again changes nothing. It answers
	// jobs.ErrJobNotFound.
	Save(ctx context.Context, user id.User, job id.Job, now time.Time) error
	// Unsave forgets a saved job; one that is not saved is no error.
	Unsave(ctx context.Context, user id.User, job id.Job) error
}

// SavedJobReader reads a person's saved jobs.
type SavedJobReader interface {
	// Among tells which of the jobs the person saved.
	Among(ctx context.Context, user id.User, candidates []id.Job) (map[id.Job]bool, error)
	// List answers the person's saved jobs, latest first, closed ones included.
	List(ctx context.Context, user id.User, req page.Request) (page.Page[jobs.Saved], error)
}
