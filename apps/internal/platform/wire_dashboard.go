package platform

import (
	"github.com/applyforus/applyforus/adapters/postgres/applicationspg"
	"github.com/applyforus/applyforus/adapters/postgres/autoapplypg"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/adapters/postgres/resumespg"
	"github.com/applyforus/applyforus/core/analytics/analyticssvc"
	"github.com/applyforus/applyforus/ports"
)

func wireDashboard(p *Parts, matches ports.JobMatches) *analyticssvc.Service {
	pool := p.DB.Pool()
	return analyticssvc.New(analyticssvc.Deps{
		Applications: applicationspg.NewReader(pool), Attempts: autoapplypg.NewAttempts(pool), Resumes: resumespg.NewReader(pool),
		Profiles: profilepg.NewProfiles(pool), Matches: matches, Now: p.Now,
	})
}
