package employerpg_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/employerpg"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestEmployers(t *testing.T) {
	t.Parallel()
	porttest.Employers(t, func(t *testing.T) ports.UnitOfWork[porttest.EmployerTx] {
		t.Helper()
		return postgres.UnitOfWork(pgtest.New(t), func(s postgres.Session) porttest.EmployerTx {
			return porttest.EmployerTx{Users: identitypg.Users(s.Queryer()), Employers: employerpg.New(s.Queryer())}
		})
	})
}
