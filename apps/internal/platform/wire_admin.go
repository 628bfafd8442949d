package platform

import (
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/core/health/healthsvc"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

// BoardAdmin gives what administrators do with followed boards.
func (p *Parts) BoardAdmin() *jobsvc.BoardAdmin {
	return jobsvc.NewBoardAdmin(importWork(p), jobspg.NewBoards(p.DB.Pool()), p.Now)
}

// Health gives the look at our processes and at what they need.
func (p *Parts) Health() *healthsvc.Service {
	return healthsvc.New(serviceProbes(p), dependencyProbes(p), p.Now)
}
