package porttest

import (
	"context"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// MailLinks runs the suite of ports.MailLinkStore.
func MailLinks(t *testing.T, open IdentityWork) {
	t.Helper()
	t.Run("round trip and use", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
		reset, _ := identity.NewMailLink(user, identity.LinkReset, id.MailToken{}, "ada@example.org", identityNow)
		undo, _ := identity.NewMailLink(user, identity.LinkUndoEmail, id.MailToken{7}, "old@example.org", identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
			find := func(want identity.MailLink) {
				t.Helper()
				if got, err := tx.Links.Find(ctx, want.Purpose, want.Hash); err != nil || got != want {
					t.Errorf("Find = %+v, %v\nwant %+v", got, err, want)
				}
			}
			must(t, tx.Links.Create(ctx, reset))
			must(t, tx.Links.Create(ctx, undo))
			find(reset)
			find(undo)
			_, err := tx.Links.Find(ctx, identity.LinkReset, undo.Hash)
			wantErr(t, err, fault.ErrNotFound) // a link is good for one thing
			wantErr(t, tx.Links.Use(ctx, other, reset.ID, identityNow), fault.ErrStale)
			reset.UsedAt = identityNow.Add(time.Minute)
			must(t, tx.Links.Use(ctx, user, reset.ID, reset.UsedAt))
			wantErr(t, tx.Links.Use(ctx, user, reset.ID, identityNow), fault.ErrStale)
			must(t, tx.Links.End(ctx, other, identityNow, identity.LinkUndoEmail))
			must(t, tx.Links.End(ctx, user, identityNow, identity.LinkReset, identity.LinkNewEmail))
			find(reset) // its use stays when it was
			find(undo)
			undo.UsedAt = identityNow
			must(t, tx.Links.End(ctx, user, identityNow, identity.LinkReset, identity.LinkUndoEmail))
			find(undo)
			if n, err := tx.Links.DeleteExpired(ctx, reset.ExpiresAt); err != nil || n != 1 {
				t.Errorf("DeleteExpired = %d, %v, want 1", n, err)
			}
			find(undo)
			return nil
		}))
	})
	t.Run("of many uses at once, one counts", func(t *testing.T) {
		t.Parallel()
		work := open(t)
		user := someUser(t, work, "ada@example.org").ID
		link, _ := identity.NewMailLink(user, identity.LinkReset, id.MailToken{}, "ada@example.org", identityNow)
		must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error { return tx.Links.Create(ctx, link) }))
		onlyOne(t, race(8, func() error {
			return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
				return tx.Links.Use(ctx, user, link.ID, identityNow)
			})
		}), fault.ErrStale)
	})
}

// EmailChanges runs the suite of ports.EmailChangeStore.
func EmailChanges(t *testing.T, open IdentityWork) {
	t.Helper()
	work := open(t)
	user, other := someUser(t, work, "ada@example.org"), someUser(t, work, "eve@example.org")
	want := identity.NewEmailChange(user, "new@example.org", identity.AppEmployer, identityNow)
	must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
		must(t, tx.EmailChanges.Create(ctx, want))
		get := func() {
			t.Helper()
			if got, err := tx.EmailChanges.Get(ctx, user.ID, want.ID); err != nil || got != want {
				t.Errorf("Get = %+v, %v\nwant %+v", got, err, want)
			}
		}
		get()
		_, err := tx.EmailChanges.Get(ctx, other.ID, want.ID)
		wantErr(t, err, fault.ErrNotFound)
		stolen := want
		stolen.User = other.ID
		wantErr(t, tx.EmailChanges.Update(ctx, stolen), fault.ErrNotFound)
		want.ConfirmedAt, want.UndoneAt = identityNow.Add(time.Minute), identityNow.Add(time.Hour)
		must(t, tx.EmailChanges.Update(ctx, want))
		get()
		for _, step := range []struct {
			before time.Time
			n      int
		}{{identityNow.Add(-time.Microsecond), 0}, {identityNow, 1}} {
			if n, err := tx.EmailChanges.DeleteOld(ctx, step.before); err != nil || n != step.n {
				t.Errorf("DeleteOld = %d, %v, want %d", n, err, step.n)
			}
		}
		return nil
	}))
}

// FactorRemovals runs the suite of ports.FactorRemovalStore.
func FactorRemovals(t *testing.T, open IdentityWork) {
	t.Helper()
	work := open(t)
	user, other := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
	want := identity.NewFactorRemoval(user, identity.AppSeeker, identityNow)
	onlyOne(t, race(4, func() error {
		return work.Do(t.Context(), func(ctx context.Context, tx IdentityTx) error {
			removal := identity.NewFactorRemoval(other, identity.AppSeeker, identityNow)
			return tx.Removals.Create(ctx, removal)
		})
	}), identity.ErrRemovalOpen)
	must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
		_, err := tx.Removals.Current(ctx, user)
		wantErr(t, err, fault.ErrNotFound)
		must(t, tx.Removals.Create(ctx, want))
		wantErr(t, tx.Removals.Create(ctx, identity.NewFactorRemoval(user, identity.AppSeeker, identityNow)), identity.ErrRemovalOpen)
		want.ConfirmedAt = identityNow.Add(time.Minute)
		must(t, tx.Removals.Update(ctx, want))
		if got, err := tx.Removals.Current(ctx, user); err != nil || got != want {
			t.Errorf("Current = %+v, %v\nwant %+v", got, err, want)
		}
		_, err = tx.Removals.Get(ctx, other, want.ID)
		wantErr(t, err, fault.ErrNotFound)
		stolen := want
		stolen.User = other
		wantErr(t, tx.Removals.Update(ctx, stolen), fault.ErrNotFound)
		want.CalledOffAt = identityNow.Add(time.Hour)
		must(t, tx.Removals.Update(ctx, want))
		if got, err := tx.Removals.Get(ctx, user, want.ID); err != nil || got != want {
			t.Errorf("Get = %+v, %v\nwant %+v", got, err, want)
		}
		_, err = tx.Removals.Current(ctx, user)
		wantErr(t, err, fault.ErrNotFound)
		return tx.Removals.Create(ctx, identity.NewFactorRemoval(user, identity.AppSeeker, identityNow))
	}))
}
