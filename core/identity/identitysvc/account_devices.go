package identitysvc

import (
	"context"
	"slices"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// Devices lists where the actor is signed in, in all apps: the actor's own device first, then
// the last used. It answers fault.ErrUnauthenticated for a visitor.
func (a *Account) Devices(ctx context.Context, actor identity.Actor) ([]identity.Device, error) {
	if err := actor.Require(); err != nil {
		return nil, err
	}
	devices, err := a.read.Devices.List(ctx, actor.User)
	if err != nil {
		return nil, err
	}
	now := a.now()
	devices = slices.DeleteFunc(devices, func(d identity.Device) bool { return !d.Live(now) })
	slices.SortStableFunc(devices, func(x, y identity.Device) int {
		switch {
		case x.Is(actor):
			return -1
		case y.Is(actor):
			return 1
		}
		return 0
	})
	return devices, nil
}

// EndDeviceInput names a device of the actor.
type EndDeviceInput struct {
	Actor  identity.Actor
	Device string // see identity.Device.ID
}

// EndDevice signs one of the actor's devices out, at once. It answers fault.ErrNotFound for
// one that is not the actor's.
func (a *Account) EndDevice(ctx context.Context, in EndDeviceInput) error {
	if err := in.Actor.Require(); err != nil {
		return err
	}
	now := a.now()
	return a.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		devices, err := tx.Devices.List(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(devices, func(d identity.Device) bool { return d.ID() == in.Device })
		switch {
		case at < 0:
			return fault.ErrNotFound
		case devices[at].Browser():
			return tx.Sessions.Delete(ctx, in.Actor.User, devices[at].Session)
		}
		return tx.Refresh.Revoke(ctx, in.Actor.User, devices[at].Family, now, identity.RevokedByOwner)
	})
}

// EndOtherDevices signs all of the actor's devices out but the one that asks.
func (a *Account) EndOtherDevices(ctx context.Context, actor identity.Actor) error {
	if err := actor.Require(); err != nil {
		return err
	}
	now := a.now()
	return a.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		return tx.Devices.EndOthers(ctx, actor.User, actor, now, identity.RevokedByOwner)
	})
}
