package identitysvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

var _ ports.SignIns = (*Service)(nil)

// Welcome implements ports.SignIns: it is the one door that every way of signing in
// goes through.
func (s *Service) Welcome(ctx context.Context, user identity.User, in identity.Arrival) (identity.Welcome, error) {
	if err := user.MayUse(in.App); err != nil {
		return identity.Welcome{}, err
	}
	if in.Browser {
		return s.openSession(ctx, user, in)
	}
	return s.beginFamily(ctx, user, in)
}

func (s *Service) openSession(ctx context.Context, user identity.User, in identity.Arrival) (identity.Welcome, error) {
	session, token := identity.NewSession(user.ID, in.App, in.Client, s.now())
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Sessions.Create(ctx, session) })
	if err != nil {
		return identity.Welcome{}, err
	}
	return identity.Welcome{User: user, Session: token}, nil
}

func (s *Service) beginFamily(ctx context.Context, user identity.User, in identity.Arrival) (identity.Welcome, error) {
	family, first, secret := identity.NewFamily(user.ID, in.App, in.Client, s.now())
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Refresh.Begin(ctx, family, first) })
	if err != nil {
		return identity.Welcome{}, err
	}
	pair, err := s.pair(ctx, user.ID, in.App, family.ID, secret)
	if err != nil {
		return identity.Welcome{}, err
	}
	return identity.Welcome{User: user, Tokens: &pair}, nil
}

// pair signs an access token to go with a refresh token.
func (s *Service) pair(ctx context.Context, user id.User, app identity.App, family id.RefreshFamily, refresh string) (identity.TokenPair, error) {
	access, err := s.keys.sign(ctx, identity.NewAccessClaims(user, app, family, s.now()))
	if err != nil {
		return identity.TokenPair{}, err
	}
	return identity.TokenPair{Access: access, Refresh: refresh, ExpiresIn: identity.AccessLife}, nil
}
