package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

const connectionsTable = "identity.oauth_connections"

type connections struct{ in identityIn }

// Connections makes the store of accounts elsewhere of a unit of work.
func Connections(s Session) ports.ConnectionStore { return connections{s.identity()} }

// ConnectionReads makes that store outside any unit of work; it must not be written to.
func ConnectionReads(db *DB) ports.ConnectionStore { return connections{db.Read} }

func connectionRows(s Session) Rows[id.Connection, identity.Connection] {
	return Table[id.Connection, identity.Connection](s, connectionsTable)
}

func (m connections) Create(_ context.Context, c identity.Connection) (err error) {
	m.in(func(s Session) {
		for _, row := range connectionRows(s) {
			switch {
			case row.Issuer == c.Issuer && row.Subject == c.Subject:
				err = identity.ErrConnectionTaken
				return
			case row.User == c.User && row.Provider == c.Provider:
				err = identity.ErrConnectionExists
			}
		}
		if err == nil {
			connectionRows(s)[c.ID] = c
		}
	})
	return err
}

func (m connections) Find(_ context.Context, issuer, subject string) (found identity.Connection, err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		for _, row := range connectionRows(s) {
			if row.Issuer == issuer && row.Subject == subject {
				found, err = row, nil
			}
		}
	})
	return found, err
}

func (m connections) List(_ context.Context, user id.User) ([]identity.Connection, error) {
	list := []identity.Connection{}
	m.in(func(s Session) {
		for _, row := range connectionRows(s) {
			if row.User == user {
				list = append(list, row)
			}
		}
	})
	slices.SortFunc(list, func(a, b identity.Connection) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return list, nil
}

func (m connections) Use(_ context.Context, c identity.Connection) (err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		if row, ok := connectionRows(s)[c.ID]; ok && row.User == c.User {
			row.Email, row.SealedToken, row.LastUsedAt = c.Email, c.SealedToken, c.LastUsedAt
			connectionRows(s)[c.ID], err = row, nil
		}
	})
	return err
}

func (m connections) Delete(_ context.Context, user id.User, provider identity.Provider) (err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		for key, row := range connectionRows(s) {
			if row.User == user && row.Provider == provider {
				delete(connectionRows(s), key)
				err = nil
			}
		}
	})
	return err
}
