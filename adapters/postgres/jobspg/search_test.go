package jobspg_test

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestSearch(t *testing.T) {
	t.Parallel()
	porttest.Search(t, func(t *testing.T) porttest.SearchProbe {
		db := pgtest.New(t)
		return porttest.SearchProbe{
			JobsProbe: porttest.JobsProbe{
				Work: postgres.UnitOfWork(db, func(s postgres.Session) porttest.JobsTx {
					return porttest.JobsTx{
						Jobs: jobspg.NewJobs(s.Queryer()), Requisitions: jobspg.NewRequisitions(s.Queryer()), Companies: jobspg.NewCompanies(s.Queryer()),
					}
				}),
				Jobs: jobspg.NewReader(db.Pool()), User: func(t *testing.T) id.User { return aPerson(t, db) },
			},
			Search: jobspg.NewSearch(db.Pool(), 0),
		}
	})
}

// The counts of everything are kept for a while; the page of jobs is always what is there.
func TestSearchKeepsTheFacetsOfEverything(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	search := jobspg.NewSearch(db.Pool(), time.Minute)
	now := porttest.JobsAt
	for i, step := range []struct {
		at   time.Duration
		q    jobs.SearchQuery
		want int
	}{{0, jobs.SearchQuery{}, 0}, {time.Second, jobs.SearchQuery{}, 0}, {time.Second, jobs.SearchQuery{Posted: 30}, 1}, {2 * time.Minute, jobs.SearchQuery{}, 1}, {2*time.Minute + time.Second, jobs.SearchQuery{}, 1}, {0, jobs.SearchQuery{}, 1}} {
		result, err := search.Search(t.Context(), step.q, now.Add(step.at))
		if err != nil || result.Page.Total != step.want || i > 0 && len(result.Page.Items) != 1 {
			t.Errorf("step %d: total %d, %d rows, %v", i, result.Page.Total, len(result.Page.Items), err)
		}
		if i == 0 {
			insertJob(t, db, now)
		}
	}
}

func insertJob(t *testing.T, db *postgres.DB, at time.Time) {
	t.Helper()
	_, err := db.Pool().Exec(t.Context(), `WITH c AS (INSERT INTO jobs.companies (id, key, name, created_at) VALUES (gen_random_uuid(), 'fern', 'Fern', $1) RETURNING id),
		r AS (INSERT INTO jobs.requisitions (id, created_at) VALUES (gen_random_uuid(), $1) RETURNING id)
		INSERT INTO jobs.jobs (id, requisition_id, company_id, company_name, title, description_html, description_text, source, board_token, external_id,
			url, apply_url, fingerprint, posted_at, first_seen_at, last_seen_at)
		SELECT gen_random_uuid(), r.id, c.id, 'Fern', 'Cook', '', '', 'lever', 'fern', '1', '', '', 'f', $1, $1, $1 FROM c, r`, at)
	if err != nil {
		t.Fatal(err)
	}
}
