package ports

import (
	"context"

	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/id"
)

// EmployerStore keeps companies and who belongs to them.
type EmployerStore interface {
	// Create stores a company with its first owner.
	Create(ctx context.Context, company employer.Company, owner id.User) error
	// Join makes somebody a member, or gives a member another role.
	Join(ctx context.Context, company id.Employer, user id.User, member employer.Membership) error
	// Memberships answers the companies that the user belongs to, by name.
	Memberships(ctx context.Context, user id.User) ([]employer.Membership, error)
	// Membership answers the user's place in the company, or employer.ErrNotFound.
	Membership(ctx context.Context, user id.User, company id.Employer) (employer.Membership, error)
	// Members answers who belongs to the company that the user belongs to, by name;
	// nobody when the user does not.
	Members(ctx context.Context, user id.User, company id.Employer) ([]employer.Member, error)
}
