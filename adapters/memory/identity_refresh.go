package memory

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type refresh struct{ s Session }

// Refresh makes the store of refresh-token families of a unit of work. Units of work
// run one at a time, so finding a family needs no lock of its own.
func Refresh(s Session) ports.RefreshStore { return refresh{s} }

func (m refresh) families() Rows[id.RefreshFamily, identity.RefreshFamily] {
	return Table[id.RefreshFamily, identity.RefreshFamily](m.s, familiesTable)
}

func (m refresh) tokens() Rows[identity.TokenHash, identity.RefreshToken] {
	return Table[identity.TokenHash, identity.RefreshToken](m.s, refreshTable)
}

func (m refresh) Begin(_ context.Context, family identity.RefreshFamily, first identity.RefreshToken) error {
	m.families()[family.ID] = family
	m.tokens()[first.Hash] = first
	return nil
}

func (m refresh) Find(_ context.Context, hash identity.TokenHash) (family identity.RefreshFamily, token, child identity.RefreshToken, err error) {
	token, ok := m.tokens()[hash]
	if !ok {
		return family, token, child, fault.ErrNotFound
	}
	for _, row := range m.tokens() {
		if row.Parent == token.ID {
			child = row
		}
	}
	return m.families()[token.Family], token, child, nil
}

func (m refresh) Rotate(_ context.Context, child identity.RefreshToken) error {
	for hash, parent := range m.tokens() {
		if parent.ID == child.Parent && !parent.Spent() {
			parent.SpentAt, parent.Salt = child.CreatedAt, nil
			m.tokens()[hash] = parent
			m.tokens()[child.Hash] = child
			return nil
		}
	}
	return fault.ErrStale
}

func (m refresh) Revoke(_ context.Context, user id.User, family id.RefreshFamily, at time.Time, reason identity.RevokeReason) error {
	m.revoke(func(row identity.RefreshFamily) bool { return row.ID == family && row.User == user }, at, reason)
	return nil
}

func (m refresh) RevokeAll(_ context.Context, user id.User, at time.Time, reason identity.RevokeReason) error {
	m.revoke(func(row identity.RefreshFamily) bool { return row.User == user }, at, reason)
	return nil
}

func (m refresh) revoke(match func(identity.RefreshFamily) bool, at time.Time, reason identity.RevokeReason) {
	for key, row := range m.families() {
		if match(row) && row.RevokedAt.IsZero() {
			row.RevokedAt, row.Reason = at, reason
			m.families()[key] = row
		}
	}
}

func (m refresh) DeleteExpired(_ context.Context, before time.Time) (int, error) {
	removed := removeRows(m.families(), func(row identity.RefreshFamily) bool { return !row.ExpiresAt.After(before) })
	removeRows(m.tokens(), func(row identity.RefreshToken) bool {
		_, kept := m.families()[row.Family]
		return !kept
	})
	return removed, nil
}
