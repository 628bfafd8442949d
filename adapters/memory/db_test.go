package memory_test

import (
	"context"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestUnitOfWork(t *testing.T) {
	t.Parallel()
	porttest.UnitOfWork(t, func(*testing.T) porttest.WorkProbe {
		db := memory.New()
		return porttest.WorkProbe{
			Work: memory.UnitOfWork(db, func(s memory.Session) porttest.ProbeTx {
				return porttest.ProbeTx{Outbox: s.Outbox(), Put: func(context.Context) error {
					memory.Table[int, string](s, "probe")[1] = "row"
					return nil
				}}
			}),
			Rows: func() (n int) {
				db.Read(func(s memory.Session) { n = len(memory.Table[int, string](s, "probe")) })
				return n
			},
			Tasks: func() int { return len(db.Tasks()) },
		}
	})
}
