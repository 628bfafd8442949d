// Package bcrypt hashes passwords. It must not know whose they are or what rules they follow.
package bcrypt

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/crypto/bcrypt"

	"github.com/applyforus/applyforus/ports"
)

// Cost is the work factor of the product: 2^10 rounds, about 50 ms.
const Cost = 10

// Options tune a hasher.
type Options struct {
	Cost int // 0 = Cost
	// Parallel is how many hashes are made at once; 0 = half the processors, at least
	// one, so that a flood of sign-ins leaves the rest of the program its share.
	Parallel int
}

// Hasher implements ports.PasswordHasher.
type Hasher struct {
	cost  int
	turns chan struct{}
	decoy []byte // what is compared with when there is no hash
}

var _ ports.PasswordHasher = (*Hasher)(nil)

// New makes a hasher.
func New(opts Options) (*Hasher, error) {
	if opts.Cost == 0 {
		opts.Cost = Cost
	}
	if opts.Parallel == 0 {
		opts.Parallel = max(1, runtime.GOMAXPROCS(0)/2)
	}
	decoy, err := bcrypt.GenerateFromPassword(prehash("nobody's password"), opts.Cost)
	if err != nil {
		return nil, fmt.Errorf("bcrypt: %w", err)
	}
	return &Hasher{cost: opts.Cost, turns: make(chan struct{}, opts.Parallel), decoy: decoy}, nil
}

// Hash implements ports.PasswordHasher.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	if err := h.take(ctx); err != nil {
		return "", err
	}
	defer h.release()
	hash, err := bcrypt.GenerateFromPassword(prehash(password), h.cost)
	if err != nil {
		return "", fmt.Errorf("bcrypt: %w", err)
	}
	return string(hash), nil
}

// Matches implements ports.PasswordHasher.
func (h *Hasher) Matches(ctx context.Context, hash, password string) (bool, error) {
	if err := h.take(ctx); err != nil {
		return false, err
	}
	defer h.release()
	if hash == "" {
		bcrypt.CompareHashAndPassword(h.decoy, prehash(password)) //nolint:errcheck // only the time counts
		return false, nil
	}
	err := bcrypt.CompareHashAndPassword([]byte(hash), prehash(password))
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, bcrypt.ErrMismatchedHashAndPassword):
		return false, nil
	}
	return false, fmt.Errorf("bcrypt: %w", err)
}

func (h *Hasher) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case h.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *Hasher) release() { <-h.turns }

// prehash makes 44 characters of any password: bcrypt looks at 72 bytes at most and
// stops at a NUL, so a long password would be cut. Base64 keeps NULs out of the digest.
func prehash(password string) []byte {
	sum := sha256.Sum256([]byte(password))
	return []byte(base64.StdEncoding.EncodeToString(sum[:]))
}
