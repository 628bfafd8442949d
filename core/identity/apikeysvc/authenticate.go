package apikeysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// ByKey answers for whom a program with the key acts, and how far. It answers
// identity.ErrAPIKeyInvalid for a key that does not count in the app. Nothing is cached:
// a revoked key ends with its next request. The last use is noted at most once a minute.
func (s *Service) ByKey(ctx context.Context, app identity.App, text string) (identity.Actor, error) {
	lookup, ok := identity.LookupOf(text)
	if !ok {
		return identity.Actor{}, identity.ErrAPIKeyInvalid
	}
	key, user, err := s.keys.Find(ctx, lookup)
	if errors.Is(err, fault.ErrNotFound) {
		return identity.Actor{}, identity.ErrAPIKeyInvalid
	}
	if err != nil {
		return identity.Actor{}, err
	}
	now := s.now()
	if !key.Holds(text) || key.App != app || !key.Live(now) || user.MayUse(app) != nil {
		return identity.Actor{}, identity.ErrAPIKeyInvalid
	}
	if key.SeenDue(now) {
		err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Keys.Touch(ctx, user.ID, key.ID, now) })
		if err != nil {
			return identity.Actor{}, err
		}
	}
	actor := user.Actor(app, identity.ViaKey)
	actor.Key, actor.Scopes = key.ID, key.Scopes
	return actor, nil
}
