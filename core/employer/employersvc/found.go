package employersvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// FoundInput names a new company and its first owner.
type FoundInput struct {
	Name  string
	Owner string // e-mail address of an account
}

// Validate answers every violation of the input.
func (in FoundInput) Validate() error {
	var c fault.Check
	employer.CheckName(&c, "name", identity.NormalName(in.Name))
	identity.CheckEmail(&c, "owner", identity.NormalEmail(in.Owner))
	return c.Err()
}

// Found is for the operator's command line and asks for no actor: whoever reaches the
// database may do anything. It answers fault.ErrNotFound if nobody has the address.
func (s *Service) Found(ctx context.Context, in FoundInput) (employer.Company, error) {
	if err := in.Validate(); err != nil {
		return employer.Company{}, err
	}
	company := employer.NewCompany(identity.NormalName(in.Name), s.now())
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		owner, err := tx.Users.GetByEmail(ctx, identity.NormalEmail(in.Owner))
		if errors.Is(err, fault.ErrNotFound) {
			return fault.ErrNotFound.With("Nobody has an account with this address. Register with it first.")
		}
		if err != nil {
			return err
		}
		return tx.Employers.Create(ctx, company, owner.ID)
	})
	return company, err
}
