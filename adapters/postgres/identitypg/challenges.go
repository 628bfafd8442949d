package identitypg

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type challenges struct{ db postgres.Queryer }

// Challenges makes the store of half-finished sign-ins over a transaction.
func Challenges(db postgres.Queryer) ports.ChallengeStore { return challenges{db} }

func (s challenges) Create(ctx context.Context, c identity.SignInChallenge) error {
	return queries.CreateChallenge(ctx, s.db, identitydb.CreateChallengeParams{
		ID: c.ID, UserID: c.User, App: c.App, Browser: c.Browser, IpAddress: nullIP(c.Client.IP), UserAgent: c.Client.UserAgent,
		Proved: c.Proved, TokenHash: c.Hash[:], CreatedAt: c.CreatedAt, ExpiresAt: c.ExpiresAt,
	})
}

func (s challenges) Find(ctx context.Context, token identity.TokenHash) (identity.SignInChallenge, error) {
	row, err := queries.GetChallenge(ctx, s.db, token[:])
	if err != nil {
		return identity.SignInChallenge{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return identity.SignInChallenge{
		ID: row.ID, User: row.UserID, App: row.App, Browser: row.Browser, Client: clientOf(row.IpAddress, row.UserAgent),
		Proved: row.Proved, Hash: token, Attempts: int(row.Attempts),
		CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt, UsedAt: postgres.OrZero(row.UsedAt),
	}, nil
}

func (s challenges) Update(ctx context.Context, c identity.SignInChallenge) error {
	return found(queries.UpdateChallenge(ctx, s.db, identitydb.UpdateChallengeParams{
		ID: c.ID, UserID: c.User, Attempts: int32(c.Attempts), UsedAt: postgres.Optional(c.UsedAt),
	}))
}

func (s challenges) DeleteExpired(ctx context.Context, before time.Time) (int, error) {
	n, err := queries.DeleteExpiredChallenges(ctx, s.db, before)
	return int(n), err
}
