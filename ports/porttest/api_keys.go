package porttest

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// APIKeyTx is what one transaction of the suite touches.
type APIKeyTx struct {
	Users ports.UserStore
	Keys  ports.APIKeyStore
}

// APIKeys runs the suite of ports.APIKeyStore. open gives a fresh, empty database.
func APIKeys(t *testing.T, open func(t *testing.T) ports.UnitOfWork[APIKeyTx]) {
	t.Helper()
	work := open(t)
	ada, eve := identity.NewUser("ada@example.org", "Ada Berg", "hash", identityNow), identity.NewUser("eve@example.org", "Eve", "hash", identityNow)
	first, _ := identity.NewAPIKey(ada.ID, identity.AppSeeker, "Reports", "applications:read jobs:read", 90, identityNow)
	second, _ := identity.NewAPIKey(ada.ID, identity.AppSeeker, "Backup", "resumes:write", 365, identityNow.Add(time.Minute))
	elsewhere, _ := identity.NewAPIKey(ada.ID, identity.AppEmployer, "CRM", "companies:read", 30, identityNow)
	eves, _ := identity.NewAPIKey(eve.ID, identity.AppSeeker, "Hers", "jobs:read", 1, identityNow)
	must(t, do(t, work, func(ctx context.Context, tx APIKeyTx) error {
		for _, user := range []identity.User{ada, eve} {
			must(t, tx.Users.Create(ctx, user))
		}
		for _, key := range []identity.APIKey{first, second, elsewhere, eves} {
			must(t, tx.Keys.Create(ctx, key))
		}
		return nil
	}))
	must(t, do(t, work, func(ctx context.Context, tx APIKeyTx) error {
		list, err := tx.Keys.List(ctx, ada.ID, identity.AppSeeker)
		if err != nil || !slices.Equal(list, []identity.APIKey{second, first}) {
			t.Errorf("List = %+v, %v", list, err)
		}
		got, owner, err := tx.Keys.Find(ctx, eves.Lookup)
		if err != nil || got != eves || owner != eve {
			t.Errorf("Find = %+v, %+v, %v", got, owner, err)
		}
		_, _, err = tx.Keys.Find(ctx, "nothing")
		wantErr(t, err, fault.ErrNotFound)
		got, err = tx.Keys.Get(ctx, ada.ID, identity.AppSeeker, first.ID)
		if err != nil || got != first {
			t.Errorf("Get = %+v, %v", got, err)
		}
		for _, c := range []struct {
			user id.User
			app  identity.App
			key  id.APIKey
		}{{eve.ID, identity.AppSeeker, first.ID}, {ada.ID, identity.AppEmployer, first.ID}, {ada.ID, identity.AppSeeker, id.APIKey{1}}} {
			_, err := tx.Keys.Get(ctx, c.user, c.app, c.key)
			wantErr(t, err, fault.ErrNotFound)
		}
		return nil
	}))
	must(t, do(t, work, func(ctx context.Context, tx APIKeyTx) error {
		must(t, tx.Keys.Touch(ctx, ada.ID, first.ID, identityNow.Add(2*time.Minute)))
		must(t, tx.Keys.Touch(ctx, ada.ID, first.ID, identityNow.Add(time.Minute)))
		must(t, tx.Keys.Touch(ctx, eve.ID, first.ID, identityNow.Add(time.Hour)))
		first.LastUsedAt = identityNow.Add(2 * time.Minute)
		stolen := first
		stolen.User = eve.ID
		wantErr(t, tx.Keys.End(ctx, stolen), fault.ErrStale)
		first.ExpiresAt, first.ReplacedBy = identityNow.Add(time.Hour), second.ID
		first.Revoke(identityNow.Add(3 * time.Minute))
		must(t, tx.Keys.End(ctx, first))
		got, err := tx.Keys.Get(ctx, ada.ID, identity.AppSeeker, first.ID)
		if err != nil || got != first {
			t.Errorf("after its end: %+v, %v\nwant %+v", got, err, first)
		}
		return nil
	}))
}
