package identitysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// TokenPair is what a client that is no browser keeps.
type TokenPair struct {
	AccessToken  string
	RefreshToken string
	ExpiresIn    time.Duration // of the access token
}

// LoggedIn is a client's new sign-in.
type LoggedIn struct {
	User   identity.User
	Tokens TokenPair
}

// Login signs in a client that is no browser: it starts a family of refresh tokens. It
// answers what SignIn does.
func (s *Service) Login(ctx context.Context, in CredentialsInput) (LoggedIn, error) {
	user, err := s.check(ctx, in)
	if err != nil {
		return LoggedIn{}, err
	}
	family, first, secret := identity.NewFamily(user.ID, in.App, in.Client, s.now())
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Refresh.Begin(ctx, family, first) })
	if err != nil {
		return LoggedIn{}, err
	}
	pair, err := s.pair(ctx, user.ID, in.App, family.ID, secret)
	return LoggedIn{User: user, Tokens: pair}, err
}

// pair signs an access token to go with a refresh token.
func (s *Service) pair(ctx context.Context, user id.User, app identity.App, family id.RefreshFamily, refresh string) (TokenPair, error) {
	access, err := s.keys.sign(ctx, identity.NewAccessClaims(user, app, family, s.now()))
	if err != nil {
		return TokenPair{}, err
	}
	return TokenPair{AccessToken: access, RefreshToken: refresh, ExpiresIn: identity.AccessLife}, nil
}
