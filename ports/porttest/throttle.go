package porttest

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Throttle runs the suite of ports.Throttle beyond that of ports.RateLimiter. open makes one
// with nothing counted, and a way to let time pass.
func Throttle(t *testing.T, open func(t *testing.T) (throttle ports.Throttle, pass func(time.Duration))) {
	t.Helper()
	pace := identity.Pace{Free: 2, First: 10 * time.Second, Most: 30 * time.Second, Forget: time.Hour}
	try := func(t *testing.T, throttle ports.Throttle, key string) time.Duration {
		t.Helper()
		wait, err := throttle.Try(t.Context(), key, pace)
		must(t, err)
		return wait
	}
	about := func(t *testing.T, got, want time.Duration) {
		t.Helper()
		if got > want || got < want-2*time.Second {
			t.Errorf("the wait is %v, want about %v", got, want)
		}
	}
	t.Run("each wait is twice the one before, up to the longest", func(t *testing.T) {
		t.Parallel()
		throttle, pass := open(t)
		for i := range 2 {
			if wait := try(t, throttle, "key"); wait != 0 {
				t.Fatalf("attempt %d waits %v", i+1, wait)
			}
		}
		for _, want := range []time.Duration{10 * time.Second, 20 * time.Second, 30 * time.Second, 30 * time.Second} {
			if wait := try(t, throttle, "key"); wait != 0 {
				t.Fatalf("an attempt in time waits %v", wait)
			}
			about(t, try(t, throttle, "key"), want)
			about(t, try(t, throttle, "key"), want) // asking does not count
			pass(want + time.Second)
		}
		if wait := try(t, throttle, "other"); wait != 0 {
			t.Errorf("another key waits %v", wait)
		}
	})
	t.Run("forgiven and forgotten", func(t *testing.T) {
		t.Parallel()
		throttle, pass := open(t)
		for _, forget := range []func(){
			func() { must(t, throttle.Forgive(t.Context(), "key")) },
			func() { pass(time.Hour + time.Second) },
			func() {},
		} {
			for i := range 3 {
				if wait := try(t, throttle, "key"); wait != 0 {
					t.Fatalf("attempt %d waits %v", i+1, wait)
				}
			}
			about(t, try(t, throttle, "key"), 10*time.Second)
			forget()
		}
	})
	t.Run("of many at once, only the free ones and one more get through", func(t *testing.T) {
		t.Parallel()
		throttle, _ := open(t)
		var through atomic.Int32
		var group sync.WaitGroup
		for range 40 {
			group.Go(func() {
				wait, err := throttle.Try(t.Context(), "key", pace)
				if err != nil {
					t.Error(err)
				}
				if err == nil && wait == 0 {
					through.Add(1)
				}
			})
		}
		group.Wait()
		if n := through.Load(); n != 3 {
			t.Errorf("%d got through, want 3", n)
		}
	})
}
