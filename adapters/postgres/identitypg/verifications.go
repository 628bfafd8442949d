package identitypg

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type verifications struct{ db postgres.Queryer }

// Verifications makes the store of mailed links over a transaction.
func Verifications(db postgres.Queryer) ports.VerificationStore { return verifications{db} }

func (s verifications) Create(ctx context.Context, token identity.VerificationToken) error {
	return queries.CreateVerification(ctx, s.db, identitydb.CreateVerificationParams{
		ID: token.ID, UserID: token.User, Email: token.Email, TokenHash: token.Hash[:],
		CreatedAt: token.CreatedAt, ExpiresAt: token.ExpiresAt,
	})
}

func (s verifications) Find(ctx context.Context, hash identity.TokenHash) (identity.VerificationToken, error) {
	row, err := queries.GetVerification(ctx, s.db, hash[:])
	if err != nil {
		return identity.VerificationToken{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return identity.VerificationToken{
		ID: row.ID, User: row.UserID, Email: row.Email, Hash: hash,
		CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt, UsedAt: postgres.OrZero(row.UsedAt),
	}, nil
}

func (s verifications) Use(ctx context.Context, user id.User, token id.MailToken, at time.Time) error {
	return postgres.Changed(queries.UseVerification(ctx, s.db, identitydb.UseVerificationParams{ID: token, UserID: user, UsedAt: &at}))
}

func (s verifications) DeleteExpired(ctx context.Context, before time.Time) (int, error) {
	n, err := queries.DeleteExpiredVerifications(ctx, s.db, before)
	return int(n), err
}
