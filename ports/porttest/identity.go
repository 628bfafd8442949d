package porttest

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// IdentityTx is what one transaction of the identity suites touches.
type IdentityTx struct {
	Users         ports.UserStore
	Sessions      ports.SessionStore
	Refresh       ports.RefreshStore
	Verifications ports.VerificationStore
	SigningKeys   ports.SigningKeyStore
	Factors       ports.FactorStore
	Passkeys      ports.PasskeyStore
	Challenges    ports.ChallengeStore
	Links         ports.MailLinkStore
	EmailChanges  ports.EmailChangeStore
	Removals      ports.FactorRemovalStore
	Devices       ports.DeviceStore
	Known         ports.KnownDeviceStore
	Connections   ports.ConnectionStore
}

// IdentityWork opens a fresh, empty database.
type IdentityWork func(t *testing.T) ports.UnitOfWork[IdentityTx]

// identityNow has no more than microseconds, which is what databases keep.
var identityNow = time.Date(2026, 11, 23, 12, 0, 0, 123456000, time.UTC)

func do[T any](t *testing.T, work ports.UnitOfWork[T], fn func(ctx context.Context, tx T) error) error {
	t.Helper()
	return work.Do(t.Context(), fn)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantErr(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("err = %v, want %v", err, want)
	}
}

// someUser stores an account to hang other rows on.
func someUser(t *testing.T, work ports.UnitOfWork[IdentityTx], email string) identity.User {
	t.Helper()
	user := identity.NewUser(email, "Ada Berg", "hash", identityNow)
	must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Users.Create(ctx, user) }))
	return user
}

var identityClient = identity.Client{IP: netip.MustParseAddr("2001:db8::7"), UserAgent: "Agent/1 (test)"}

// Users runs the suite of ports.UserStore.
func Users(t *testing.T, open IdentityWork) {
	t.Helper()
	t.Run("round trip", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		want := identity.NewUser("ada@example.org", "Ada Berg", "hash", identityNow)
		want.EmailVerifiedAt, want.PlatformRole = identityNow.Add(time.Hour), identity.RoleSupport
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Users.Create(ctx, want) }))
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			got, err := tx.Users.Get(ctx, want.ID)
			if err != nil || got != want {
				t.Errorf("Get = %+v, %v\nwant %+v", got, err, want)
			}
			got, err = tx.Users.GetByEmail(ctx, want.Email)
			if err != nil || got != want {
				t.Errorf("GetByEmail = %+v, %v\nwant %+v", got, err, want)
			}
			return nil
		}))
	})
	t.Run("not found", func(t *testing.T) {
		t.Parallel()
		must(t, do(t, open(t), func(ctx context.Context, tx IdentityTx) error {
			_, err := tx.Users.Get(ctx, id.User{1})
			wantErr(t, err, fault.ErrNotFound)
			_, err = tx.Users.GetByEmail(ctx, "nobody@example.org")
			wantErr(t, err, fault.ErrNotFound)
			return nil
		}))
	})
	t.Run("a taken address leaves the transaction usable", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		first := someUser(t, work, "ada@example.org")
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			err := tx.Users.Create(ctx, identity.NewUser("ada@example.org", "Eve", "other", identityNow))
			wantErr(t, err, identity.ErrEmailTaken)
			got, err := tx.Users.GetByEmail(ctx, "ada@example.org")
			if err != nil || got != first {
				t.Errorf("GetByEmail = %+v, %v", got, err)
			}
			return nil
		}))
	})
	t.Run("update counts versions and refuses an old one", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org")
		changed := user
		changed.Verify(identityNow.Add(time.Minute))
		changed.Name, changed.Status, changed.PasswordHash, changed.Email = "Ada B.", identity.StatusSuspended, "new", "b@example.org"
		changed.TimeZone = "Europe/Oslo"
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Users.Update(ctx, changed) }))
		wantErr(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Users.Update(ctx, user) }), fault.ErrStale)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			got, err := tx.Users.Get(ctx, user.ID)
			changed.Version = 2
			if err != nil || got != changed {
				t.Errorf("Get = %+v, %v\nwant %+v", got, err, changed)
			}
			return nil
		}))
	})
	t.Run("nobody can change to a taken address", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		someUser(t, work, "ada@example.org")
		user := someUser(t, work, "eve@example.org")
		user.Email = "ada@example.org"
		wantErr(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Users.Update(ctx, user) }), identity.ErrEmailTaken)
	})
	t.Run("an error undoes the transaction", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		stop := errors.New("stop")
		wantErr(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			must(t, tx.Users.Create(ctx, identity.NewUser("ada@example.org", "Ada", "hash", identityNow)))
			return stop
		}), stop)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			_, err := tx.Users.GetByEmail(ctx, "ada@example.org")
			wantErr(t, err, fault.ErrNotFound)
			return nil
		}))
	})
	t.Run("of many registrations of one address, one wins", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		errs := race(8, func() error {
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
				return tx.Users.Create(ctx, identity.NewUser("ada@example.org", "Ada", "hash", identityNow))
			})
		})
		onlyOne(t, errs, identity.ErrEmailTaken)
	})
}

// race runs fn n times at once.
func race(n int, fn func() error) []error {
	errs := make([]error, n)
	var group sync.WaitGroup
	for i := range errs {
		group.Go(func() { errs[i] = fn() })
	}
	group.Wait()
	return errs
}

// onlyOne wants one success and the given error everywhere else.
func onlyOne(t *testing.T, errs []error, loser error) {
	t.Helper()
	won := 0
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, loser):
			t.Errorf("err = %v, want %v", err, loser)
		}
	}
	if won != 1 {
		t.Errorf("%d of %d succeeded, want 1", won, len(errs))
	}
}

// Sessions runs the suite of ports.SessionStore.
func Sessions(t *testing.T, open IdentityWork) {
	t.Helper()
	t.Run("round trip", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org")
		for _, client := range []identity.Client{identityClient, {}} {
			want, token := identity.NewSession(user.ID, identity.AppAdmin, client, identityNow)
			must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Sessions.Create(ctx, want) }))
			must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
				got, owner, err := tx.Sessions.Find(ctx, identity.HashToken(token))
				if err != nil || got != want || owner != user {
					t.Errorf("Find = %+v, %+v, %v\nwant %+v, %+v", got, owner, err, want, user)
				}
				return nil
			}))
		}
	})
	t.Run("touch only moves forward, and only for the owner", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org"), someUser(t, work, "eve@example.org")
		session, _ := identity.NewSession(user.ID, identity.AppSeeker, identityClient, identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			must(t, tx.Sessions.Create(ctx, session))
			must(t, tx.Sessions.Touch(ctx, user.ID, session.ID, identityNow.Add(2*time.Minute)))
			must(t, tx.Sessions.Touch(ctx, user.ID, session.ID, identityNow.Add(time.Minute)))
			must(t, tx.Sessions.Touch(ctx, other.ID, session.ID, identityNow.Add(time.Hour)))
			got, _, err := tx.Sessions.Find(ctx, session.TokenHash)
			if want := identityNow.Add(2 * time.Minute); err != nil || !got.LastSeenAt.Equal(want) {
				t.Errorf("last seen %v, %v, want %v", got.LastSeenAt, err, want)
			}
			return nil
		}))
	})
	t.Run("deletes", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org"), someUser(t, work, "eve@example.org")
		var all [4]identity.Session
		for i, owner := range []id.User{user.ID, user.ID, user.ID, other.ID} {
			all[i], _ = identity.NewSession(owner, identity.AppSeeker, identityClient, identityNow)
		}
		all[2].ExpiresAt = identityNow
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			left := func(want ...bool) {
				t.Helper()
				for i, session := range all {
					if _, _, err := tx.Sessions.Find(ctx, session.TokenHash); (err == nil) != want[i] {
						t.Errorf("session %d is there: %v, want %v", i, err == nil, want[i])
					}
				}
			}
			for _, session := range all {
				must(t, tx.Sessions.Create(ctx, session))
			}
			must(t, tx.Sessions.Delete(ctx, other.ID, all[0].ID))
			left(true, true, true, true)
			must(t, tx.Sessions.Delete(ctx, user.ID, all[0].ID))
			must(t, tx.Sessions.Delete(ctx, user.ID, all[0].ID))
			left(false, true, true, true)
			n, err := tx.Sessions.DeleteExpired(ctx, identityNow)
			if err != nil || n != 1 {
				t.Errorf("DeleteExpired = %d, %v, want 1", n, err)
			}
			left(false, true, false, true)
			must(t, tx.Sessions.DeleteAll(ctx, user.ID))
			left(false, false, false, true)
			return nil
		}))
	})
	t.Run("not found", func(t *testing.T) {
		t.Parallel()
		must(t, do(t, open(t), func(ctx context.Context, tx IdentityTx) error {
			_, _, err := tx.Sessions.Find(ctx, identity.HashToken("x"))
			wantErr(t, err, fault.ErrNotFound)
			return nil
		}))
	})
}
