package porttest

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// Connections runs the suite of ports.ConnectionStore.
func Connections(t *testing.T, open IdentityWork) {
	t.Helper()
	work := open(t)
	ada, eve := someUser(t, work, "ada@example.org").ID, someUser(t, work, "eve@example.org").ID
	account := identity.ProviderAccount{Provider: identity.Google, Issuer: "https://a.example", Subject: "1", Email: "ada@example.net"}
	first := identity.NewConnection(ada, account, identityNow)
	first.SealedToken = []byte("sealed")
	must(t, do(t, work, func(ctx context.Context, tx IdentityTx) error {
		_, err := tx.Connections.Find(ctx, account.Issuer, account.Subject)
		wantErr(t, err, fault.ErrNotFound)
		must(t, tx.Connections.Create(ctx, first))
		wantErr(t, tx.Connections.Create(ctx, identity.NewConnection(eve, account, identityNow)), identity.ErrConnectionTaken)
		another := account
		another.Subject = "2"
		wantErr(t, tx.Connections.Create(ctx, identity.NewConnection(ada, another, identityNow)), identity.ErrConnectionExists)
		another.Issuer, another.Subject, another.Provider = "https://b.example", "1", identity.GitHub
		second := identity.NewConnection(ada, another, identityNow.Add(time.Second))
		must(t, tx.Connections.Create(ctx, second))
		if got, err := tx.Connections.List(ctx, ada); err != nil || !reflect.DeepEqual(got, []identity.Connection{first, second}) {
			t.Errorf("List = %+v, %v\nwant %+v", got, err, []identity.Connection{first, second})
		}
		if got, err := tx.Connections.List(ctx, eve); err != nil || len(got) != 0 {
			t.Errorf("List of another = %+v, %v", got, err)
		}
		used := first
		used.Email, used.SealedToken, used.LastUsedAt = "new@example.net", nil, identityNow.Add(time.Hour)
		must(t, tx.Connections.Use(ctx, used))
		if got, err := tx.Connections.Find(ctx, account.Issuer, account.Subject); err != nil || !reflect.DeepEqual(got, used) {
			t.Errorf("Find = %+v, %v\nwant %+v", got, err, used)
		}
		stolen := used
		stolen.User = eve
		wantErr(t, tx.Connections.Use(ctx, stolen), fault.ErrNotFound)
		wantErr(t, tx.Connections.Delete(ctx, eve, identity.Google), fault.ErrNotFound)
		must(t, tx.Connections.Delete(ctx, ada, identity.Google))
		wantErr(t, tx.Connections.Delete(ctx, ada, identity.Google), fault.ErrNotFound)
		if got, err := tx.Connections.List(ctx, ada); err != nil || len(got) != 1 {
			t.Errorf("List = %+v, %v, want one", got, err)
		}
		return nil
	}))
}
