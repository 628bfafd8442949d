package identitypg

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type connections struct{ db postgres.Queryer }

// Connections makes the store of accounts elsewhere over a transaction or the pool.
func Connections(db postgres.Queryer) ports.ConnectionStore { return connections{db} }

func (s connections) Create(ctx context.Context, c identity.Connection) error {
	rows, err := queries.CreateConnection(ctx, s.db, identitydb.CreateConnectionParams{
		ID: c.ID, UserID: c.User, Provider: c.Provider, Issuer: c.Issuer, Subject: c.Subject, Email: c.Email,
		SealedToken: c.SealedToken, CreatedAt: c.CreatedAt, LastUsedAt: c.LastUsedAt,
	})
	if err != nil || rows > 0 {
		return err
	}
	switch _, err := s.Find(ctx, c.Issuer, c.Subject); {
	case errors.Is(err, fault.ErrNotFound):
		return identity.ErrConnectionExists
	case err != nil:
		return err
	}
	return identity.ErrConnectionTaken
}

func (s connections) Find(ctx context.Context, issuer, subject string) (identity.Connection, error) {
	row, err := queries.GetConnection(ctx, s.db, identitydb.GetConnectionParams{Issuer: issuer, Subject: subject})
	if err != nil {
		return identity.Connection{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return connectionFrom(row), nil
}

func (s connections) List(ctx context.Context, user id.User) ([]identity.Connection, error) {
	rows, err := queries.ListConnections(ctx, s.db, user)
	if err != nil {
		return nil, err
	}
	list := make([]identity.Connection, len(rows))
	for i, row := range rows {
		list[i] = connectionFrom(row)
	}
	return list, nil
}

func (s connections) Use(ctx context.Context, c identity.Connection) error {
	return found(queries.UseConnection(ctx, s.db, identitydb.UseConnectionParams{
		ID: c.ID, UserID: c.User, Email: c.Email, SealedToken: c.SealedToken, LastUsedAt: c.LastUsedAt,
	}))
}

func (s connections) Delete(ctx context.Context, user id.User, provider identity.Provider) error {
	return found(queries.DeleteConnection(ctx, s.db, identitydb.DeleteConnectionParams{UserID: user, Provider: provider}))
}

func connectionFrom(row identitydb.Connection) identity.Connection {
	return identity.Connection{
		ID: row.ID, User: row.UserID, Provider: row.Provider, Issuer: row.Issuer, Subject: row.Subject, Email: row.Email,
		SealedToken: row.SealedToken, CreatedAt: row.CreatedAt, LastUsedAt: row.LastUsedAt,
	}
}
