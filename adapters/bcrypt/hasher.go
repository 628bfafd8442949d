// Package bcrypt hashes passwords. It must not know whose they are or what rules they follow.
package bcrypt

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/bcrypt"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Cost is the work factor of the product: 2^10 rounds, about 50 ms.
const Cost = 10

// Options tune a hasher.
type Options struct {
	Cost     int // 0 = Cost
	Parallel int // hashes that are made at once; 0 = as many as there are processors
	Queue    int // hashes that may wait for their turn; 0 = queuePerPlace for each of those made at once
}

// queuePerPlace bounds the wait to a few seconds: who would wait longer is told so at once.
const queuePerPlace = 60

// retryAfter is when to come back after that.
const retryAfter = 3 * time.Second

// Hasher implements ports.PasswordHasher. It makes hashes on threads of low priority: they
// take what the processors have left, so that a flood of sign-ins leaves other pages quick.
type Hasher struct {
	cost    int
	turns   chan struct{}
	waiting atomic.Int64
	queue   int64
	decoy   []byte // what is compared with when there is no hash
}

var _ ports.PasswordHasher = (*Hasher)(nil)

// New makes a hasher.
func New(opts Options) (*Hasher, error) {
	if opts.Cost == 0 {
		opts.Cost = Cost
	}
	if opts.Parallel == 0 {
		opts.Parallel = runtime.GOMAXPROCS(0)
	}
	if opts.Queue == 0 {
		opts.Queue = queuePerPlace * opts.Parallel
	}
	decoy, err := bcrypt.GenerateFromPassword(prehash("nobody's password"), opts.Cost)
	if err != nil {
		return nil, fmt.Errorf("bcrypt: %w", err)
	}
	return &Hasher{cost: opts.Cost, turns: make(chan struct{}, opts.Parallel), queue: int64(opts.Queue), decoy: decoy}, nil
}

// Hash implements ports.PasswordHasher.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	var hash []byte
	err := h.do(ctx, func() (err error) {
		hash, err = bcrypt.GenerateFromPassword(prehash(password), h.cost)
		return err
	})
	return string(hash), err
}

// Matches implements ports.PasswordHasher.
func (h *Hasher) Matches(ctx context.Context, hash, password string) (bool, error) {
	known := []byte(hash)
	if hash == "" {
		known = h.decoy
	}
	err := h.do(ctx, func() error { return bcrypt.CompareHashAndPassword(known, prehash(password)) })
	if errors.Is(err, bcrypt.ErrMismatchedHashAndPassword) {
		return false, nil
	}
	return err == nil && hash != "", err
}

// do runs the work when it is its turn.
func (h *Hasher) do(ctx context.Context, work func() error) error {
	if err := h.take(ctx); err != nil {
		return err
	}
	defer func() { <-h.turns }()
	done := make(chan error, 1)
	go func() {
		// The thread is never unlocked, so it ends with the work and its priority.
		runtime.LockOSThread()
		lowerPriority()
		done <- work()
	}()
	if err := <-done; err != nil {
		return fmt.Errorf("bcrypt: %w", err)
	}
	return nil
}

func (h *Hasher) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case h.turns <- struct{}{}:
		return nil
	default:
	}
	if h.waiting.Add(1) > h.queue {
		h.waiting.Add(-1)
		return identity.ErrBusy.After(retryAfter)
	}
	defer h.waiting.Add(-1)
	select {
	case h.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// prehash makes 44 characters of any password: bcrypt looks at 72 bytes at most and
// stops at a NUL, so a long password would be cut. Base64 keeps NULs out of the digest.
func prehash(password string) []byte {
	sum := sha256.Sum256([]byte(password))
	return []byte(base64.StdEncoding.EncodeToString(sum[:]))
}
