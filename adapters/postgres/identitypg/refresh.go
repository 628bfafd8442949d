package identitypg

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type refresh struct{ db postgres.Queryer }

// Refresh makes the store of refresh-token families over a transaction.
func Refresh(db postgres.Queryer) ports.RefreshStore { return refresh{db} }

func (s refresh) Begin(ctx context.Context, family identity.RefreshFamily, first identity.RefreshToken) error {
	if err := queries.CreateRefreshFamily(ctx, s.db, identitydb.CreateRefreshFamilyParams{
		ID: family.ID, UserID: family.User, App: family.App,
		IpAddress: nullIP(family.Client.IP), UserAgent: family.Client.UserAgent,
		Proved: family.Proof.Methods, ProvedAt: family.Proof.At,
		CreatedAt: family.CreatedAt, ExpiresAt: family.ExpiresAt,
	}); err != nil {
		return err
	}
	return s.create(ctx, first)
}

func (s refresh) create(ctx context.Context, token identity.RefreshToken) error {
	return queries.CreateRefreshToken(ctx, s.db, identitydb.CreateRefreshTokenParams{
		ID: token.ID, FamilyID: token.Family, ParentID: token.Parent, TokenHash: token.Hash[:], Salt: token.Salt,
		CreatedAt: token.CreatedAt, ExpiresAt: token.ExpiresAt,
	})
}

func (s refresh) Find(ctx context.Context, hash identity.TokenHash) (family identity.RefreshFamily, token, child identity.RefreshToken, err error) {
	locked, err := queries.LockRefreshFamily(ctx, s.db, hash[:])
	if err != nil {
		return family, token, child, postgres.Missing(err, fault.ErrNotFound)
	}
	found, err := queries.GetRefreshToken(ctx, s.db, hash[:])
	if err != nil {
		return family, token, child, postgres.Missing(err, fault.ErrNotFound)
	}
	next, err := queries.GetRefreshChild(ctx, s.db, found.ID)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return family, token, child, err
	}
	if err == nil {
		child = refreshFrom(next)
	}
	return familyFrom(locked), refreshFrom(found), child, nil
}

func (s refresh) Rotate(ctx context.Context, child identity.RefreshToken) error {
	err := postgres.Changed(queries.SpendRefreshToken(ctx, s.db, identitydb.SpendRefreshTokenParams{
		ID: child.Parent, SpentAt: &child.CreatedAt,
	}))
	if err != nil {
		return err
	}
	return s.create(ctx, child)
}

func (s refresh) Revoke(ctx context.Context, user id.User, family id.RefreshFamily, at time.Time, reason identity.RevokeReason) error {
	return queries.RevokeRefreshFamily(ctx, s.db, identitydb.RevokeRefreshFamilyParams{
		ID: family, UserID: user, RevokedAt: &at, Reason: reason,
	})
}

func (s refresh) RevokeAll(ctx context.Context, user id.User, at time.Time, reason identity.RevokeReason) error {
	return queries.RevokeRefreshFamiliesOfUser(ctx, s.db, identitydb.RevokeRefreshFamiliesOfUserParams{
		UserID: user, RevokedAt: &at, Reason: reason,
	})
}

func (s refresh) DeleteExpired(ctx context.Context, before time.Time) (int, error) {
	n, err := queries.DeleteExpiredRefreshFamilies(ctx, s.db, before)
	return int(n), err
}

func familyFrom(row identitydb.RefreshFamily) identity.RefreshFamily {
	return identity.RefreshFamily{
		ID: row.ID, User: row.UserID, App: row.App, Client: clientOf(row.IpAddress, row.UserAgent),
		Proof:     identity.Proof{Methods: row.Proved, At: row.ProvedAt},
		CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt,
		RevokedAt: postgres.OrZero(row.RevokedAt), Reason: row.RevokedReason,
	}
}

func refreshFrom(row identitydb.RefreshToken) identity.RefreshToken {
	return identity.RefreshToken{
		ID: row.ID, Family: row.FamilyID, Parent: row.ParentID, Hash: identity.TokenHash(row.TokenHash), Salt: row.Salt,
		CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt, SpentAt: postgres.OrZero(row.SpentAt),
	}
}
