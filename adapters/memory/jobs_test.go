package memory_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestJobs(t *testing.T) {
	t.Parallel()
	porttest.Jobs(t, func(*testing.T) porttest.JobsProbe {
		db := memory.New()
		return porttest.JobsProbe{
			Work: memory.UnitOfWork(db, func(s memory.Session) porttest.JobsTx {
				return porttest.JobsTx{
					Jobs: memory.NewJobs(s), Requisitions: memory.NewRequisitions(s), Companies: memory.NewCompanies(s),
					Boards: memory.NewBoards(s), Saved: memory.NewSavedJobs(s),
				}
			}),
			Jobs: memory.NewJobReader(db), Boards: memory.NewBoardReader(db), Saved: memory.NewSavedJobReader(db),
			User: func(*testing.T) id.User { return id.User(id.New[struct{}]()) },
		}
	})
}
