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

type sessions struct{ db postgres.Queryer }

// Sessions makes the store of browser sessions over a transaction or the pool.
func Sessions(db postgres.Queryer) ports.SessionStore { return sessions{db} }

func (s sessions) Create(ctx context.Context, session identity.Session) error {
	return queries.CreateSession(ctx, s.db, identitydb.CreateSessionParams{
		ID: session.ID, UserID: session.User, App: session.App, TokenHash: session.TokenHash[:],
		IpAddress: nullIP(session.Client.IP), UserAgent: session.Client.UserAgent,
		Proved: session.Proof.Methods, ProvedAt: session.Proof.At,
		CreatedAt: session.CreatedAt, LastSeenAt: session.LastSeenAt, ExpiresAt: session.ExpiresAt,
	})
}

func (s sessions) Find(ctx context.Context, token identity.TokenHash) (identity.Session, identity.User, error) {
	row, err := queries.GetSessionByToken(ctx, s.db, token[:])
	if err != nil {
		return identity.Session{}, identity.User{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return identity.Session{
		ID: row.Session.ID, User: row.Session.UserID, App: row.Session.App, TokenHash: token,
		Client:    clientOf(row.Session.IpAddress, row.Session.UserAgent),
		Proof:     identity.Proof{Methods: row.Session.Proved, At: row.Session.ProvedAt},
		CreatedAt: row.Session.CreatedAt, LastSeenAt: row.Session.LastSeenAt, ExpiresAt: row.Session.ExpiresAt,
	}, userFrom(row.User), nil
}

func (s sessions) Touch(ctx context.Context, user id.User, session id.Session, at time.Time) error {
	return queries.TouchSession(ctx, s.db, identitydb.TouchSessionParams{ID: session, UserID: user, LastSeenAt: at})
}

func (s sessions) Delete(ctx context.Context, user id.User, session id.Session) error {
	return queries.DeleteSession(ctx, s.db, identitydb.DeleteSessionParams{ID: session, UserID: user})
}

func (s sessions) DeleteAll(ctx context.Context, user id.User) error {
	return queries.DeleteSessionsOfUser(ctx, s.db, user)
}

func (s sessions) DeleteExpired(ctx context.Context, before time.Time) (int, error) {
	n, err := queries.DeleteExpiredSessions(ctx, s.db, before)
	return int(n), err
}
