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
	"github.com/applyforus/applyforus/ports"
)

// Refresh runs the suite of ports.RefreshStore.
func Refresh(t *testing.T, open IdentityWork) {
	t.Helper()
	begin := func(t *testing.T, work ports.UnitOfWork[IdentityTx], user id.User) (identity.RefreshFamily, identity.RefreshToken, string) {
		t.Helper()
		family, first, secret := identity.NewFamily(user, identity.AppSeeker, identityClient, identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Refresh.Begin(ctx, family, first) }))
		return family, first, secret
	}
	t.Run("round trip and rotation", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		family, first, secret := begin(t, work, someUser(t, work, "ada@example.org").ID)
		child, _ := family.Child(first, secret, identityNow.Add(time.Minute))
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			found(ctx, t, tx, first.Hash, family, first, identity.RefreshToken{})
			return tx.Refresh.Rotate(ctx, child)
		}))
		grandchild, _ := family.Child(child, "child's secret", identityNow.Add(2*time.Minute))
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			first.SpentAt = child.CreatedAt
			found(ctx, t, tx, first.Hash, family, first, child)
			found(ctx, t, tx, child.Hash, family, child, identity.RefreshToken{})
			return tx.Refresh.Rotate(ctx, grandchild)
		}))
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			child.SpentAt, child.Salt = grandchild.CreatedAt, nil // what it was made from is forgotten
			found(ctx, t, tx, first.Hash, family, first, child)
			return nil
		}))
	})
	t.Run("a token has one child", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		family, first, secret := begin(t, work, someUser(t, work, "ada@example.org").ID)
		onlyOne(t, race(8, func() error {
			child, _ := family.Child(first, secret, identityNow)
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error { return tx.Refresh.Rotate(ctx, child) })
		}), fault.ErrStale)
	})
	t.Run("uses of one family follow each other", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		_, first, secret := begin(t, work, someUser(t, work, "ada@example.org").ID)
		for i, err := range race(8, func() error {
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
				family, token, child, err := tx.Refresh.Find(ctx, first.Hash)
				if err != nil {
					return err
				}
				if token.Spent() != (child.Parent == token.ID) {
					t.Errorf("a token is spent: %v, and has a child: %v", token.Spent(), child.Parent == token.ID)
				}
				if token.Spent() {
					return nil
				}
				next, _ := family.Child(token, secret, identityNow)
				return tx.Refresh.Rotate(ctx, next)
			})
		}) {
			if err != nil {
				t.Errorf("use %d: %v", i, err)
			}
		}
	})
	t.Run("revoke", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
		family, first, _ := begin(t, work, user)
		second, secondFirst, _ := begin(t, work, user)
		theirs, theirFirst, _ := begin(t, work, other)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			must(t, tx.Refresh.Revoke(ctx, other, family.ID, identityNow, identity.RevokedSignedOut))
			found(ctx, t, tx, first.Hash, family, first, identity.RefreshToken{})
			must(t, tx.Refresh.Revoke(ctx, user, family.ID, identityNow, identity.RevokedReused))
			must(t, tx.Refresh.RevokeAll(ctx, user, identityNow.Add(time.Hour), identity.RevokedClosed))
			family.RevokedAt, family.Reason = identityNow, identity.RevokedReused
			found(ctx, t, tx, first.Hash, family, first, identity.RefreshToken{})
			second.RevokedAt, second.Reason = identityNow.Add(time.Hour), identity.RevokedClosed
			found(ctx, t, tx, secondFirst.Hash, second, secondFirst, identity.RefreshToken{})
			found(ctx, t, tx, theirFirst.Hash, theirs, theirFirst, identity.RefreshToken{})
			return nil
		}))
	})
	t.Run("expired families go with their tokens", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org").ID
		family, first, _ := begin(t, work, user)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			n, err := tx.Refresh.DeleteExpired(ctx, family.ExpiresAt.Add(-time.Microsecond))
			if err != nil || n != 0 {
				t.Errorf("DeleteExpired = %d, %v, want 0", n, err)
			}
			n, err = tx.Refresh.DeleteExpired(ctx, family.ExpiresAt)
			if err != nil || n != 1 {
				t.Errorf("DeleteExpired = %d, %v, want 1", n, err)
			}
			_, _, _, err = tx.Refresh.Find(ctx, first.Hash)
			wantErr(t, err, fault.ErrNotFound)
			return nil
		}))
	})
}

func found(ctx context.Context, t *testing.T, tx IdentityTx, hash identity.TokenHash, family identity.RefreshFamily, token, child identity.RefreshToken) {
	t.Helper()
	gotFamily, gotToken, gotChild, err := tx.Refresh.Find(ctx, hash)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]any{{gotFamily, family}, {gotToken, token}, {gotChild, child}} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("found %+v\nwant  %+v", pair[0], pair[1])
		}
	}
}

// Verifications runs the suite of ports.VerificationStore.
func Verifications(t *testing.T, open IdentityWork) {
	t.Helper()
	t.Run("round trip and use", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org"), someUser(t, work, "eve@example.org")
		token, _ := identity.NewVerification(user, identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			_, err := tx.Verifications.Find(ctx, token.Hash)
			wantErr(t, err, fault.ErrNotFound)
			must(t, tx.Verifications.Create(ctx, token))
			got, err := tx.Verifications.Find(ctx, token.Hash)
			if err != nil || got != token {
				t.Errorf("Find = %+v, %v\nwant %+v", got, err, token)
			}
			wantErr(t, tx.Verifications.Use(ctx, other.ID, token.ID, identityNow), fault.ErrStale)
			must(t, tx.Verifications.Use(ctx, user.ID, token.ID, identityNow.Add(time.Hour)))
			wantErr(t, tx.Verifications.Use(ctx, user.ID, token.ID, identityNow), fault.ErrStale)
			token.UsedAt = identityNow.Add(time.Hour)
			got, err = tx.Verifications.Find(ctx, token.Hash)
			if err != nil || got != token {
				t.Errorf("Find = %+v, %v\nwant %+v", got, err, token)
			}
			return nil
		}))
	})
	t.Run("of many uses at once, one counts", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org")
		token, _ := identity.NewVerification(user, identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Verifications.Create(ctx, token) }))
		onlyOne(t, race(8, func() error {
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
				return tx.Verifications.Use(ctx, user.ID, token.ID, identityNow)
			})
		}), fault.ErrStale)
	})
	t.Run("expired ones are deleted", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org")
		token, _ := identity.NewVerification(user, identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			must(t, tx.Verifications.Create(ctx, token))
			n, err := tx.Verifications.DeleteExpired(ctx, token.ExpiresAt)
			if err != nil || n != 1 {
				t.Errorf("DeleteExpired = %d, %v, want 1", n, err)
			}
			return nil
		}))
	})
}

// SigningKeys runs the suite of ports.SigningKeyStore.
func SigningKeys(t *testing.T, open IdentityWork) {
	t.Helper()
	newKey := func(t *testing.T, at time.Time) identity.SigningKey {
		t.Helper()
		key, private, err := identity.NewSigningKey(at)
		must(t, err)
		key.SealedPrivate = bytes.Clone(private) // stores do not look inside
		return key
	}
	t.Run("one signs at a time", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		old, next := newKey(t, identityNow), newKey(t, identityNow.Add(time.Hour))
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			must(t, tx.SigningKeys.Create(ctx, old))
			wantErr(t, tx.SigningKeys.Create(ctx, next), identity.ErrSigningKeyExists)
			must(t, tx.SigningKeys.Retire(ctx, old.ID, identityNow.Add(time.Hour)))
			wantErr(t, tx.SigningKeys.Retire(ctx, old.ID, identityNow), fault.ErrStale)
			must(t, tx.SigningKeys.Create(ctx, next))
			old.RetiredAt = identityNow.Add(time.Hour)
			got, err := tx.SigningKeys.List(ctx)
			if want := []identity.SigningKey{next, old}; err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("List = %+v, %v\nwant %+v", got, err, want)
			}
			return nil
		}))
	})
	t.Run("of many made at once, one stays", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		onlyOne(t, race(8, func() error {
			key, private, err := identity.NewSigningKey(identityNow)
			if err != nil {
				return err
			}
			key.SealedPrivate = private
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error { return tx.SigningKeys.Create(ctx, key) })
		}), identity.ErrSigningKeyExists)
	})
	t.Run("none yet", func(t *testing.T) {
		t.Parallel()
		must(t, do(t, open(t), func(ctx context.Context, tx IdentityTx) error {
			if keys, err := tx.SigningKeys.List(ctx); err != nil || len(keys) != 0 {
				t.Errorf("List = %v, %v", keys, err)
			}
			return nil
		}))
	})
}
