package jobspg_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestJobs(t *testing.T) {
	t.Parallel()
	porttest.Jobs(t, func(t *testing.T) porttest.JobsProbe {
		t.Helper()
		db := pgtest.New(t)
		return porttest.JobsProbe{
			Work: postgres.UnitOfWork(db, func(s postgres.Session) porttest.JobsTx {
				return porttest.JobsTx{
					Jobs: jobspg.NewJobs(s.Queryer()), Requisitions: jobspg.NewRequisitions(s.Queryer()),
					Companies: jobspg.NewCompanies(s.Queryer()), Boards: jobspg.NewBoards(s.Queryer()), Saved: jobspg.NewSaved(s.Queryer()),
				}
			}),
			Jobs: jobspg.NewReader(db.Pool()), Boards: jobspg.NewBoards(db.Pool()), Saved: jobspg.NewSaved(db.Pool()),
			User: func(t *testing.T) id.User {
				t.Helper()
				return aPerson(t, db)
			},
		}
	})
}

func aPerson(t *testing.T, db *postgres.DB) id.User {
	t.Helper()
	user := id.User(id.New[struct{}]())
	_, err := db.Pool().Exec(t.Context(), `INSERT INTO identity.users (id, email, name, password_hash, status, created_at, updated_at)
		VALUES ($1, $2, 'A Person', 'x', 'active', now(), now())`, user, user.String()+"@example.com")
	if err != nil {
		t.Fatal(err)
	}
	return user
}
