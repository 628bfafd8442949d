package memory_test

import (
	"context"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestResumes(t *testing.T) {
	t.Parallel()
	porttest.Resumes(t, func(*testing.T) porttest.ResumesPorts {
		db := memory.New()
		applied := map[id.Resume]bool{}
		return porttest.ResumesPorts{
			Reader: memory.NewResumeReader(db),
			Work: memory.UnitOfWork(db, func(s memory.Session) porttest.ResumesTx {
				return porttest.ResumesTx{
					Users: memory.Users(s), Resumes: memory.NewResumes(s, func(r id.Resume) bool { return applied[r] }),
					Apply: func(_ context.Context, _ id.User, r id.Resume) error { applied[r] = true; return nil },
				}
			}),
		}
	})
}
