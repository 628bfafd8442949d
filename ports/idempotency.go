package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/fault"
)

// Faults of idempotency keys.
var (
	ErrKeyReused = fault.New(fault.Invalid, "idempotency.key_reused",
		"This Idempotency-Key was used for another request. Use a new key for a new request.")
	ErrKeyInFlight = fault.New(fault.Conflict, "idempotency.in_flight",
		"The first request with this Idempotency-Key is still running. Wait, then ask again.")
)

// Replay is the stored answer of an earlier request with the same key.
type Replay struct {
	Status int
	Body   []byte
}

// IdempotencyStore remembers the answers to writes by the client's key.
type IdempotencyStore interface {
	// Claim takes the key for a request, within the scope of one actor. It answers
	// nil for a new key, the earlier answer for a repeated request, ErrKeyReused for
	// another request under the same key, or ErrKeyInFlight. A key whose request neither
	// completed nor released it is new again after some minutes.
	Claim(ctx context.Context, scope, key string, requestHash []byte, now time.Time) (*Replay, error)
	// Complete stores the answer under the claimed key.
	Complete(ctx context.Context, scope, key string, answer Replay) error
	// Release gives a claimed key back after a request that changed nothing.
	Release(ctx context.Context, scope, key string) error
}
