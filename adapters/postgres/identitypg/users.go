package identitypg

import (
	"context"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type users struct{ db postgres.Queryer }

// Users makes the store of accounts over a transaction or the pool.
func Users(db postgres.Queryer) ports.UserStore { return users{db} }

func (s users) Create(ctx context.Context, u identity.User) error {
	rows, err := queries.CreateUser(ctx, s.db, identitydb.CreateUserParams{
		ID: u.ID, Email: u.Email, Name: u.Name, PasswordHash: u.PasswordHash,
		EmailVerifiedAt: postgres.Optional(u.EmailVerifiedAt), Status: u.Status, PlatformRole: u.PlatformRole,
		Language: u.Language, TimeZone: u.TimeZone, Version: int32(u.Version), CreatedAt: u.CreatedAt, UpdatedAt: u.UpdatedAt,
	})
	if err == nil && rows == 0 {
		return identity.ErrEmailTaken
	}
	return err
}

func (s users) Get(ctx context.Context, user id.User) (identity.User, error) {
	row, err := queries.GetUser(ctx, s.db, user)
	return userFrom(row), postgres.Missing(err, fault.ErrNotFound)
}

func (s users) GetByEmail(ctx context.Context, email string) (identity.User, error) {
	row, err := queries.GetUserByEmail(ctx, s.db, email)
	return userFrom(row), postgres.Missing(err, fault.ErrNotFound)
}

func (s users) Update(ctx context.Context, u identity.User) error {
	rows, err := queries.UpdateUser(ctx, s.db, identitydb.UpdateUserParams{
		ID: u.ID, Email: u.Email, Name: u.Name, PasswordHash: u.PasswordHash,
		EmailVerifiedAt: postgres.Optional(u.EmailVerifiedAt), Status: u.Status, PlatformRole: u.PlatformRole,
		Language: u.Language, TimeZone: u.TimeZone, Version: int32(u.Version), UpdatedAt: u.UpdatedAt,
	})
	if postgres.Violates(err, "users_email_key") {
		return identity.ErrEmailTaken
	}
	return postgres.Changed(rows, err)
}

func userFrom(row identitydb.User) identity.User {
	return identity.User{
		ID: row.ID, Email: row.Email, Name: row.Name, PasswordHash: row.PasswordHash,
		EmailVerifiedAt: postgres.OrZero(row.EmailVerifiedAt), Status: row.Status, PlatformRole: row.PlatformRole,
		Language: row.Language, TimeZone: row.TimeZone, Version: int(row.Version), CreatedAt: row.CreatedAt, UpdatedAt: row.UpdatedAt,
	}
}
