package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

// ProfileReader reads profiles.
type ProfileReader interface {
	// Get answers the person's profile; an empty one when nothing is known yet.
	Get(ctx context.Context, user id.User) (profile.Profile, error)
}

// ProfileStore reads and writes profiles within a transaction.
type ProfileStore interface {
	ProfileReader
	// Put stores the whole profile under the version it was read with, and gives it the
	// next one. It answers fault.ErrStale when somebody else changed it in the meantime.
	Put(ctx context.Context, p profile.Profile, now time.Time) error
}

// AnswerReader reads the answer bank.
type AnswerReader interface {
	// All answers everything in the person's answer bank, latest first.
	All(ctx context.Context, user id.User) ([]profile.Answer, error)
}

// AnswerStore writes the answer bank within a transaction.
type AnswerStore interface {
	AnswerReader
	// Remember stores an answer; an earlier one to the same question and employer is replaced.
	Remember(ctx context.Context, a profile.Answer) error
	// Forget removes an answer. It answers profile.ErrNoAnswer when it is not there or
	// not the person's.
	Forget(ctx context.Context, user id.User, answer id.Answer) error
	// Share makes an answer good for every employer, in the place of the one that was so
	// far. It answers profile.ErrNoAnswer as Forget does.
	Share(ctx context.Context, user id.User, answer id.Answer) error
	// Used notes that answers were sent with an application.
	Used(ctx context.Context, user id.User, answers []id.Answer, at time.Time) error
}
