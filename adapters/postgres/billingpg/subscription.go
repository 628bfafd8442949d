// Package billingpg keeps subscriptions in PostgreSQL.
package billingpg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/billingdb"
	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/id"
)

// Subscriptions implements ports.SubscriptionStore.
type Subscriptions struct {
	db postgres.Queryer
	q  *billingdb.Queries
}

// NewSubscriptions makes a store over the pool or a transaction.
func NewSubscriptions(db postgres.Queryer) Subscriptions {
	return Subscriptions{db: db, q: billingdb.New()}
}

// Get implements ports.SubscriptionReader.
func (s Subscriptions) Get(ctx context.Context, user id.User) (billing.Subscription, error) {
	r, err := s.q.GetSubscription(ctx, s.db, user)
	if errors.Is(err, pgx.ErrNoRows) {
		return billing.Unchosen(user), nil
	}
	if err != nil {
		return billing.Subscription{}, fmt.Errorf("billingpg: %w", err)
	}
	return billing.Subscription{User: r.UserID, Plan: r.Plan, Status: r.Status, Since: r.Since, Version: int(r.Version), UpdatedAt: r.UpdatedAt}, nil
}

// Put implements ports.SubscriptionStore.
func (s Subscriptions) Put(ctx context.Context, sub billing.Subscription, now time.Time) error {
	if sub.Version == 0 {
		return postgres.Changed(s.q.InsertSubscription(ctx, s.db, billingdb.InsertSubscriptionParams{
			UserID: sub.User, Plan: sub.Plan, Status: sub.Status, Since: sub.Since, Now: now,
		}))
	}
	return postgres.Changed(s.q.UpdateSubscription(ctx, s.db, billingdb.UpdateSubscriptionParams{
		UserID: sub.User, Plan: sub.Plan, Status: sub.Status, Since: sub.Since, Now: now, Version: int32(sub.Version),
	}))
}
