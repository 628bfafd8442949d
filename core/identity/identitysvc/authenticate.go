package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// BySession answers who holds a browser's session token. It answers
// fault.ErrUnauthenticated for a token that is unknown, expired, of another app, or of
// an account that may not be used. The last use is noted at most once a minute.
func (s *Service) BySession(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	now := s.now()
	session, user, err := s.read.Sessions.Find(ctx, identity.HashToken(token))
	if errors.Is(err, fault.ErrNotFound) {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	if err != nil {
		return identity.Actor{}, err
	}
	if session.App != app || !session.Live(now) || user.MayUse(app) != nil {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	if session.SeenDue(now) {
		err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
			return tx.Sessions.Touch(ctx, user.ID, session.ID, now)
		})
		if err != nil {
			return identity.Actor{}, err
		}
	}
	actor := user.Actor(app, identity.ViaSession)
	actor.Session = session.ID
	actor.Strong, actor.ProvedAt = session.Proof.Methods.Strong(), session.Proof.At
	return actor, nil
}

// ByAccessToken answers who holds an access token. It answers fault.ErrUnauthenticated as
// BySession does, and also once the client that the token was issued to was signed out.
func (s *Service) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	claims, err := s.keys.verify(ctx, token, app)
	if err != nil {
		return identity.Actor{}, err
	}
	family, user, err := s.read.Devices.Family(ctx, claims.Family)
	if err != nil && !errors.Is(err, fault.ErrNotFound) {
		return identity.Actor{}, err
	}
	if err != nil || family.User != claims.User || family.App != app || !family.Live(s.now()) || user.MayUse(app) != nil {
		return identity.Actor{}, identity.ErrTokenInvalid
	}
	actor := user.Actor(app, identity.ViaToken)
	actor.Family = family.ID
	actor.Strong, actor.ProvedAt = family.Proof.Methods.Strong(), family.Proof.At
	return actor, nil
}
