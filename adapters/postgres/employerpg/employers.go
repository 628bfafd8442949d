// Package employerpg keeps companies and their members in PostgreSQL. It must not know
// who may do what: it stores and finds.
package employerpg

import (
	"context"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/employerdb"
	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports"
)

// queries has no state: the transaction or the pool is an argument of each query.
var queries = employerdb.New()

type store struct{ db postgres.Queryer }

// New makes the store over a transaction or the pool.
func New(db postgres.Queryer) ports.EmployerStore { return store{db} }

func (s store) Create(ctx context.Context, company employer.Company, owner id.User) error {
	err := queries.CreateCompany(ctx, s.db, employerdb.CreateCompanyParams{ID: company.ID, Name: company.Name, CreatedAt: company.CreatedAt})
	if err != nil {
		return err
	}
	return s.Join(ctx, company.ID, owner, employer.Membership{Role: employer.RoleOwner, Since: company.CreatedAt})
}

func (s store) Join(ctx context.Context, company id.Employer, user id.User, m employer.Membership) error {
	return queries.JoinCompany(ctx, s.db, employerdb.JoinCompanyParams{CompanyID: company, UserID: user, Role: m.Role, Since: m.Since})
}

func (s store) Memberships(ctx context.Context, user id.User) ([]employer.Membership, error) {
	rows, err := queries.ListMemberships(ctx, s.db, user)
	if err != nil {
		return nil, err
	}
	list := make([]employer.Membership, len(rows))
	for i, row := range rows {
		list[i] = employer.Membership{Company: employer.Company(row.Company), Role: row.Role, Since: row.Since}
	}
	return list, nil
}

func (s store) Membership(ctx context.Context, user id.User, company id.Employer) (employer.Membership, error) {
	row, err := queries.GetMembership(ctx, s.db, employerdb.GetMembershipParams{UserID: user, CompanyID: company})
	if err != nil {
		return employer.Membership{}, postgres.Missing(err, employer.ErrNotFound)
	}
	return employer.Membership{Company: employer.Company(row.Company), Role: row.Role, Since: row.Since}, nil
}

func (s store) Members(ctx context.Context, user id.User, company id.Employer) ([]employer.Member, error) {
	rows, err := queries.ListMembers(ctx, s.db, employerdb.ListMembersParams{CompanyID: company, Asking: user})
	if err != nil {
		return nil, err
	}
	list := make([]employer.Member, len(rows))
	for i, row := range rows {
		list[i] = employer.Member{User: row.UserID, Name: row.Name, Email: row.Email, Role: row.Role, Since: row.Since}
	}
	return list, nil
}
