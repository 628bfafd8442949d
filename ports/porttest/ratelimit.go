package porttest

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/applyforus/applyforus/ports"
)

// RateLimiter runs the suite of ports.RateLimiter. open makes a limiter with nothing
// counted, its clock, and a way to let time pass.
func RateLimiter(t *testing.T, open func(t *testing.T) (limiter ports.RateLimiter, now ports.Clock, pass func(time.Duration))) {
	t.Helper()
	t.Run("counts within a window", func(t *testing.T) {
		t.Parallel()
		limiter, now, pass := open(t)
		for i, want := range []struct {
			allowed   bool
			remaining int
		}{{true, 1}, {true, 0}, {false, 0}, {false, 0}} {
			rate, err := limiter.Take(t.Context(), "key", 2, time.Minute)
			if err != nil || rate.Allowed != want.allowed || rate.Remaining != want.remaining || rate.Limit != 2 {
				t.Errorf("event %d: %+v, %v, want %+v", i+1, rate, err, want)
			}
			if left := rate.Reset.Sub(now()); left <= 0 || left > time.Minute+time.Second {
				t.Errorf("event %d: the window ends in %v", i+1, left)
			}
		}
		if rate, err := limiter.Take(t.Context(), "other", 2, time.Minute); err != nil || !rate.Allowed {
			t.Errorf("another key: %+v, %v", rate, err)
		}
		pass(time.Minute + time.Second)
		if rate, err := limiter.Take(t.Context(), "key", 2, time.Minute); err != nil || !rate.Allowed || rate.Remaining != 1 {
			t.Errorf("a new window: %+v, %v", rate, err)
		}
	})
	t.Run("counts everybody who comes at once", func(t *testing.T) {
		t.Parallel()
		limiter, _, _ := open(t)
		var allowed atomic.Int32
		var group sync.WaitGroup
		for range 40 {
			group.Go(func() {
				rate, err := limiter.Take(t.Context(), "key", 10, time.Hour)
				if err != nil {
					t.Error(err)
				}
				if rate.Allowed {
					allowed.Add(1)
				}
			})
		}
		group.Wait()
		if n := allowed.Load(); n != 10 {
			t.Errorf("%d were allowed, want 10", n)
		}
	})
}
