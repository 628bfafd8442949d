package identitysvc

import (
	"context"

	"github.com/applyforus/applyforus/core/identity"
)

// SignIn lets somebody in who knows the password of an account. A person whose address
// is not confirmed may sign in too. It answers identity.ErrBadCredentials,
// identity.ErrSuspended or identity.ErrTooManyAttempts.
func (s *Service) SignIn(ctx context.Context, in CredentialsInput) (identity.Welcome, error) {
	user, err := s.check(ctx, in)
	if err != nil {
		return identity.Welcome{}, err
	}
	return s.Welcome(ctx, user, identity.Arrival{
		App: in.App, Client: in.Client, Browser: in.Browser, Proved: []identity.Method{identity.MethodPassword},
	})
}
