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

type signingKeys struct{ db postgres.Queryer }

// SigningKeys makes the store of signing keys over a transaction or the pool.
func SigningKeys(db postgres.Queryer) ports.SigningKeyStore { return signingKeys{db} }

func (s signingKeys) Create(ctx context.Context, key identity.SigningKey) error {
	rows, err := queries.CreateSigningKey(ctx, s.db, identitydb.CreateSigningKeyParams{
		ID: key.ID, PublicKey: key.Public, SealedPrivate: key.SealedPrivate, CreatedAt: key.CreatedAt,
	})
	if err == nil && rows == 0 {
		return identity.ErrSigningKeyExists
	}
	return err
}

func (s signingKeys) List(ctx context.Context) ([]identity.SigningKey, error) {
	rows, err := queries.ListSigningKeys(ctx, s.db)
	if err != nil {
		return nil, err
	}
	keys := make([]identity.SigningKey, len(rows))
	for i, row := range rows {
		keys[i] = identity.SigningKey{
			ID: row.ID, Public: row.PublicKey, SealedPrivate: row.SealedPrivate,
			CreatedAt: row.CreatedAt, RetiredAt: postgres.OrZero(row.RetiredAt),
		}
	}
	return keys, nil
}

func (s signingKeys) Retire(ctx context.Context, key id.SigningKey, at time.Time) error {
	return postgres.Changed(queries.RetireSigningKey(ctx, s.db, identitydb.RetireSigningKeyParams{ID: key, RetiredAt: &at}))
}
