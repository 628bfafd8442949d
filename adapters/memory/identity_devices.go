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

type devices struct{ in identityIn }

// Devices makes the store of what people are signed in with of a unit of work.
func Devices(s Session) ports.DeviceStore { return devices{s.identity()} }

// DeviceReads makes the store of what people are signed in with outside any unit of work;
// it must not be written to.
func DeviceReads(db *DB) ports.DeviceStore { return devices{db.Read} }

func (m devices) List(_ context.Context, user id.User) ([]identity.Device, error) {
	list := []identity.Device{}
	m.in(func(s Session) {
		for _, row := range sessionRows(s) {
			if row.User == user {
				list = append(list, identity.Device{
					Session: row.ID, App: row.App, Client: row.Client, Proof: row.Proof,
					CreatedAt: row.CreatedAt, LastSeenAt: row.LastSeenAt, ExpiresAt: row.ExpiresAt,
				})
			}
		}
		for _, row := range (refresh{s}).families() {
			if row.User != user || !row.RevokedAt.IsZero() {
				continue
			}
			used := row.CreatedAt
			for _, token := range (refresh{s}).tokens() {
				if token.Family == row.ID && token.CreatedAt.After(used) {
					used = token.CreatedAt
				}
			}
			list = append(list, identity.Device{
				Family: row.ID, App: row.App, Client: row.Client, Proof: row.Proof,
				CreatedAt: row.CreatedAt, LastSeenAt: used, ExpiresAt: row.ExpiresAt,
			})
		}
	})
	slices.SortFunc(list, func(a, b identity.Device) int {
		return cmp.Or(b.LastSeenAt.Compare(a.LastSeenAt), cmp.Compare(a.ID(), b.ID()))
	})
	return list, nil
}

func (m devices) Family(_ context.Context, family id.RefreshFamily) (found identity.RefreshFamily, user identity.User, err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		if row, ok := (refresh{s}).families()[family]; ok {
			found, user, err = row, Table[id.User, identity.User](s, usersTable)[row.User], nil
		}
	})
	return found, user, err
}

func (m devices) RenewSession(_ context.Context, user id.User, session id.Session, token identity.TokenHash, proof identity.Proof) (err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		if row, ok := sessionRows(s)[session]; ok && row.User == user {
			row.TokenHash, row.Proof = token, proof
			sessionRows(s)[session], err = row, nil
		}
	})
	return err
}

func (m devices) ProveFamily(_ context.Context, user id.User, family id.RefreshFamily, proof identity.Proof) (err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		rows := (refresh{s}).families()
		if row, ok := rows[family]; ok && row.User == user && row.RevokedAt.IsZero() {
			row.Proof = proof
			rows[family], err = row, nil
		}
	})
	return err
}

func (m devices) EndOthers(_ context.Context, user id.User, keep identity.Actor, at time.Time, reason identity.RevokeReason) error {
	m.in(func(s Session) {
		removeRows(sessionRows(s), func(row identity.Session) bool { return row.User == user && row.ID != keep.Session })
		(refresh{s}).revoke(func(row identity.RefreshFamily) bool { return row.User == user && row.ID != keep.Family }, at, reason)
	})
	return nil
}

type knownDevices struct{ in identityIn }

// KnownDevices makes the store of devices that were used before of a unit of work.
func KnownDevices(s Session) ports.KnownDeviceStore { return knownDevices{s.identity()} }

// KnownDeviceReads makes the store of devices that were used before outside any unit of
// work; it must not be written to.
func KnownDeviceReads(db *DB) ports.KnownDeviceStore { return knownDevices{db.Read} }

// knownDevice is a device of somebody's; its row is when it was last used.
type knownDevice struct {
	user id.User
	hash identity.TokenHash
}

func knownRows(s Session) Rows[knownDevice, time.Time] {
	return Table[knownDevice, time.Time](s, knownTable)
}

func (m knownDevices) Known(_ context.Context, email string, device identity.TokenHash) (known bool, _ error) {
	m.in(func(s Session) {
		for _, user := range Table[id.User, identity.User](s, usersTable) {
			if user.Email == email {
				_, known = knownRows(s)[knownDevice{user.ID, device}]
			}
		}
	})
	return known, nil
}

func (m knownDevices) Note(_ context.Context, user id.User, device identity.TokenHash, at time.Time) (surprising bool, _ error) {
	m.in(func(s Session) {
		rows := knownRows(s)
		if _, known := rows[knownDevice{user, device}]; !known {
			for other := range rows {
				surprising = surprising || other.user == user
			}
		}
		rows[knownDevice{user, device}] = at
	})
	return surprising, nil
}

func (m knownDevices) Forget(_ context.Context, user id.User) error {
	m.in(func(s Session) {
		for device := range knownRows(s) {
			if device.user == user {
				delete(knownRows(s), device)
			}
		}
	})
	return nil
}

func (m knownDevices) DeleteUnused(_ context.Context, before time.Time) (n int, _ error) {
	m.in(func(s Session) { n = removeRows(knownRows(s), func(at time.Time) bool { return !at.After(before) }) })
	return n, nil
}
