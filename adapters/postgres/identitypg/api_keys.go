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

type apiKeys struct{ db postgres.Queryer }

// APIKeys makes the store of API keys over a transaction or the pool.
func APIKeys(db postgres.Queryer) ports.APIKeyStore { return apiKeys{db} }

func (s apiKeys) Create(ctx context.Context, k identity.APIKey) error {
	return queries.CreateAPIKey(ctx, s.db, identitydb.CreateAPIKeyParams{
		ID: k.ID, UserID: k.User, App: k.App, Name: k.Name, Lookup: k.Lookup, KeyHash: k.Hash[:], Scopes: k.Scopes,
		CreatedAt: k.CreatedAt, ExpiresAt: k.ExpiresAt,
	})
}

func (s apiKeys) List(ctx context.Context, user id.User, app identity.App) ([]identity.APIKey, error) {
	rows, err := queries.ListAPIKeys(ctx, s.db, identitydb.ListAPIKeysParams{UserID: user, App: app})
	if err != nil {
		return nil, err
	}
	keys := make([]identity.APIKey, len(rows))
	for i, row := range rows {
		keys[i] = apiKeyFrom(row)
	}
	return keys, nil
}

func (s apiKeys) Get(ctx context.Context, user id.User, app identity.App, key id.APIKey) (identity.APIKey, error) {
	row, err := queries.GetAPIKey(ctx, s.db, identitydb.GetAPIKeyParams{ID: key, UserID: user, App: app})
	if err != nil {
		return identity.APIKey{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return apiKeyFrom(row), nil
}

func (s apiKeys) Find(ctx context.Context, lookup string) (identity.APIKey, identity.User, error) {
	row, err := queries.FindAPIKey(ctx, s.db, lookup)
	if err != nil {
		return identity.APIKey{}, identity.User{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return apiKeyFrom(row.APIKey), userFrom(row.User), nil
}

func (s apiKeys) End(ctx context.Context, k identity.APIKey) error {
	return postgres.Changed(queries.EndAPIKey(ctx, s.db, identitydb.EndAPIKeyParams{
		ID: k.ID, UserID: k.User, ExpiresAt: k.ExpiresAt, RevokedAt: postgres.Optional(k.RevokedAt), ReplacedBy: k.ReplacedBy,
	}))
}

func (s apiKeys) Touch(ctx context.Context, user id.User, key id.APIKey, at time.Time) error {
	return queries.TouchAPIKey(ctx, s.db, identitydb.TouchAPIKeyParams{ID: key, UserID: user, LastUsedAt: &at})
}

func apiKeyFrom(row identitydb.APIKey) identity.APIKey {
	return identity.APIKey{
		ID: row.ID, User: row.UserID, App: row.App, Name: row.Name, Lookup: row.Lookup, Hash: identity.TokenHash(row.KeyHash), Scopes: row.Scopes,
		CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt, LastUsedAt: postgres.OrZero(row.LastUsedAt),
		RevokedAt: postgres.OrZero(row.RevokedAt), ReplacedBy: row.ReplacedBy,
	}
}
