package porttest

import (
	"bytes"
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Factors runs the suite of ports.FactorStore.
func Factors(t *testing.T, open IdentityWork) {
	t.Helper()
	t.Run("authenticator app", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			_, err := tx.Factors.TOTP(ctx, user)
			wantErr(t, err, fault.ErrNotFound)
			want := identity.TOTP{User: user, SealedSecret: []byte("sealed"), CreatedAt: identityNow}
			summary := func(of id.User, want identity.Factors) {
				t.Helper()
				if got, err := tx.Factors.Summary(ctx, of); err != nil || got != want {
					t.Errorf("Summary = %+v, %v, want %+v", got, err, want)
				}
			}
			must(t, tx.Factors.SaveTOTP(ctx, want))
			summary(user, identity.Factors{})
			want.SealedSecret, want.ConfirmedAt, want.LastStep = []byte("another"), identityNow.Add(time.Minute), 1<<40
			must(t, tx.Factors.SaveTOTP(ctx, want))
			if got, err := tx.Factors.TOTP(ctx, user); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("TOTP = %+v, %v\nwant %+v", got, err, want)
			}
			summary(user, identity.Factors{TOTP: true})
			summary(other, identity.Factors{})
			must(t, tx.Factors.RemoveTOTP(ctx, other))
			summary(user, identity.Factors{TOTP: true})
			must(t, tx.Factors.RemoveTOTP(ctx, user))
			must(t, tx.Factors.RemoveTOTP(ctx, user))
			summary(user, identity.Factors{})
			return nil
		}))
	})
	t.Run("recovery codes", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
		_, hashes := identity.NewRecoveryCodes()
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			left := func(want int) {
				t.Helper()
				if got, err := tx.Factors.Summary(ctx, user); err != nil || got.RecoveryCodes != want {
					t.Errorf("Summary = %+v, %v, want %d codes", got, err, want)
				}
			}
			use := func(of id.User, hash identity.TokenHash, want bool) {
				t.Helper()
				if got, err := tx.Factors.UseRecoveryCode(ctx, of, hash, identityNow); err != nil || got != want {
					t.Errorf("UseRecoveryCode = %v, %v, want %v", got, err, want)
				}
			}
			must(t, tx.Factors.SetRecoveryCodes(ctx, user, hashes))
			left(10)
			use(other, hashes[0], false)
			use(user, hashes[0], true)
			use(user, hashes[0], false)
			use(user, identity.HashToken("x"), false)
			left(9)
			must(t, tx.Factors.SetRecoveryCodes(ctx, other, hashes)) // chance may give two people one code
			_, fresh := identity.NewRecoveryCodes()
			must(t, tx.Factors.SetRecoveryCodes(ctx, user, fresh))
			left(10)
			use(user, hashes[1], false)
			must(t, tx.Factors.SetRecoveryCodes(ctx, user, nil))
			left(0)
			use(other, hashes[1], true)
			return nil
		}))
	})
	t.Run("of many uses of a code at once, one counts", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org").ID
		_, hashes := identity.NewRecoveryCodes()
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Factors.SetRecoveryCodes(ctx, user, hashes) }))
		onlyOne(t, race(8, func() error {
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
				ok, err := tx.Factors.UseRecoveryCode(ctx, user, hashes[0], identityNow)
				if err == nil && !ok {
					return fault.ErrStale
				}
				return err
			})
		}), fault.ErrStale)
	})
	t.Run("uses of one app follow each other", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org").ID
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			return tx.Factors.SaveTOTP(ctx, identity.TOTP{User: user, SealedSecret: []byte("x"), CreatedAt: identityNow, ConfirmedAt: identityNow})
		}))
		for _, err := range race(8, func() error {
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
				totp, err := tx.Factors.TOTP(ctx, user)
				if err != nil {
					return err
				}
				totp.LastStep++
				return tx.Factors.SaveTOTP(ctx, totp)
			})
		}) {
			must(t, err)
		}
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			totp, err := tx.Factors.TOTP(ctx, user)
			if totp.LastStep != 8 {
				t.Errorf("%d of 8 uses were counted", totp.LastStep)
			}
			return err
		}))
	})
}

func somePasskey(user id.User, credential string, at time.Time) identity.Passkey {
	return identity.Passkey{
		ID: id.Make[id.Passkey](at), User: user, Site: "example.org", Credential: []byte(credential), Public: []byte("key"), SignCount: 1 << 31,
		Transports: "internal hybrid", Model: "00ff", BackupEligible: true, Name: "Phone", CreatedAt: at,
	}
}

// PasskeyStore runs the suite of ports.PasskeyStore.
func PasskeyStore(t *testing.T, open IdentityWork) {
	t.Helper()
	t.Run("round trip", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
		first, second := somePasskey(user, "one", identityNow), somePasskey(user, "two", identityNow.Add(time.Hour))
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			list := func(of id.User, want ...identity.Passkey) {
				t.Helper()
				got, err := tx.Passkeys.List(ctx, of)
				if err != nil || len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
					t.Errorf("List = %+v, %v\nwant %+v", got, err, want)
				}
			}
			must(t, tx.Passkeys.Create(ctx, second))
			must(t, tx.Passkeys.Create(ctx, first))
			wantErr(t, tx.Passkeys.Create(ctx, somePasskey(other, "one", identityNow)), identity.ErrPasskeyExists)
			list(user, first, second)
			list(other)
			if sum, err := tx.Factors.Summary(ctx, user); err != nil || sum.Passkeys != 2 {
				t.Errorf("Summary = %+v, %v", sum, err)
			}
			changed := first
			changed.Name, changed.SignCount, changed.BackedUp, changed.LastUsedAt = "Laptop", 1<<32-1, true, identityNow.Add(time.Minute)
			stolen := changed
			stolen.User = other
			wantErr(t, tx.Passkeys.Update(ctx, stolen), fault.ErrNotFound)
			must(t, tx.Passkeys.Update(ctx, changed))
			wantErr(t, tx.Passkeys.Delete(ctx, other, second.ID), fault.ErrNotFound)
			list(user, changed, second)
			must(t, tx.Passkeys.Delete(ctx, user, second.ID))
			wantErr(t, tx.Passkeys.Delete(ctx, user, second.ID), fault.ErrNotFound)
			list(user, changed)
			return nil
		}))
	})
	t.Run("an answer counts once", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		challenge := identity.HashToken("challenge")
		onlyOne(t, race(8, func() error {
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
				return tx.Passkeys.Answer(ctx, challenge, identityNow)
			})
		}), fault.ErrStale)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			for _, want := range []int{1, 0} {
				if n, err := tx.Passkeys.DeleteAnswered(ctx, identityNow); err != nil || n != want {
					t.Errorf("DeleteAnswered = %d, %v, want %d", n, err, want)
				}
			}
			return tx.Passkeys.Answer(ctx, challenge, identityNow)
		}))
	})
}

// Challenges runs the suite of ports.ChallengeStore.
func Challenges(t *testing.T, open IdentityWork) {
	t.Helper()
	t.Run("round trip", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
		want, _ := identity.NewChallenge(user, identity.Arrival{
			App: identity.AppAdmin, Client: identityClient, Browser: true, Proved: []identity.Method{identity.MethodPassword},
		}, identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			_, err := tx.Challenges.Find(ctx, want.Hash)
			wantErr(t, err, fault.ErrNotFound)
			must(t, tx.Challenges.Create(ctx, want))
			find := func() {
				t.Helper()
				if got, err := tx.Challenges.Find(ctx, want.Hash); err != nil || got != want {
					t.Errorf("Find = %+v, %v\nwant %+v", got, err, want)
				}
			}
			find()
			stolen := want
			stolen.User = other
			wantErr(t, tx.Challenges.Update(ctx, stolen), fault.ErrNotFound)
			want.Attempts, want.UsedAt = 3, identityNow.Add(time.Minute)
			must(t, tx.Challenges.Update(ctx, want))
			find()
			for _, step := range []struct {
				before time.Time
				n      int
			}{{want.ExpiresAt.Add(-time.Microsecond), 0}, {want.ExpiresAt, 1}} {
				if n, err := tx.Challenges.DeleteExpired(ctx, step.before); err != nil || n != step.n {
					t.Errorf("DeleteExpired = %d, %v, want %d", n, err, step.n)
				}
			}
			return nil
		}))
	})
	t.Run("answers follow each other", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org").ID
		challenge, _ := identity.NewChallenge(user, identity.Arrival{App: identity.AppSeeker}, identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Challenges.Create(ctx, challenge) }))
		for _, err := range race(8, func() error {
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
				c, err := tx.Challenges.Find(ctx, challenge.Hash)
				if err != nil {
					return err
				}
				c.Attempts++
				return tx.Challenges.Update(ctx, c)
			})
		}) {
			must(t, err)
		}
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			c, err := tx.Challenges.Find(ctx, challenge.Hash)
			if c.Attempts != 8 || !bytes.Equal(c.Hash[:], challenge.Hash[:]) {
				t.Errorf("%d of 8 attempts were counted", c.Attempts)
			}
			return err
		}))
	})
}
