package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type employers struct{ in identityIn }

// Employers makes the store of companies of a unit of work.
func Employers(s Session) ports.EmployerStore { return employers{s.identity()} }

// EmployerReads makes the store of companies outside any unit of work; it must not be
// written to.
func EmployerReads(db *DB) ports.EmployerStore { return employers{db.Read} }

type memberKey struct {
	company id.Employer
	user    id.User
}

func companyRows(s Session) Rows[id.Employer, employer.Company] {
	return Table[id.Employer, employer.Company](s, "employer.companies")
}

func memberRows(s Session) Rows[memberKey, employer.Membership] {
	return Table[memberKey, employer.Membership](s, "employer.company_members")
}

func (m employers) Create(ctx context.Context, company employer.Company, owner id.User) error {
	m.in(func(s Session) { companyRows(s)[company.ID] = company })
	return m.Join(ctx, company.ID, owner, employer.Membership{Role: employer.RoleOwner, Since: company.CreatedAt})
}

func (m employers) Join(_ context.Context, company id.Employer, user id.User, member employer.Membership) error {
	m.in(func(s Session) {
		if old, ok := memberRows(s)[memberKey{company, user}]; ok {
			member.Since = old.Since
		}
		member.Company = companyRows(s)[company]
		memberRows(s)[memberKey{company, user}] = member
	})
	return nil
}

func (m employers) Memberships(_ context.Context, user id.User) ([]employer.Membership, error) {
	list := []employer.Membership{}
	m.in(func(s Session) {
		for key, member := range memberRows(s) {
			if key.user == user {
				list = append(list, member)
			}
		}
	})
	slices.SortFunc(list, func(a, b employer.Membership) int {
		return cmp.Or(cmp.Compare(a.Company.Name, b.Company.Name), cmp.Compare(a.Company.ID.String(), b.Company.ID.String()))
	})
	return list, nil
}

func (m employers) Membership(_ context.Context, user id.User, company id.Employer) (found employer.Membership, err error) {
	err = employer.ErrNotFound
	m.in(func(s Session) {
		if member, ok := memberRows(s)[memberKey{company, user}]; ok {
			found, err = member, nil
		}
	})
	return found, err
}

func (m employers) Members(ctx context.Context, user id.User, company id.Employer) ([]employer.Member, error) {
	list := []employer.Member{}
	if _, err := m.Membership(ctx, user, company); err != nil {
		return list, nil //nolint:nilerr // who does not belong to it sees nobody
	}
	m.in(func(s Session) {
		for key, member := range memberRows(s) {
			if key.company == company {
				u := Table[id.User, identity.User](s, usersTable)[key.user]
				list = append(list, employer.Member{User: u.ID, Name: u.Name, Email: u.Email, Role: member.Role, Since: member.Since})
			}
		}
	})
	slices.SortFunc(list, func(a, b employer.Member) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.User.String(), b.User.String()))
	})
	return list, nil
}
