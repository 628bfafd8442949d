package platform

import (
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/employerpg"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/core/employer/employersvc"
)

func wireEmployer(p *Parts) *employersvc.Service {
	return employersvc.New(employersvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) employersvc.Tx {
			q := s.Queryer()
			return employersvc.Tx{Employers: employerpg.New(q), Users: identitypg.Users(q)}
		}),
		Employers: employerpg.New(p.DB.Pool()), Now: p.Now,
	})
}
