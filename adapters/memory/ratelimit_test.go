package memory_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestRateLimiter(t *testing.T) {
	t.Parallel()
	limiter := func() (*memory.RateLimiter, ports.Clock, func(time.Duration)) {
		var passed atomic.Int64
		now := func() time.Time { return time.Unix(1_800_000_000, passed.Load()).UTC() }
		return memory.NewRateLimiter(now), now, func(d time.Duration) { passed.Add(int64(d)) }
	}
	porttest.RateLimiter(t, func(*testing.T) (ports.RateLimiter, ports.Clock, func(time.Duration)) { return limiter() })
	porttest.Throttle(t, func(*testing.T) (ports.Throttle, func(time.Duration)) {
		throttle, _, pass := limiter()
		return throttle, pass
	})
}
