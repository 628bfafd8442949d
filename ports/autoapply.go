package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
)

// AttemptStore reads and writes attempts of the apply engine within a transaction.
type AttemptStore interface {
	// Create stores a new attempt.
	Create(ctx context.Context, a autoapply.Attempt) error
	// Get answers an attempt, locked until the transaction ends, or autoapply.ErrNotFound.
	Get(ctx context.Context, attempt id.Attempt) (autoapply.Attempt, error)
	// Latest answers the newest attempt of an application, locked, or autoapply.ErrNotFound.
	Latest(ctx context.Context, application id.Application) (autoapply.Attempt, error)
	// Update stores a changed attempt under the version it was read with. It answers
	// fault.ErrStale when somebody else changed it, and autoapply.ErrAlreadySubmitted
	// when another attempt for the same person and requisition has pressed the button.
	Update(ctx context.Context, a autoapply.Attempt) error
}

// AttemptReader reads attempts for showing and for recovery.
type AttemptReader interface {
	// OfApplication answers the newest attempt of the person's application, or
	// autoapply.ErrNotFound.
	OfApplication(ctx context.Context, user id.User, application id.Application) (autoapply.Attempt, error)
	// Lapsed answers attempts whose lease ended before now, at most limit.
	Lapsed(ctx context.Context, now time.Time, limit int) ([]id.Attempt, error)
	// Waiting answers the person's newest attempts that wait for them, by application.
	Waiting(ctx context.Context, user id.User) (map[id.Application]autoapply.Attempt, error)
}
