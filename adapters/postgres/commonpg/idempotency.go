package commonpg

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/commondb"
	"github.com/applyforus/applyforus/ports"
)

// abandonedAfter is when a key whose request never ended may be claimed again: its
// process died, for requests are bounded by far less.
const abandonedAfter = 2 * time.Minute

// Idempotency implements ports.IdempotencyStore.
type Idempotency struct {
	db postgres.Queryer
	q  *commondb.Queries
}

// NewIdempotency makes a store over the pool.
func NewIdempotency(db postgres.Queryer) Idempotency {
	return Idempotency{db: db, q: commondb.New()}
}

// Claim implements ports.IdempotencyStore.
func (s Idempotency) Claim(ctx context.Context, scope, key string, requestHash []byte, now time.Time) (*ports.Replay, error) {
	claimed, err := s.q.ClaimKey(ctx, s.db, commondb.ClaimKeyParams{
		Scope: scope, Key: key, RequestHash: requestHash, Now: now, AbandonedBefore: now.Add(-abandonedAfter),
	})
	if err != nil {
		return nil, fmt.Errorf("commonpg: claim: %w", err)
	}
	if claimed == 1 {
		return nil, nil
	}
	earlier, err := s.q.GetKey(ctx, s.db, commondb.GetKeyParams{Scope: scope, Key: key})
	switch {
	case err != nil:
		return nil, fmt.Errorf("commonpg: claim: %w", err)
	case !bytes.Equal(earlier.RequestHash, requestHash):
		return nil, ports.ErrKeyReused
	case earlier.Status == nil:
		return nil, ports.ErrKeyInFlight
	}
	return &ports.Replay{Status: int(*earlier.Status), Body: earlier.Body}, nil
}

// Complete implements ports.IdempotencyStore.
func (s Idempotency) Complete(ctx context.Context, scope, key string, answer ports.Replay) error {
	status := int32(answer.Status)
	return s.q.CompleteKey(ctx, s.db, commondb.CompleteKeyParams{Scope: scope, Key: key, Status: &status, Body: answer.Body})
}

// Release implements ports.IdempotencyStore.
func (s Idempotency) Release(ctx context.Context, scope, key string) error {
	return s.q.ReleaseKey(ctx, s.db, commondb.ReleaseKeyParams{Scope: scope, Key: key})
}
