package apikeysvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Revoke ends a key at once; one that has ended already stays so. It answers
// fault.ErrNotFound for a key that is not theirs.
func (s *Service) Revoke(ctx context.Context, actor identity.Actor, key id.APIKey) error {
	if err := actor.RequirePerson(); err != nil {
		return err
	}
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		k, err := tx.Keys.Get(ctx, actor.User, actor.App, key)
		if err != nil {
			return err
		}
		k.Revoke(s.now())
		return tx.Keys.End(ctx, k)
	})
}
