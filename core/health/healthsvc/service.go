// Package healthsvc holds the use-cases of looking after the running product.
package healthsvc

import (
	"context"
	"sync"
	"time"

	"github.com/applyforus/applyforus/core/health"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// patience is how long a part may take to show how it does.
const patience = 3 * time.Second

// Service looks at the parts. Every platform role may.
type Service struct {
	services, dependencies []ports.HealthProbe
	now                    ports.Clock
}

// New makes the use-cases: services are our own processes, dependencies what they need.
func New(services, dependencies []ports.HealthProbe, now ports.Clock) *Service {
	return &Service{services: services, dependencies: dependencies, now: now}
}

// Report is one look at several parts.
type Report struct {
	Status health.Status // the worst of them
	Checks []health.Check
	At     time.Time
}

// Services looks at our own processes. It answers fault.ErrUnauthenticated or
// fault.ErrForbidden.
func (s *Service) Services(ctx context.Context, actor identity.Actor) (Report, error) {
	return s.report(ctx, actor, s.services)
}

// Dependencies looks at what our processes need. It answers as Services does.
func (s *Service) Dependencies(ctx context.Context, actor identity.Actor) (Report, error) {
	return s.report(ctx, actor, s.dependencies)
}

// Overview looks at everything, for the page.
func (s *Service) Overview(ctx context.Context, actor identity.Actor) (services, dependencies Report, err error) {
	if services, err = s.Services(ctx, actor); err != nil {
		return Report{}, Report{}, err
	}
	dependencies, err = s.Dependencies(ctx, actor)
	return services, dependencies, err
}

func (s *Service) report(ctx context.Context, actor identity.Actor, probes []ports.HealthProbe) (Report, error) {
	if err := actor.RequirePlatform(); err != nil {
		return Report{}, err
	}
	checks := make([]health.Check, len(probes))
	var all sync.WaitGroup
	for i, probe := range probes {
		all.Go(func() { checks[i] = s.look(ctx, probe) })
	}
	all.Wait()
	return Report{Status: health.Worst(checks), Checks: checks, At: s.now()}, nil
}

// look asks one part and does not wait for one that ignores its context.
func (s *Service) look(ctx context.Context, probe ports.HealthProbe) health.Check {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	began := s.now()
	var c health.Check
	c.Key, c.Name = probe.Part()
	type answer struct {
		status health.Status
		text   string
	}
	said := make(chan answer, 1)
	go func() {
		status, text := probe.Look(ctx)
		said <- answer{status, text}
	}()
	select {
	case a := <-said:
		c.Status, c.Text = a.status, a.text
	case <-ctx.Done():
		c.Status, c.Text = health.Down, "It did not answer within "+patience.String()+"."
	}
	c.Took = s.now().Sub(began)
	return c
}
