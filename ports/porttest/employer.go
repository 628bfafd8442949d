package porttest

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// EmployerTx is what one transaction of the suite touches.
type EmployerTx struct {
	Users     ports.UserStore
	Employers ports.EmployerStore
}

// Employers runs the suite of ports.EmployerStore. open gives a fresh, empty database.
func Employers(t *testing.T, open func(t *testing.T) ports.UnitOfWork[EmployerTx]) {
	t.Helper()
	work := open(t)
	ada, ben := identity.NewUser("ada@example.org", "Ada Berg", "hash", identityNow), identity.NewUser("ben@example.org", "Ben", "hash", identityNow)
	eve := identity.NewUser("eve@example.org", "Eve", "hash", identityNow)
	fernhill, amber := employer.NewCompany("Fernhill Optics", identityNow), employer.NewCompany("Amber Mill", identityNow.Add(time.Minute))
	later := identityNow.Add(time.Hour)
	must(t, do(t, work, func(ctx context.Context, tx EmployerTx) error {
		for _, user := range []identity.User{ada, ben, eve} {
			must(t, tx.Users.Create(ctx, user))
		}
		must(t, tx.Employers.Create(ctx, fernhill, ada.ID))
		must(t, tx.Employers.Create(ctx, amber, eve.ID))
		must(t, tx.Employers.Join(ctx, fernhill.ID, ben.ID, employer.Membership{Role: employer.RoleViewer, Since: later}))
		must(t, tx.Employers.Join(ctx, fernhill.ID, ben.ID, employer.Membership{Role: employer.RoleRecruiter, Since: later.Add(time.Hour)}))
		must(t, tx.Employers.Join(ctx, amber.ID, ada.ID, employer.Membership{Role: employer.RoleInterviewer, Since: later}))
		return nil
	}))
	must(t, do(t, work, func(ctx context.Context, tx EmployerTx) error {
		owned := employer.Membership{Company: fernhill, Role: employer.RoleOwner, Since: identityNow}
		got, err := tx.Employers.Memberships(ctx, ada.ID)
		if want := []employer.Membership{{Company: amber, Role: employer.RoleInterviewer, Since: later}, owned}; err != nil || !slices.Equal(got, want) {
			t.Errorf("Memberships = %+v, %v\nwant %+v", got, err, want)
		}
		one, err := tx.Employers.Membership(ctx, ada.ID, fernhill.ID)
		if err != nil || one != owned {
			t.Errorf("Membership = %+v, %v", one, err)
		}
		_, err = tx.Employers.Membership(ctx, eve.ID, fernhill.ID)
		wantErr(t, err, employer.ErrNotFound)
		members, err := tx.Employers.Members(ctx, ben.ID, fernhill.ID)
		want := []employer.Member{
			{User: ada.ID, Name: ada.Name, Email: ada.Email, Role: employer.RoleOwner, Since: identityNow},
			{User: ben.ID, Name: ben.Name, Email: ben.Email, Role: employer.RoleRecruiter, Since: later}, // a new role, and no new beginning
		}
		if err != nil || !slices.Equal(members, want) {
			t.Errorf("Members = %+v, %v\nwant %+v", members, err, want)
		}
		if members, err = tx.Employers.Members(ctx, eve.ID, fernhill.ID); err != nil || len(members) != 0 {
			t.Errorf("a stranger sees %+v, %v", members, err)
		}
		return nil
	}))
}
