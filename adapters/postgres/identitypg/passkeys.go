package identitypg

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type passkeys struct{ db postgres.Queryer }

// Passkeys makes the store of passkeys over a transaction or the pool.
func Passkeys(db postgres.Queryer) ports.PasskeyStore { return passkeys{db} }

func (s passkeys) Create(ctx context.Context, p identity.Passkey) error {
	rows, err := queries.CreatePasskey(ctx, s.db, identitydb.CreatePasskeyParams{
		ID: p.ID, UserID: p.User, Site: p.Site, CredentialID: p.Credential, PublicKey: p.Public, SignCount: int64(p.SignCount),
		Transports: p.Transports, Model: p.Model, BackupEligible: p.BackupEligible, BackedUp: p.BackedUp, Name: p.Name, CreatedAt: p.CreatedAt,
	})
	if err == nil && rows == 0 {
		return identity.ErrPasskeyExists
	}
	return err
}

func (s passkeys) List(ctx context.Context, user id.User) ([]identity.Passkey, error) {
	rows, err := queries.ListPasskeys(ctx, s.db, user)
	if err != nil {
		return nil, err
	}
	list := make([]identity.Passkey, len(rows))
	for i, row := range rows {
		list[i] = identity.Passkey{
			ID: row.ID, User: row.UserID, Site: row.Site, Credential: row.CredentialID, Public: row.PublicKey,
			SignCount: uint32(row.SignCount), Transports: row.Transports, Model: row.Model,
			BackupEligible: row.BackupEligible, BackedUp: row.BackedUp, Name: row.Name,
			CreatedAt: row.CreatedAt, LastUsedAt: postgres.OrZero(row.LastUsedAt),
		}
	}
	return list, nil
}

func (s passkeys) Update(ctx context.Context, p identity.Passkey) error {
	return found(queries.UpdatePasskey(ctx, s.db, identitydb.UpdatePasskeyParams{
		ID: p.ID, UserID: p.User, SignCount: int64(p.SignCount), BackedUp: p.BackedUp, Name: p.Name, LastUsedAt: postgres.Optional(p.LastUsedAt),
	}))
}

func (s passkeys) Delete(ctx context.Context, user id.User, passkey id.Passkey) error {
	return found(queries.DeletePasskey(ctx, s.db, identitydb.DeletePasskeyParams{ID: passkey, UserID: user}))
}

func (s passkeys) Answer(ctx context.Context, challenge identity.TokenHash, until time.Time) error {
	return postgres.Changed(queries.AnswerCeremony(ctx, s.db, identitydb.AnswerCeremonyParams{ChallengeHash: challenge[:], ExpiresAt: until}))
}

func (s passkeys) DeleteAnswered(ctx context.Context, before time.Time) (int, error) {
	n, err := queries.DeleteAnsweredCeremonies(ctx, s.db, before)
	return int(n), err
}
