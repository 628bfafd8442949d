package memory

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type apiKeys struct{ in identityIn }

// APIKeys makes the store of API keys of a unit of work.
func APIKeys(s Session) ports.APIKeyStore { return apiKeys{s.identity()} }

// APIKeyReads makes the store of API keys outside any unit of work; it must not be
// written to.
func APIKeyReads(db *DB) ports.APIKeyStore { return apiKeys{db.Read} }

func apiKeyRows(s Session) Rows[id.APIKey, identity.APIKey] {
	return Table[id.APIKey, identity.APIKey](s, "identity.api_keys")
}

func (m apiKeys) Create(_ context.Context, key identity.APIKey) error {
	m.in(func(s Session) { apiKeyRows(s)[key.ID] = key })
	return nil
}

func (m apiKeys) matching(match func(identity.APIKey) bool) (found []identity.APIKey) {
	found = []identity.APIKey{}
	m.in(func(s Session) {
		for _, key := range apiKeyRows(s) {
			if match(key) {
				found = append(found, key)
			}
		}
	})
	slices.SortFunc(found, func(a, b identity.APIKey) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(b.ID.String(), a.ID.String()))
	})
	return found
}

func (m apiKeys) List(_ context.Context, user id.User, app identity.App) ([]identity.APIKey, error) {
	return m.matching(func(k identity.APIKey) bool { return k.User == user && k.App == app }), nil
}

func (m apiKeys) Get(_ context.Context, user id.User, app identity.App, key id.APIKey) (identity.APIKey, error) {
	found := m.matching(func(k identity.APIKey) bool { return k.ID == key && k.User == user && k.App == app })
	if len(found) == 0 {
		return identity.APIKey{}, fault.ErrNotFound
	}
	return found[0], nil
}

func (m apiKeys) Find(ctx context.Context, lookup string) (identity.APIKey, identity.User, error) {
	found := m.matching(func(k identity.APIKey) bool { return k.Lookup == lookup })
	if len(found) == 0 {
		return identity.APIKey{}, identity.User{}, fault.ErrNotFound
	}
	user, err := users(m).Get(ctx, found[0].User)
	return found[0], user, err
}

func (m apiKeys) End(_ context.Context, key identity.APIKey) (err error) {
	err = fault.ErrStale
	m.in(func(s Session) {
		if row, ok := apiKeyRows(s)[key.ID]; ok && row.User == key.User {
			row.ExpiresAt, row.RevokedAt, row.ReplacedBy = key.ExpiresAt, key.RevokedAt, key.ReplacedBy
			apiKeyRows(s)[key.ID], err = row, nil
		}
	})
	return err
}

func (m apiKeys) Touch(_ context.Context, user id.User, key id.APIKey, at time.Time) error {
	m.in(func(s Session) {
		if row, ok := apiKeyRows(s)[key]; ok && row.User == user && row.LastUsedAt.Before(at) {
			row.LastUsedAt = at
			apiKeyRows(s)[key] = row
		}
	})
	return nil
}
