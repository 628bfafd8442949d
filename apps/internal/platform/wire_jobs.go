package platform

import (
	"time"

	"github.com/applyforus/applyforus/adapters/boards"
	"github.com/applyforus/applyforus/adapters/outbound"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/applicationspg"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/adapters/sanitize"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/ports"
)

// importWork is the unit of work of everything that changes boards and what they show.
func importWork(p *Parts) ports.UnitOfWork[jobsvc.ImportTx] {
	return postgres.UnitOfWork(p.DB, func(s postgres.Session) jobsvc.ImportTx {
		q := s.Queryer()
		return jobsvc.ImportTx{
			Jobs: jobspg.NewJobs(q), Requisitions: jobspg.NewRequisitions(q), Companies: jobspg.NewCompanies(q),
			Boards: jobspg.NewBoards(q), Outbox: s.Outbox(),
		}
	})
}

func wireImporter(p *Parts) (*jobsvc.Importer, error) {
	client, err := outbound.NewClient(outbound.Options{})
	if err != nil {
		return nil, err
	}
	pool := p.DB.Pool()
	return jobsvc.NewImporter(importWork(p), jobspg.NewReader(pool), jobspg.NewBoards(pool), boards.All(client), sanitize.New(), p.Now), nil
}

func wireSaved(p *Parts) *jobsvc.Saved {
	work := postgres.UnitOfWork(p.DB, func(s postgres.Session) jobsvc.SavedTx {
		return jobsvc.SavedTx{Saved: jobspg.NewSaved(s.Queryer())}
	})
	return jobsvc.NewSaved(work, jobspg.NewSaved(p.DB.Pool()), p.Now)
}

// facetsKept is how old the counts of the unfiltered list may be: they are asked for by
// everybody and change slowly.
const facetsKept = time.Minute

func wireJobs(p *Parts) *jobsvc.Search {
	pool := p.DB.Pool()
	return jobsvc.NewSearch(jobspg.NewSearch(pool, facetsKept), jobspg.NewReader(pool), jobspg.NewBoards(pool), jobspg.NewSaved(pool),
		profilepg.NewProfiles(pool), applicationspg.NewReader(pool), p.Now)
}
