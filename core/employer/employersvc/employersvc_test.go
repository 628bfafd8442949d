package employersvc_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/employer/employersvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

var now = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

func setup(t *testing.T) (svc *employersvc.Service, work ports.UnitOfWork[employersvc.Tx]) {
	t.Helper()
	db := memory.New()
	work = memory.UnitOfWork(db, func(s memory.Session) employersvc.Tx {
		return employersvc.Tx{Employers: memory.Employers(s), Users: memory.Users(s)}
	})
	return employersvc.New(employersvc.Deps{Work: work, Employers: memory.EmployerReads(db), Now: func() time.Time { return now }}), work
}

func person(t *testing.T, work ports.UnitOfWork[employersvc.Tx], email string) identity.Actor {
	t.Helper()
	user := identity.NewUser(email, "Ada Berg", "hash", now)
	if err := work.Do(t.Context(), func(ctx context.Context, tx employersvc.Tx) error { return tx.Users.Create(ctx, user) }); err != nil {
		t.Fatal(err)
	}
	return user.Actor(identity.AppEmployer, identity.ViaSession)
}

func TestCompaniesOfAPerson(t *testing.T) {
	t.Parallel()
	svc, work := setup(t)
	owner, stranger := person(t, work, "ada@example.org"), person(t, work, "eve@example.org")
	company, err := svc.Found(t.Context(), employersvc.FoundInput{Name: " Fernhill  Optics ", Owner: "Ada@Example.org"})
	if err != nil || company.Name != "Fernhill Optics" {
		t.Fatalf("%+v, %v", company, err)
	}
	mine, err := svc.Companies(t.Context(), owner)
	if err != nil || len(mine) != 1 || mine[0].Company != company || mine[0].Role != employer.RoleOwner {
		t.Errorf("%+v, %v", mine, err)
	}
	if theirs, err := svc.Companies(t.Context(), stranger); err != nil || len(theirs) != 0 {
		t.Errorf("%+v, %v", theirs, err)
	}
	for i, role := range employer.Roles {
		member := person(t, work, string(role)+"@example.org")
		err := work.Do(t.Context(), func(ctx context.Context, tx employersvc.Tx) error {
			return tx.Employers.Join(ctx, company.ID, member.User, employer.Membership{Role: role, Since: now})
		})
		if err != nil {
			t.Fatal(err)
		}
		may := i < 4
		list, err := svc.Members(t.Context(), member, company.ID)
		if may != (err == nil) || may != (len(list) == i+2) || !may && !errors.Is(err, fault.ErrForbidden) {
			t.Errorf("%s sees %d members, %v", role, len(list), err)
		}
		if team, err := svc.Team(t.Context(), member, company.ID); err != nil || team.Role != role || team.MayList != may || may != (len(team.Members) > 0) {
			t.Errorf("%s: %+v, %v", role, team, err)
		}
	}
	for actor, want := range map[identity.Actor]error{stranger: employer.ErrNotFound, {}: fault.ErrUnauthenticated} {
		if _, err := svc.Members(t.Context(), actor, company.ID); !errors.Is(err, want) {
			t.Errorf("%+v: %v", actor, err)
		}
		if _, err := svc.Team(t.Context(), actor, company.ID); !errors.Is(err, want) {
			t.Errorf("%+v: %v", actor, err)
		}
	}
	if _, err := svc.Companies(t.Context(), identity.Actor{}); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("%v", err)
	}
}

func TestFoundSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	svc, _ := setup(t)
	if _, err := svc.Found(t.Context(), employersvc.FoundInput{}); fault.As(err) == nil || len(fault.As(err).Violations) != 2 {
		t.Errorf("%v", err)
	}
	if _, err := svc.Found(t.Context(), employersvc.FoundInput{Name: "Fernhill", Owner: "nobody@example.org"}); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("%v", err)
	}
}
