package ports

import (
	"context"
	"time"
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
