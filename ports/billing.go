package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/id"
)

// SubscriptionReader reads subscriptions.
type SubscriptionReader interface {
	// Get answers the person's subscription; billing.Unchosen for one who never chose.
	Get(ctx context.Context, user id.User) (billing.Subscription, error)
}

// SubscriptionStore writes subscriptions within a transaction.
type SubscriptionStore interface {
	SubscriptionReader
	// Put stores the subscription under the version it was read with, and gives it the
	// next one. It answers fault.ErrStale when somebody else changed it in the meantime.
	Put(ctx context.Context, s billing.Subscription, now time.Time) error
}

// Entitlements tells other domains what a person's plan allows.
type Entitlements interface {
	// Entitlements answers the limits that hold now; those of the free plan for a person
	// who never chose one.
	Entitlements(ctx context.Context, user id.User) (billing.Entitlements, error)
}
