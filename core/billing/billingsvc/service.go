// Package billingsvc is reading and choosing a plan. It must not know a payment provider.
package billingsvc

import (
	"context"

	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of this service may touch.
type Tx struct {
	Subscriptions ports.SubscriptionStore
}

// Deps are what the service needs.
type Deps struct {
	Work          ports.UnitOfWork[Tx]
	Subscriptions ports.SubscriptionReader
	Now           ports.Clock
}

// Service holds the use-cases.
type Service struct {
	work          ports.UnitOfWork[Tx]
	subscriptions ports.SubscriptionReader
	now           ports.Clock
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{work: d.Work, subscriptions: d.Subscriptions, now: d.Now}
}

// Get answers the person's subscription; the free plan for somebody who never chose one.
func (s *Service) Get(ctx context.Context, actor identity.Actor) (billing.Subscription, error) {
	if err := actor.Require(); err != nil {
		return billing.Subscription{}, err
	}
	return s.subscriptions.Get(ctx, actor.User)
}

// Entitlements implements ports.Entitlements.
func (s *Service) Entitlements(ctx context.Context, user id.User) (billing.Entitlements, error) {
	subscription, err := s.subscriptions.Get(ctx, user)
	return subscription.Entitlements(), err
}

// ChooseInput is a wish for a plan.
type ChooseInput struct {
	Actor   identity.Actor
	Plan    billing.Plan
	Version int // of the subscription when it was shown; 0 = whatever it is now
}

// Choose sets the plan. Nothing is paid: there is no payment provider. It answers a
// violation for a plan that is none, and fault.ErrStale when the subscription is another
// one than was shown.
func (s *Service) Choose(ctx context.Context, in ChooseInput) (billing.Subscription, error) {
	if err := in.Actor.Require(); err != nil {
		return billing.Subscription{}, err
	}
	now := s.now()
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		have, err := tx.Subscriptions.Get(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		if in.Version != 0 && in.Version != have.Version {
			return fault.ErrStale
		}
		before := have
		if err := have.Choose(in.Plan, now); err != nil || have == before {
			return err
		}
		return tx.Subscriptions.Put(ctx, have, now)
	})
	if err != nil {
		return billing.Subscription{}, err
	}
	return s.subscriptions.Get(ctx, in.Actor.User)
}
