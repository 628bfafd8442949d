package memory

import (
	"context"
	"sync"
	"time"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// RateLimiter counts in memory, by the clock it is given.
type RateLimiter struct {
	now      ports.Clock
	mu       sync.Mutex
	windows  map[string]window
	attempts map[string]attempts
}

type window struct {
	used  int
	reset time.Time
}

// attempts is how often something was tried, until when the next must wait, and when
// all that is forgotten.
type attempts struct {
	n              int
	blocked, until time.Time
}

var _ ports.Throttle = (*RateLimiter)(nil)

// NewRateLimiter makes a limiter with nothing counted.
func NewRateLimiter(now ports.Clock) *RateLimiter {
	return &RateLimiter{now: now, windows: map[string]window{}, attempts: map[string]attempts{}}
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

// Try implements ports.Throttle.
func (l *RateLimiter) Try(_ context.Context, key string, pace identity.Pace) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	a := l.attempts[key]
	if now.Before(a.blocked) {
		return a.blocked.Sub(now), nil
	}
	if !now.Before(a.until) {
		a.n = 0
	}
	a.n++
	a.blocked, a.until = now.Add(pace.Delay(a.n)), now.Add(pace.Forget)
	l.attempts[key] = a
	return 0, nil
}

// Forgive implements ports.Throttle.
func (l *RateLimiter) Forgive(_ context.Context, key string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.attempts, key)
	return nil
}
