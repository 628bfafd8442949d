package identitypg

import (
	"context"
	"slices"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type devices struct{ db postgres.Queryer }

// Devices makes the store of what people are signed in with over a transaction or the pool.
func Devices(db postgres.Queryer) ports.DeviceStore { return devices{db} }

func (s devices) List(ctx context.Context, user id.User) ([]identity.Device, error) {
	browsers, err := queries.ListSessions(ctx, s.db, user)
	if err != nil {
		return nil, err
	}
	clients, err := queries.ListFamilies(ctx, s.db, user)
	if err != nil {
		return nil, err
	}
	list := make([]identity.Device, 0, len(browsers)+len(clients))
	for _, row := range browsers {
		list = append(list, identity.Device{
			Session: row.ID, App: row.App, Client: clientOf(row.IpAddress, row.UserAgent), Proof: identity.Proof{Methods: row.Proved, At: row.ProvedAt},
			CreatedAt: row.CreatedAt, LastSeenAt: row.LastSeenAt, ExpiresAt: row.ExpiresAt,
		})
	}
	for _, row := range clients {
		f := familyFrom(row.RefreshFamily)
		list = append(list, identity.Device{
			Family: f.ID, App: f.App, Client: f.Client, Proof: f.Proof, CreatedAt: f.CreatedAt, LastSeenAt: row.LastUsedAt, ExpiresAt: f.ExpiresAt,
		})
	}
	slices.SortStableFunc(list, func(a, b identity.Device) int { return b.LastSeenAt.Compare(a.LastSeenAt) })
	return list, nil
}

func (s devices) Family(ctx context.Context, family id.RefreshFamily) (identity.RefreshFamily, identity.User, error) {
	row, err := queries.GetFamilyWithUser(ctx, s.db, family)
	if err != nil {
		return identity.RefreshFamily{}, identity.User{}, postgres.Missing(err, fault.ErrNotFound)
	}
	return familyFrom(row.RefreshFamily), userFrom(row.User), nil
}

func (s devices) RenewSession(ctx context.Context, user id.User, session id.Session, token identity.TokenHash, proof identity.Proof) error {
	return found(queries.RenewSession(ctx, s.db, identitydb.RenewSessionParams{
		ID: session, UserID: user, TokenHash: token[:], Proved: proof.Methods, ProvedAt: proof.At,
	}))
}

func (s devices) ProveFamily(ctx context.Context, user id.User, family id.RefreshFamily, proof identity.Proof) error {
	return found(queries.ProveFamily(ctx, s.db, identitydb.ProveFamilyParams{
		ID: family, UserID: user, Proved: proof.Methods, ProvedAt: proof.At,
	}))
}

func (s devices) EndOthers(ctx context.Context, user id.User, keep identity.Actor, at time.Time, reason identity.RevokeReason) error {
	err := queries.DeleteOtherSessions(ctx, s.db, identitydb.DeleteOtherSessionsParams{UserID: user, KeepID: keep.Session})
	if err != nil {
		return err
	}
	return queries.RevokeOtherFamilies(ctx, s.db, identitydb.RevokeOtherFamiliesParams{
		UserID: user, KeepID: keep.Family, RevokedAt: &at, Reason: reason,
	})
}

type knownDevices struct{ db postgres.Queryer }

// KnownDevices makes the store of devices that were used before over a transaction or the pool.
func KnownDevices(db postgres.Queryer) ports.KnownDeviceStore { return knownDevices{db} }

func (s knownDevices) Known(ctx context.Context, email string, device identity.TokenHash) (bool, error) {
	return queries.IsKnownDevice(ctx, s.db, identitydb.IsKnownDeviceParams{Email: email, DeviceHash: device[:]})
}

func (s knownDevices) Note(ctx context.Context, user id.User, device identity.TokenHash, at time.Time) (bool, error) {
	first, err := queries.NoteDevice(ctx, s.db, identitydb.NoteDeviceParams{UserID: user, DeviceHash: device[:], At: at})
	if err != nil || !first.Equal(at) {
		return false, err
	}
	others, err := queries.CountOtherDevices(ctx, s.db, identitydb.CountOtherDevicesParams{UserID: user, DeviceHash: device[:]})
	return others > 0, err
}

func (s knownDevices) Forget(ctx context.Context, user id.User) error {
	return queries.ForgetDevices(ctx, s.db, user)
}

func (s knownDevices) DeleteUnused(ctx context.Context, before time.Time) (int, error) {
	n, err := queries.DeleteUnusedDevices(ctx, s.db, before)
	return int(n), err
}
