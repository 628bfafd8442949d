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

type mailLinks struct{ db postgres.Queryer }

// MailLinks makes the store of mailed links over a transaction or the pool.
func MailLinks(db postgres.Queryer) ports.MailLinkStore { return mailLinks{db} }

func (s mailLinks) Create(ctx context.Context, l identity.MailLink) error {
	return queries.CreateMailLink(ctx, s.db, identitydb.CreateMailLinkParams{
		ID: l.ID, UserID: l.User, Purpose: l.Purpose, AboutID: l.About, Email: l.Email, TokenHash: l.Hash[:],
		CreatedAt: l.CreatedAt, ExpiresAt: l.ExpiresAt,
	})
}

func (s mailLinks) Find(ctx context.Context, purpose identity.LinkPurpose, hash identity.TokenHash) (identity.MailLink, error) {
	row, err := queries.GetMailLink(ctx, s.db, identitydb.GetMailLinkParams{Purpose: purpose, TokenHash: hash[:]})
	if err != nil {
		return identity.MailLink{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return identity.MailLink{
		ID: row.ID, User: row.UserID, Purpose: row.Purpose, About: row.AboutID, Email: row.Email, Hash: hash,
		CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt, UsedAt: postgres.OrZero(row.UsedAt),
	}, nil
}

func (s mailLinks) Use(ctx context.Context, user id.User, link id.MailToken, at time.Time) error {
	return postgres.Changed(queries.UseMailLink(ctx, s.db, identitydb.UseMailLinkParams{ID: link, UserID: user, UsedAt: &at}))
}

func (s mailLinks) End(ctx context.Context, user id.User, at time.Time, purposes ...identity.LinkPurpose) error {
	names := make([]string, len(purposes))
	for i, purpose := range purposes {
		names[i] = string(purpose)
	}
	return queries.EndMailLinks(ctx, s.db, identitydb.EndMailLinksParams{UserID: user, UsedAt: &at, Purposes: names})
}

func (s mailLinks) DeleteExpired(ctx context.Context, before time.Time) (int, error) {
	n, err := queries.DeleteExpiredMailLinks(ctx, s.db, before)
	return int(n), err
}

type emailChanges struct{ db postgres.Queryer }

// EmailChanges makes the store of moves between addresses over a transaction or the pool.
func EmailChanges(db postgres.Queryer) ports.EmailChangeStore { return emailChanges{db} }

func (s emailChanges) Create(ctx context.Context, c identity.EmailChange) error {
	return queries.CreateEmailChange(ctx, s.db, identitydb.CreateEmailChangeParams{
		ID: c.ID, UserID: c.User, FromEmail: c.From, ToEmail: c.To, App: c.App, CreatedAt: c.CreatedAt,
	})
}

func (s emailChanges) Get(ctx context.Context, user id.User, change id.MailToken) (identity.EmailChange, error) {
	row, err := queries.GetEmailChange(ctx, s.db, identitydb.GetEmailChangeParams{ID: change, UserID: user})
	if err != nil {
		return identity.EmailChange{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return identity.EmailChange{
		ID: row.ID, User: row.UserID, From: row.FromEmail, To: row.ToEmail, App: row.App, CreatedAt: row.CreatedAt,
		ConfirmedAt: postgres.OrZero(row.ConfirmedAt), UndoneAt: postgres.OrZero(row.UndoneAt),
	}, nil
}

func (s emailChanges) Update(ctx context.Context, c identity.EmailChange) error {
	return found(queries.UpdateEmailChange(ctx, s.db, identitydb.UpdateEmailChangeParams{
		ID: c.ID, UserID: c.User, ConfirmedAt: postgres.Optional(c.ConfirmedAt), UndoneAt: postgres.Optional(c.UndoneAt),
	}))
}

func (s emailChanges) DeleteOld(ctx context.Context, before time.Time) (int, error) {
	n, err := queries.DeleteOldEmailChanges(ctx, s.db, before)
	return int(n), err
}

type factorRemovals struct{ db postgres.Queryer }

// FactorRemovals makes the store of removals of lost factors over a transaction or the pool.
func FactorRemovals(db postgres.Queryer) ports.FactorRemovalStore { return factorRemovals{db} }

func (s factorRemovals) Create(ctx context.Context, r identity.FactorRemoval) error {
	rows, err := queries.CreateFactorRemoval(ctx, s.db, identitydb.CreateFactorRemovalParams{
		ID: r.ID, UserID: r.User, App: r.App, CreatedAt: r.CreatedAt,
	})
	if err == nil && rows == 0 {
		return identity.ErrRemovalOpen
	}
	return err
}

func (s factorRemovals) Get(ctx context.Context, user id.User, removal id.MailToken) (identity.FactorRemoval, error) {
	row, err := queries.GetFactorRemoval(ctx, s.db, identitydb.GetFactorRemovalParams{ID: removal, UserID: user})
	return removalFrom(row), postgres.Missing(err, fault.ErrNotFound)
}

func (s factorRemovals) Current(ctx context.Context, user id.User) (identity.FactorRemoval, error) {
	row, err := queries.GetOpenFactorRemoval(ctx, s.db, user)
	return removalFrom(row), postgres.Missing(err, fault.ErrNotFound)
}

func (s factorRemovals) Update(ctx context.Context, r identity.FactorRemoval) error {
	return found(queries.UpdateFactorRemoval(ctx, s.db, identitydb.UpdateFactorRemovalParams{
		ID: r.ID, UserID: r.User, ConfirmedAt: postgres.Optional(r.ConfirmedAt),
		CalledOffAt: postgres.Optional(r.CalledOffAt), DoneAt: postgres.Optional(r.DoneAt),
	}))
}

func removalFrom(row identitydb.FactorRemoval) identity.FactorRemoval {
	return identity.FactorRemoval{
		ID: row.ID, User: row.UserID, App: row.App, CreatedAt: row.CreatedAt, ConfirmedAt: postgres.OrZero(row.ConfirmedAt),
		CalledOffAt: postgres.OrZero(row.CalledOffAt), DoneAt: postgres.OrZero(row.DoneAt),
	}
}
