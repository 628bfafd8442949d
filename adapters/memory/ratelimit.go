package memory

import (
	"context"
	"sync"
	"time"

	"github.com/applyforus/applyforus/ports"
)

// RateLimiter counts in memory, by the clock it is given.
type RateLimiter struct {
	now     ports.Clock
	mu      sync.Mutex
	windows map[string]window
}

type window struct {
	used  int
	reset time.Time
}

var _ ports.RateLimiter = (*RateLimiter)(nil)

// NewRateLimiter makes a limiter with nothing counted.
func NewRateLimiter(now ports.Clock) *RateLimiter {
	return &RateLimiter{now: now, windows: map[string]window{}}
}

// Take implements ports.RateLimiter.
func (l *RateLimiter) Take(_ context.Context, key string, limit int, length time.Duration) (ports.Rate, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	w, ok := l.windows[key]
	if !ok || !now.Before(w.reset) {
		w = window{reset: now.Add(length)}
	}
	w.used++
	l.windows[key] = w
	return ports.Rate{Allowed: w.used <= limit, Limit: limit, Remaining: max(0, limit-w.used), Reset: w.reset}, nil
}
