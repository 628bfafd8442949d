package porttest

import (
	"context"
	"testing"
	"time"

	"github.com/applyforus/applyforus/ports"
)

const (
	// wakeSoon is how long a wake may take on a busy machine.
	wakeSoon = 10 * time.Second
	// wakeNever is how long the suite listens for a wake that must not come.
	wakeNever = 100 * time.Millisecond
)

// Waker runs the suite of ports.Waker. open makes two ends of the same wakes, as two
// processes have them; they may be one and the same.
func Waker(t *testing.T, open func(t *testing.T) (here, there ports.Waker)) {
	t.Helper()
	wait := func(t *testing.T, w ports.Waker, topic string) <-chan struct{} {
		t.Helper()
		wakes, stop, err := w.Wait(t.Context(), topic)
		must(t, err)
		t.Cleanup(stop)
		return wakes
	}
	woken := func(t *testing.T, wakes <-chan struct{}) {
		t.Helper()
		select {
		case <-wakes:
		case <-time.After(wakeSoon):
			t.Fatal("no wake came")
		}
	}
	asleep := func(t *testing.T, wakes <-chan struct{}) {
		t.Helper()
		select {
		case <-wakes:
			t.Error("a wake came")
		case <-time.After(wakeNever):
		}
	}
	t.Run("wakes all who wait for the topic and nobody else", func(t *testing.T) {
		t.Parallel()
		here, there := open(t)
		one, two, other := wait(t, here, "mine"), wait(t, there, "mine"), wait(t, here, "mine.too")
		must(t, there.Wake(t.Context(), "mine"))
		woken(t, one)
		woken(t, two)
		asleep(t, other)
	})
	t.Run("wakes again", func(t *testing.T) {
		t.Parallel()
		here, there := open(t)
		wakes := wait(t, here, "again")
		for range 3 {
			must(t, there.Wake(t.Context(), "again"))
			woken(t, wakes)
		}
	})
	t.Run("needs nobody to wait", func(t *testing.T) {
		t.Parallel()
		here, _ := open(t)
		must(t, here.Wake(t.Context(), "nobody"))
		asleep(t, wait(t, here, "nobody"))
	})
	t.Run("is not held up by who does not look", func(t *testing.T) {
		t.Parallel()
		here, there := open(t)
		lazy, eager := wait(t, here, "busy"), wait(t, here, "busy")
		for range 300 { // more than any buffer on the way
			must(t, there.Wake(t.Context(), "busy"))
		}
		woken(t, eager)
		woken(t, lazy)
	})
	t.Run("stops", func(t *testing.T) {
		t.Parallel()
		here, there := open(t)
		wakes, stop, err := here.Wait(t.Context(), "stopped")
		must(t, err)
		stop()
		must(t, there.Wake(t.Context(), "stopped"))
		asleep(t, wakes)
		stop() // twice is harmless
	})
	t.Run("does not wait with a context that has ended", func(t *testing.T) {
		t.Parallel()
		here, _ := open(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, stop, err := here.Wait(ctx, "late"); err == nil {
			stop()
			t.Error("no error")
		}
	})
}
