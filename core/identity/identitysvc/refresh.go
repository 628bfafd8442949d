package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// RefreshInput is a client's refresh token.
type RefreshInput struct {
	Token string
	App   identity.App
}

// Refresh exchanges a refresh token for a new pair; see identity.RefreshFamily.Judge for
// the rules. It answers identity.ErrRefreshInvalid, whatever the reason.
func (s *Service) Refresh(ctx context.Context, in RefreshInput) (identity.TokenPair, error) {
	var (
		now    = s.now()
		next   string // the token to answer; "" = refused
		user   id.User
		family id.RefreshFamily
	)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		f, token, child, err := tx.Refresh.Find(ctx, identity.HashToken(in.Token))
		if err != nil {
			return err
		}
		user, family, next = f.User, f.ID, ""
		owner, err := tx.Users.Get(ctx, f.User)
		if err != nil {
			return err
		}
		switch f.Judge(token, child, in.App, now) {
		case identity.UseRefuse:
			return nil
		case identity.UseRevoke:
			return tx.Refresh.Revoke(ctx, f.User, f.ID, now, identity.RevokedReused)
		case identity.UseRepeat, identity.UseRotate:
		}
		if owner.MayUse(in.App) != nil {
			return tx.Refresh.Revoke(ctx, f.User, f.ID, now, identity.RevokedClosed)
		}
		if token.Spent() {
			next, _ = identity.ChildToken(in.Token, child.Salt)
			return nil
		}
		child, next = f.Child(token, in.Token, now)
		return tx.Refresh.Rotate(ctx, child)
	})
	switch {
	case errors.Is(err, fault.ErrNotFound), err == nil && next == "":
		return identity.TokenPair{}, identity.ErrRefreshInvalid
	case err != nil:
		return identity.TokenPair{}, err
	}
	return s.pair(ctx, user, in.App, family, next)
}
