// Package apikeysvc holds the use-cases of API keys: making, rotating and revoking them,
// and finding out for whom a program acts. It must not know HTTP or SQL.
package apikeysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of the service may touch.
type Tx struct{ Keys ports.APIKeyStore }

// Deps are what the service works with.
type Deps struct {
	Work   ports.UnitOfWork[Tx]
	Keys   ports.APIKeyStore // for reading outside of a transaction
	Limits ports.RateLimiter
	Now    ports.Clock
}

// Service runs the use-cases.
type Service struct {
	work   ports.UnitOfWork[Tx]
	keys   ports.APIKeyStore
	limits ports.RateLimiter
	now    ports.Clock
}

// New makes the service.
func New(d Deps) *Service {
	utc := func() time.Time { return d.Now().UTC().Truncate(time.Microsecond) } // what a database keeps
	return &Service{work: d.Work, keys: d.Keys, limits: d.Limits, now: utc}
}

// How often somebody may make or rotate keys.
const (
	changesLimit  = 30
	changesWindow = time.Hour
)

var errTooOften = fault.New(fault.RateLimited, "identity.too_many_key_changes", "You have made many keys within an hour. Wait a little, then try again.")

// List answers the actor's keys in their app, newest first, ended ones too.
func (s *Service) List(ctx context.Context, actor identity.Actor) ([]identity.APIKey, error) {
	if err := actor.RequirePerson(); err != nil {
		return nil, err
	}
	return s.keys.List(ctx, actor.User, actor.App)
}

// mayChange lets a person with a confirmed address make keys, and not too many.
func (s *Service) mayChange(ctx context.Context, actor identity.Actor) error {
	if err := actor.RequirePerson(); err != nil {
		return err
	}
	if err := actor.RequireVerified(); err != nil {
		return err
	}
	rate, err := s.limits.Take(ctx, "identity:api_keys:"+actor.User.String(), changesLimit, changesWindow)
	if err != nil {
		return err
	}
	if !rate.Allowed {
		return errTooOften.After(max(time.Second, rate.Reset.Sub(s.now())))
	}
	return nil
}
