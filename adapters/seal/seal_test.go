package seal_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/applyforus/applyforus/adapters/seal"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func keyOf(b byte) []byte { return bytes.Repeat([]byte{b}, seal.KeySize) }

func ring(t *testing.T, refresh seal.Refresh, keys ...[]byte) *seal.Ring {
	t.Helper()
	r, err := seal.NewRing(keys, refresh)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestPort(t *testing.T) {
	t.Parallel()
	porttest.Sealer(t, func(t *testing.T, key byte) ports.Sealer {
		t.Helper()
		return ring(t, nil, keyOf(key))
	})
}

func TestKeysOfAnotherLengthAreRefused(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 16, 31, 33} {
		if _, err := seal.NewRing([][]byte{keyOf(1), make([]byte, n)}, nil); err == nil || !strings.Contains(err.Error(), "key 2") {
			t.Errorf("a key of %d bytes: %v", n, err)
		}
	}
	if _, err := seal.NewRing(nil, nil); err == nil {
		t.Error("a ring without keys was made")
	}
}

func TestOldKeysOpenAndTheFirstSeals(t *testing.T) {
	t.Parallel()
	old := ring(t, nil, keyOf(1))
	sealed, err := old.Seal([]byte("secret"), "p")
	if err != nil {
		t.Fatal(err)
	}
	both := ring(t, nil, keyOf(2), keyOf(1))
	if plain, err := both.Open(sealed, "p"); err != nil || string(plain) != "secret" {
		t.Errorf("%q, %v", plain, err)
	}
	again, err := both.Seal([]byte("secret"), "p")
	if err != nil {
		t.Fatal(err)
	}
	head, err := both.Head()
	if err != nil || !bytes.HasPrefix(again, head) || bytes.HasPrefix(sealed, head) {
		t.Errorf("head %x, %v", head, err)
	}
	if _, err := old.Open(again, "p"); !errors.Is(err, seal.ErrOpen) {
		t.Errorf("the old ring opens what the new key sealed: %v", err)
	}
	if _, err := ring(t, nil, keyOf(2)).Open(sealed, "p"); !errors.Is(err, seal.ErrOpen) {
		t.Errorf("a ring without the old key opens: %v", err)
	}
}

func TestRunningRingTakesUpNewKeys(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	keys := [][]byte{keyOf(1)}
	source := func() ([][]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		return keys, nil
	}
	running := ring(t, source, keyOf(1))
	ahead, err := ring(t, nil, keyOf(2)).Seal([]byte("secret"), "p")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := running.Open(ahead, "p"); !errors.Is(err, seal.ErrOpen) {
		t.Errorf("opened with an unknown key: %v", err)
	}
	mu.Lock()
	keys = [][]byte{keyOf(2), keyOf(1)}
	mu.Unlock()
	if plain, err := running.Open(ahead, "p"); err != nil || string(plain) != "secret" {
		t.Errorf("%q, %v", plain, err)
	}
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			sealed, err := running.Seal([]byte("x"), "p")
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := running.Open(sealed, "p"); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func TestSourceThatFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("the file is gone")
	r := ring(t, func() ([][]byte, error) { return nil, broken }, keyOf(1))
	if _, err := r.Seal([]byte("x"), "p"); !errors.Is(err, broken) {
		t.Errorf("sealed although the keys are not known: %v", err)
	}
}
