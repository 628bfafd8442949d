package commonpg_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres/commonpg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestIdempotency(t *testing.T) {
	t.Parallel()
	porttest.Idempotency(t, func(t *testing.T) ports.IdempotencyStore {
		t.Helper()
		return commonpg.NewIdempotency(pgtest.New(t).Pool())
	})
}
