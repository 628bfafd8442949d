package jobspg

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// Companies implements ports.CompanyStore.
type Companies struct {
	db postgres.Queryer
	q  *jobsdb.Queries
}

// NewCompanies makes a store over a transaction.
func NewCompanies(db postgres.Queryer) Companies { return Companies{db: db, q: jobsdb.New()} }

// Ensure implements ports.CompanyStore.
func (s Companies) Ensure(ctx context.Context, companies []jobs.Company, now time.Time) (map[string]id.Company, error) {
	keys := make([]string, len(companies))
	for i, c := range companies {
		keys[i] = c.Key
	}
	found, err := s.byKey(ctx, keys)
	if err != nil {
		return nil, err
	}
	var missing []jobsdb.AddCompanyParams
	for _, c := range companies {
		if _, there := found[c.Key]; !there {
			missing = append(missing, jobsdb.AddCompanyParams{ID: c.ID, Key: c.Key, Name: c.Name, Demo: c.Demo, CreatedAt: now})
		}
	}
	if len(missing) == 0 {
		return found, nil
	}
	// In one order everywhere, so that two imports do not wait for each other in a circle.
	slices.SortFunc(missing, func(a, b jobsdb.AddCompanyParams) int { return cmp.Compare(a.Key, b.Key) })
	if err := run("add companies", s.q.AddCompany(ctx, s.db, missing)); err != nil {
		return nil, err
	}
	return s.byKey(ctx, keys)
}

func (s Companies) byKey(ctx context.Context, keys []string) (map[string]id.Company, error) {
	rows, err := s.q.CompaniesByKey(ctx, s.db, keys)
	if err != nil {
		return nil, fmt.Errorf("jobspg: companies: %w", err)
	}
	found := make(map[string]id.Company, len(rows))
	for _, r := range rows {
		found[r.Key] = r.ID
	}
	return found, nil
}
