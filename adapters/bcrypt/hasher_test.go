package bcrypt_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/bcrypt"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func quick(t *testing.T) *bcrypt.Hasher {
	t.Helper()
	h, err := bcrypt.New(bcrypt.Options{Cost: 4})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestPort(t *testing.T) {
	t.Parallel()
	porttest.PasswordHasher(t, func(t *testing.T) ports.PasswordHasher { t.Helper(); return quick(t) })
}

func TestCostIsWrittenIntoTheHash(t *testing.T) {
	t.Parallel()
	h, err := bcrypt.New(bcrypt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	hash, err := h.Hash(t.Context(), "lantern moss")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$2a$10$") {
		t.Fatalf("hash begins %q, want bcrypt at cost 10", hash[:7])
	}
}

func TestNoHashCostsTheSame(t *testing.T) {
	t.Parallel()
	h, err := bcrypt.New(bcrypt.Options{Cost: 8, Parallel: 1})
	if err != nil {
		t.Fatal(err)
	}
	hash, err := h.Hash(t.Context(), "lantern moss")
	if err != nil {
		t.Fatal(err)
	}
	// The quickest of many, taken in turns: other work on the machine only ever adds time.
	quickest := map[string]time.Duration{hash: time.Hour, "": time.Hour}
	for range 40 {
		for kind := range quickest {
			began := time.Now()
			if _, err := h.Matches(t.Context(), kind, "wrong"); err != nil {
				t.Fatal(err)
			}
			quickest[kind] = min(quickest[kind], time.Since(began))
		}
	}
	known, unknown := quickest[hash], quickest[""]
	if unknown < known*2/3 || unknown > known*3/2 {
		t.Fatalf("a known account takes %v, an unknown one %v", known, unknown)
	}
}

func TestAFloodIsToldToComeBack(t *testing.T) {
	t.Parallel()
	h, err := bcrypt.New(bcrypt.Options{Cost: 12, Parallel: 1, Queue: 2})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var group sync.WaitGroup
	answers := make(chan error, 10)
	for range cap(answers) {
		group.Go(func() { _, err := h.Hash(ctx, "lantern moss"); answers <- err })
	}
	for range cap(answers) - 3 { // one is at work, two wait
		err := <-answers
		if f := fault.As(err); !errors.Is(err, identity.ErrBusy) || f.Kind != fault.Unavailable || f.RetryAfter <= 0 {
			t.Errorf("err = %v", err)
		}
	}
	stop()
	group.Wait()
	if _, err := h.Hash(t.Context(), "lantern moss"); err != nil {
		t.Errorf("after the flood: %v", err)
	}
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	h, err := bcrypt.New(bcrypt.Options{Cost: 12, Parallel: 1})
	if err != nil {
		t.Fatal(err)
	}
	busy := make(chan struct{})
	go func() {
		defer close(busy)
		h.Hash(context.WithoutCancel(t.Context()), "lantern moss") //nolint:errcheck // only keeps the one place taken
	}()
	time.Sleep(20 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	if _, err := h.Hash(ctx, "lantern moss"); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("err = %v, want the deadline", err)
	}
	<-busy
}
