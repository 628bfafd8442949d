// Package employersvc holds the use-cases of companies and their members. It must not
// know HTTP or SQL.
package employersvc

import (
	"time"

	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of the service may touch.
type Tx struct {
	Employers ports.EmployerStore
	Users     ports.UserStore // read only: who somebody is
}

// Deps are what the service works with.
type Deps struct {
	Work      ports.UnitOfWork[Tx]
	Employers ports.EmployerStore // for reading outside of a transaction
	Now       ports.Clock
}

// Service runs the use-cases.
type Service struct {
	work      ports.UnitOfWork[Tx]
	employers ports.EmployerStore
	now       ports.Clock
}

// New makes the service.
func New(d Deps) *Service {
	utc := func() time.Time { return d.Now().UTC().Truncate(time.Microsecond) } // what a database keeps
	return &Service{work: d.Work, employers: d.Employers, now: utc}
}
