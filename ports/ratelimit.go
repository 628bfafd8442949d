package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/identity"
)

// Rate is how much of a limit is used.
type Rate struct {
	Allowed   bool
	Limit     int
	Remaining int
	Reset     time.Time // when the window ends
}

// RateLimiter counts events per key in fixed windows.
type RateLimiter interface {
	// Take counts one event and tells whether it was still within the limit.
	Take(ctx context.Context, key string, limit int, window time.Duration) (Rate, error)
}

// Throttle is a RateLimiter that also slows down repeated attempts at one thing.
type Throttle interface {
	RateLimiter
	// Try counts an attempt and answers 0, or counts nothing and answers how long to wait.
	// Of attempts that come at once, no more get through than the pace allows.
	Try(ctx context.Context, key string, pace identity.Pace) (wait time.Duration, err error)
	// Forgive forgets the attempts of a key: the last one was right.
	Forgive(ctx context.Context, key string) error
}
