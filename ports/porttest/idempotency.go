package porttest

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/applyforus/applyforus/ports"
)

// Idempotency runs the suite of ports.IdempotencyStore. open makes an empty store.
func Idempotency(t *testing.T, open func(t *testing.T) ports.IdempotencyStore) {
	t.Helper()
	const scope, key = "actor", "key-1"
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	request, other := []byte{1, 2, 3}, []byte{4, 5, 6}
	fresh := func(t *testing.T, store ports.IdempotencyStore, scope, key string, hash []byte, at time.Time) {
		t.Helper()
		if replay, err := store.Claim(t.Context(), scope, key, hash, at); replay != nil || err != nil {
			t.Fatalf("Claim = %+v, %v, want a new key", replay, err)
		}
	}
	refused := func(t *testing.T, store ports.IdempotencyStore, hash []byte, at time.Time, want error) {
		t.Helper()
		if replay, err := store.Claim(t.Context(), scope, key, hash, at); replay != nil || !errors.Is(err, want) {
			t.Errorf("Claim = %+v, %v, want %v", replay, err, want)
		}
	}
	replayed := func(t *testing.T, store ports.IdempotencyStore, at time.Time, want ports.Replay) {
		t.Helper()
		replay, err := store.Claim(t.Context(), scope, key, request, at)
		if err != nil || replay == nil || replay.Status != want.Status || string(replay.Body) != string(want.Body) {
			t.Errorf("Claim = %+v, %v, want %+v", replay, err, want)
		}
	}
	answer := ports.Replay{Status: 201, Body: []byte("{\"a\": 1}\n\x00\xff")}

	t.Run("replays the first answer to the same request", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		fresh(t, store, scope, key, request, now)
		must(t, store.Complete(t.Context(), scope, key, answer))
		for _, at := range []time.Time{now, now.Add(time.Hour)} {
			replayed(t, store, at, answer)
			refused(t, store, other, at, ports.ErrKeyReused)
		}
	})
	t.Run("replays an answer without a body", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		fresh(t, store, scope, key, request, now)
		must(t, store.Complete(t.Context(), scope, key, ports.Replay{Status: 204}))
		replayed(t, store, now, ports.Replay{Status: 204})
	})
	t.Run("tells that the first request still runs", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		fresh(t, store, scope, key, request, now)
		refused(t, store, request, now.Add(time.Second), ports.ErrKeyInFlight)
		refused(t, store, other, now.Add(time.Second), ports.ErrKeyReused)
	})
	t.Run("keeps actors and keys apart", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		fresh(t, store, scope, key, request, now)
		must(t, store.Complete(t.Context(), scope, key, answer))
		fresh(t, store, "somebody else", key, other, now)
		fresh(t, store, scope, "key-2", other, now)
	})
	t.Run("gives a released key back", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		fresh(t, store, scope, key, request, now)
		must(t, store.Release(t.Context(), scope, key))
		fresh(t, store, scope, key, other, now)
	})
	t.Run("does not release what is complete", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		fresh(t, store, scope, key, request, now)
		must(t, store.Complete(t.Context(), scope, key, answer))
		must(t, store.Release(t.Context(), scope, key))
		replayed(t, store, now, answer)
	})
	t.Run("gives back a key whose request never ended", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		fresh(t, store, scope, key, request, now)
		later := now.Add(time.Hour)
		fresh(t, store, scope, key, request, later)
		refused(t, store, request, later.Add(time.Second), ports.ErrKeyInFlight)
	})
	t.Run("lets one of many through", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		var claimed, waiting atomic.Int32
		var group sync.WaitGroup
		for range 20 {
			group.Go(func() {
				replay, err := store.Claim(t.Context(), scope, key, request, now)
				switch {
				case err == nil && replay == nil:
					claimed.Add(1)
				case errors.Is(err, ports.ErrKeyInFlight):
					waiting.Add(1)
				default:
					t.Errorf("Claim = %+v, %v", replay, err)
				}
			})
		}
		group.Wait()
		if claimed.Load() != 1 || waiting.Load() != 19 {
			t.Errorf("%d claimed and %d were told to wait, want 1 and 19", claimed.Load(), waiting.Load())
		}
	})
}
