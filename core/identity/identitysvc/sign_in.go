package identitysvc

import (
	"context"

	"github.com/applyforus/applyforus/core/identity"
)

// SignedIn is a browser's new session.
type SignedIn struct {
	User  identity.User
	Token string // for the cookie; it is not stored
}

// SignIn opens a session for a browser. A person whose address is not confirmed may
// sign in too. It answers identity.ErrBadCredentials, identity.ErrSuspended or
// identity.ErrTooManyAttempts.
func (s *Service) SignIn(ctx context.Context, in CredentialsInput) (SignedIn, error) {
	user, err := s.check(ctx, in)
	if err != nil {
		return SignedIn{}, err
	}
	session, token := identity.NewSession(user.ID, in.App, in.Client, s.now())
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Sessions.Create(ctx, session) })
	if err != nil {
		return SignedIn{}, err
	}
	return SignedIn{User: user, Token: token}, nil
}
