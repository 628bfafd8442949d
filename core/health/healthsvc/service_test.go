package healthsvc_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/health"
	"github.com/applyforus/applyforus/core/health/healthsvc"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type part struct {
	key  string
	look func(context.Context) (health.Status, string)
}

func (p part) Part() (string, string) { return p.key, "The " + p.key }

func (p part) Look(ctx context.Context) (health.Status, string) { return p.look(ctx) }

func saying(key string, status health.Status) ports.HealthProbe {
	return part{key, func(context.Context) (health.Status, string) { return status, "It is " + string(status) + "." }}
}

func person(app identity.App, role identity.PlatformRole) identity.Actor {
	return identity.Actor{User: id.User(id.New[struct{}]()), App: app, Role: role, Strong: true}
}

func TestEveryPlatformRoleMayLookAndNobodyElse(t *testing.T) {
	t.Parallel()
	s := healthsvc.New([]ports.HealthProbe{saying("web", health.Up)}, []ports.HealthProbe{saying("db", health.Warn)}, time.Now)
	analyst := person(identity.AppAdmin, identity.RoleAnalyst)
	services, dependencies, err := s.Overview(t.Context(), analyst)
	if err != nil || services.Status != health.Up || dependencies.Status != health.Warn || dependencies.Checks[0].Name != "The db" {
		t.Errorf("%+v %+v %v", services, dependencies, err)
	}
	for name, c := range map[string]struct {
		actor identity.Actor
		want  error
	}{
		"visitor":               {identity.Actor{}, fault.ErrUnauthenticated},
		"admin without a role":  {person(identity.AppAdmin, ""), fault.ErrForbidden},
		"role in another app":   {person(identity.AppSeeker, identity.RoleSuper), fault.ErrForbidden},
		"employer without role": {person(identity.AppEmployer, ""), fault.ErrForbidden},
	} {
		_, err1 := s.Services(t.Context(), c.actor)
		_, err2 := s.Dependencies(t.Context(), c.actor)
		_, _, err3 := s.Overview(t.Context(), c.actor)
		for _, err := range []error{err1, err2, err3} {
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v", name, err, c.want)
			}
		}
	}
}

func TestAPartThatHangsIsDown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		hangs := part{"redis", func(context.Context) (health.Status, string) { <-release; return health.Up, "" }}
		s := healthsvc.New(nil, []ports.HealthProbe{saying("db", health.Up), hangs}, time.Now)
		report, err := s.Dependencies(t.Context(), person(identity.AppAdmin, identity.RoleSuper))
		close(release)
		if err != nil || report.Status != health.Down || report.Checks[0].Status != health.Up || report.Checks[1].Status != health.Down ||
			report.Checks[1].Text == "" || report.Checks[1].Took < time.Second {
			t.Errorf("%+v %v", report, err)
		}
	})
}
