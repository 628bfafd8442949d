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

// identityIn runs a store's work: within one unit of work, or each call by itself.
type identityIn func(func(Session))

func (s Session) identity() identityIn { return func(fn func(Session)) { fn(s) } }

const (
	usersTable         = "identity.users"
	sessionsTable      = "identity.sessions"
	familiesTable      = "identity.refresh_families"
	refreshTable       = "identity.refresh_tokens"
	verificationsTable = "identity.email_verification_tokens"
	signingKeysTable   = "identity.signing_keys"
)

type users struct{ in identityIn }

// Users makes the store of accounts of a unit of work.
func Users(s Session) ports.UserStore { return users{s.identity()} }

// UserReads makes the store of accounts outside any unit of work; it must not be written to.
func UserReads(db *DB) ports.UserStore { return users{db.Read} }

func (m users) find(match func(identity.User) bool) (found identity.User, err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		for _, u := range Table[id.User, identity.User](s, usersTable) {
			if match(u) {
				found, err = u, nil
			}
		}
	})
	return found, err
}

func (m users) Create(ctx context.Context, user identity.User) error {
	if _, err := m.GetByEmail(ctx, user.Email); err == nil {
		return identity.ErrEmailTaken
	}
	m.in(func(s Session) { Table[id.User, identity.User](s, usersTable)[user.ID] = user })
	return nil
}

func (m users) Get(_ context.Context, user id.User) (identity.User, error) {
	return m.find(func(u identity.User) bool { return u.ID == user })
}

func (m users) GetByEmail(_ context.Context, email string) (identity.User, error) {
	return m.find(func(u identity.User) bool { return u.Email == email })
}

func (m users) Update(ctx context.Context, user identity.User) (err error) {
	if other, err := m.GetByEmail(ctx, user.Email); err == nil && other.ID != user.ID {
		return identity.ErrEmailTaken
	}
	err = fault.ErrStale
	m.in(func(s Session) {
		rows := Table[id.User, identity.User](s, usersTable)
		if old, ok := rows[user.ID]; ok && old.Version == user.Version {
			user.Version, user.CreatedAt = old.Version+1, old.CreatedAt
			rows[user.ID], err = user, nil
		}
	})
	return err
}

type sessions struct{ in identityIn }

// Sessions makes the store of browser sessions of a unit of work.
func Sessions(s Session) ports.SessionStore { return sessions{s.identity()} }

// SessionReads makes the store of browser sessions outside any unit of work; it must
// not be written to.
func SessionReads(db *DB) ports.SessionStore { return sessions{db.Read} }

func sessionRows(s Session) Rows[id.Session, identity.Session] {
	return Table[id.Session, identity.Session](s, sessionsTable)
}

func (m sessions) Create(_ context.Context, session identity.Session) error {
	m.in(func(s Session) { sessionRows(s)[session.ID] = session })
	return nil
}

func (m sessions) Find(_ context.Context, token identity.TokenHash) (session identity.Session, user identity.User, err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		for _, row := range sessionRows(s) {
			if row.TokenHash == token {
				session, user, err = row, Table[id.User, identity.User](s, usersTable)[row.User], nil
			}
		}
	})
	return session, user, err
}

func (m sessions) Touch(_ context.Context, user id.User, session id.Session, at time.Time) error {
	m.in(func(s Session) {
		if row, ok := sessionRows(s)[session]; ok && row.User == user && row.LastSeenAt.Before(at) {
			row.LastSeenAt = at
			sessionRows(s)[session] = row
		}
	})
	return nil
}

func (m sessions) Delete(_ context.Context, user id.User, session id.Session) error {
	m.remove(func(row identity.Session) bool { return row.ID == session && row.User == user })
	return nil
}

func (m sessions) DeleteAll(_ context.Context, user id.User) error {
	m.remove(func(row identity.Session) bool { return row.User == user })
	return nil
}

func (m sessions) DeleteExpired(_ context.Context, before time.Time) (int, error) {
	return m.remove(func(row identity.Session) bool { return !row.ExpiresAt.After(before) }), nil
}

func (m sessions) remove(match func(identity.Session) bool) (removed int) {
	m.in(func(s Session) {
		removed = removeRows(sessionRows(s), match)
	})
	return removed
}

// removeRows deletes the rows that match and tells how many there were.
func removeRows[K comparable, V any](rows Rows[K, V], match func(V) bool) (removed int) {
	for key, row := range rows {
		if match(row) {
			delete(rows, key)
			removed++
		}
	}
	return removed
}

type verifications struct{ s Session }

// Verifications makes the store of mailed links of a unit of work.
func Verifications(s Session) ports.VerificationStore { return verifications{s} }

func (m verifications) rows() Rows[id.MailToken, identity.VerificationToken] {
	return Table[id.MailToken, identity.VerificationToken](m.s, verificationsTable)
}

func (m verifications) Create(_ context.Context, token identity.VerificationToken) error {
	m.rows()[token.ID] = token
	return nil
}

func (m verifications) Find(_ context.Context, hash identity.TokenHash) (identity.VerificationToken, error) {
	for _, row := range m.rows() {
		if row.Hash == hash {
			return row, nil
		}
	}
	return identity.VerificationToken{}, fault.ErrNotFound
}

func (m verifications) Use(_ context.Context, user id.User, token id.MailToken, at time.Time) error {
	row, ok := m.rows()[token]
	if !ok || row.User != user || !row.UsedAt.IsZero() {
		return fault.ErrStale
	}
	row.UsedAt = at
	m.rows()[token] = row
	return nil
}

func (m verifications) DeleteExpired(_ context.Context, before time.Time) (int, error) {
	return removeRows(m.rows(), func(row identity.VerificationToken) bool { return !row.ExpiresAt.After(before) }), nil
}

type signingKeys struct{ in identityIn }

// SigningKeys makes the store of signing keys of a unit of work.
func SigningKeys(s Session) ports.SigningKeyStore { return signingKeys{s.identity()} }

// SigningKeyReads makes the store of signing keys outside any unit of work; it must not
// be written to.
func SigningKeyReads(db *DB) ports.SigningKeyStore { return signingKeys{db.Read} }

func (m signingKeys) Create(_ context.Context, key identity.SigningKey) (err error) {
	m.in(func(s Session) {
		rows := Table[id.SigningKey, identity.SigningKey](s, signingKeysTable)
		for _, row := range rows {
			if row.RetiredAt.IsZero() {
				err = identity.ErrSigningKeyExists
				return
			}
		}
		rows[key.ID] = key
	})
	return err
}

func (m signingKeys) List(context.Context) (keys []identity.SigningKey, _ error) {
	keys = []identity.SigningKey{}
	m.in(func(s Session) {
		for _, row := range Table[id.SigningKey, identity.SigningKey](s, signingKeysTable) {
			keys = append(keys, row)
		}
	})
	slices.SortFunc(keys, func(a, b identity.SigningKey) int {
		return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(b.ID.String(), a.ID.String()))
	})
	return keys, nil
}

func (m signingKeys) Retire(_ context.Context, key id.SigningKey, at time.Time) (err error) {
	err = fault.ErrStale
	m.in(func(s Session) {
		rows := Table[id.SigningKey, identity.SigningKey](s, signingKeysTable)
		if row, ok := rows[key]; ok && row.RetiredAt.IsZero() {
			row.RetiredAt = at
			rows[key], err = row, nil
		}
	})
	return err
}
