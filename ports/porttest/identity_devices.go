package porttest

import (
	"context"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Devices runs the suite of ports.DeviceStore.
func Devices(t *testing.T, open IdentityWork) {
	t.Helper()
	t.Run("list, renew and prove", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org"), someUser(t, work, "eve@example.org")
		session, _ := identity.NewSession(user.ID, identity.AppSeeker, identityClient, identityNow)
		session.Proof.Methods = identity.MethodsOf(identity.MethodPassword)
		family, first, secret := identity.NewFamily(user.ID, identity.AppEmployer, identity.Client{}, identityNow)
		ended, endedFirst, _ := identity.NewFamily(user.ID, identity.AppSeeker, identityClient, identityNow)
		foreign, _ := identity.NewSession(other.ID, identity.AppSeeker, identityClient, identityNow)
		child, _ := family.Child(first, secret, identityNow.Add(time.Hour))
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			must(t, tx.Sessions.Create(ctx, session))
			must(t, tx.Sessions.Create(ctx, foreign))
			must(t, tx.Refresh.Begin(ctx, family, first))
			must(t, tx.Refresh.Rotate(ctx, child))
			must(t, tx.Refresh.Begin(ctx, ended, endedFirst))
			must(t, tx.Refresh.Revoke(ctx, user.ID, ended.ID, identityNow, identity.RevokedByOwner))
			list := func(want ...identity.Device) {
				t.Helper()
				got, err := tx.Devices.List(ctx, user.ID)
				if err != nil || len(got) != len(want) {
					t.Fatalf("List = %+v, %v", got, err)
				}
				for i := range want {
					if got[i] != want[i] {
						t.Errorf("device %d = %+v\nwant %+v", i, got[i], want[i])
					}
				}
			}
			browser := identity.Device{
				Session: session.ID, App: session.App, Client: identityClient, Proof: session.Proof,
				CreatedAt: identityNow, LastSeenAt: identityNow, ExpiresAt: session.ExpiresAt,
			}
			client := identity.Device{
				Family: family.ID, App: family.App, Proof: family.Proof,
				CreatedAt: identityNow, LastSeenAt: child.CreatedAt, ExpiresAt: family.ExpiresAt,
			}
			list(client, browser)
			proof := identity.Proof{Methods: identity.MethodsOf(identity.MethodPassword, identity.MethodTOTP), At: identityNow.Add(time.Minute)}
			renewed := identity.HashToken("renewed")
			wantErr(t, tx.Devices.RenewSession(ctx, other.ID, session.ID, renewed, proof), fault.ErrNotFound)
			wantErr(t, tx.Devices.ProveFamily(ctx, other.ID, family.ID, proof), fault.ErrNotFound)
			wantErr(t, tx.Devices.ProveFamily(ctx, user.ID, ended.ID, proof), fault.ErrNotFound)
			must(t, tx.Devices.RenewSession(ctx, user.ID, session.ID, renewed, proof))
			must(t, tx.Devices.ProveFamily(ctx, user.ID, family.ID, proof))
			browser.Proof, client.Proof = proof, proof
			list(client, browser)
			_, _, err := tx.Sessions.Find(ctx, session.TokenHash)
			wantErr(t, err, fault.ErrNotFound)
			if got, _, err := tx.Sessions.Find(ctx, renewed); err != nil || got.ID != session.ID || got.Proof != proof {
				t.Errorf("Find = %+v, %v", got, err)
			}
			family.Proof = proof
			gotFamily, gotUser, err := tx.Devices.Family(ctx, family.ID)
			if err != nil || gotFamily != family || gotUser != user {
				t.Errorf("Family = %+v, %+v, %v\nwant %+v", gotFamily, gotUser, err, family)
			}
			_, _, err = tx.Devices.Family(ctx, id.RefreshFamily{1})
			wantErr(t, err, fault.ErrNotFound)
			return nil
		}))
	})
	t.Run("end others", func(t *testing.T) {
		t.Parallel()
		for _, keep := range []string{"session", "family", "nothing"} {
			work := open(t)
			user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
			var sessions [2]identity.Session
			var families [2]identity.RefreshFamily
			must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
				for i := range sessions {
					var first identity.RefreshToken
					sessions[i], _ = identity.NewSession(user, identity.AppSeeker, identityClient, identityNow)
					families[i], first, _ = identity.NewFamily(user, identity.AppSeeker, identityClient, identityNow)
					must(t, tx.Sessions.Create(ctx, sessions[i]))
					must(t, tx.Refresh.Begin(ctx, families[i], first))
				}
				foreign, _ := identity.NewSession(other, identity.AppSeeker, identityClient, identityNow)
				must(t, tx.Sessions.Create(ctx, foreign))
				var actor identity.Actor
				want := ""
				switch keep {
				case "session":
					actor.Session, want = sessions[1].ID, sessions[1].ID.String()
				case "family":
					actor.Family, want = families[1].ID, families[1].ID.String()
				}
				must(t, tx.Devices.EndOthers(ctx, user, actor, identityNow, identity.RevokedChanged))
				left := ""
				list, err := tx.Devices.List(ctx, user)
				must(t, err)
				for _, device := range list {
					left += device.ID()
				}
				if left != want {
					t.Errorf("keeping the %s leaves %q, want %q", keep, left, want)
				}
				ended, _, err := tx.Devices.Family(ctx, families[0].ID)
				if err != nil || ended.Reason != identity.RevokedChanged {
					t.Errorf("Family = %+v, %v", ended, err)
				}
				if list, err := tx.Devices.List(ctx, other); err != nil || len(list) != 1 {
					t.Errorf("another person's devices: %+v, %v", list, err)
				}
				return nil
			}))
		}
	})
}

// KnownDevices runs the suite of ports.KnownDeviceStore.
func KnownDevices(t *testing.T, open IdentityWork) {
	t.Helper()
	work := open(t)
	user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
	phone, laptop := identity.HashToken("phone"), identity.HashToken("laptop")
	for i, step := range []struct {
		user       id.User
		device     identity.TokenHash
		surprising bool
	}{
		{user, phone, false}, // the first device of an account is no surprise
		{user, phone, false},
		{other, phone, false}, // two people share it
		{user, laptop, true},
		{user, laptop, false},
	} {
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			got, err := tx.Known.Note(ctx, step.user, step.device, identityNow.Add(time.Duration(i)*time.Hour))
			if err != nil || got != step.surprising {
				t.Errorf("step %d: Note = %v, %v, want %v", i, got, err, step.surprising)
			}
			return nil
		}))
	}
	must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
		known := func(email string, device identity.TokenHash, want bool) {
			t.Helper()
			if got, err := tx.Known.Known(ctx, email, device); err != nil || got != want {
				t.Errorf("Known(%s) = %v, %v, want %v", email, got, err, want)
			}
		}
		known("ada@example.org", phone, true)
		known("eve@example.org", laptop, false)
		known("nobody@example.org", phone, false)
		if n, err := tx.Known.DeleteUnused(ctx, identityNow.Add(time.Hour)); err != nil || n != 1 {
			t.Errorf("DeleteUnused = %d, %v, want 1", n, err)
		}
		known("ada@example.org", phone, false)
		known("ada@example.org", laptop, true)
		must(t, tx.Known.Forget(ctx, user))
		known("ada@example.org", laptop, false)
		known("eve@example.org", phone, true)
		return nil
	}))
}
