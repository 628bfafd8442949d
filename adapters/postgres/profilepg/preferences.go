package profilepg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/profiledb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/profile"
)

// Preferences implements ports.PreferencesStore.
type Preferences struct {
	db postgres.Queryer
	q  *profiledb.Queries
}

// NewPreferences makes a store over the pool or a transaction.
func NewPreferences(db postgres.Queryer) Preferences {
	return Preferences{db: db, q: profiledb.New()}
}

// Get implements ports.PreferencesReader.
func (s Preferences) Get(ctx context.Context, user id.User) (profile.Preferences, error) {
	r, err := s.q.GetPreferences(ctx, s.db, user)
	if errors.Is(err, pgx.ErrNoRows) {
		return profile.NewPreferences(user), nil
	}
	if err != nil {
		return profile.Preferences{}, fmt.Errorf("profilepg: preferences: %w", err)
	}
	return profile.Preferences{
		User: r.UserID, JobTypes: words[profile.JobType](r.JobTypes), Places: words[string](r.Locations), Remote: words[profile.Remote](r.Remote),
		Pay:        money.Range{Min: r.PayMin, Max: r.PayMax, Currency: r.PayCurrency, Interval: r.PayInterval},
		Industries: words[string](r.Industries), NoticePeriod: r.NoticePeriod, Alerts: r.JobAlertFrequency,
		EmailNotifications: r.EmailNotifications, PushNotifications: r.PushNotifications, Version: int(r.Version), UpdatedAt: r.UpdatedAt,
	}, nil
}

// Put implements ports.PreferencesStore.
func (s Preferences) Put(ctx context.Context, p profile.Preferences, now time.Time) error {
	if p.Version == 0 {
		return postgres.Changed(s.q.InsertPreferences(ctx, s.db, profiledb.InsertPreferencesParams{
			UserID: p.User, JobTypes: words[string](p.JobTypes), Locations: words[string](p.Places), Remote: words[string](p.Remote),
			PayMin: p.Pay.Min, PayMax: p.Pay.Max, PayCurrency: p.Pay.Currency, PayInterval: p.Pay.Interval, Industries: words[string](p.Industries),
			NoticePeriod: p.NoticePeriod, JobAlertFrequency: p.Alerts, EmailNotifications: p.EmailNotifications,
			PushNotifications: p.PushNotifications, Now: now,
		}))
	}
	return postgres.Changed(s.q.UpdatePreferences(ctx, s.db, profiledb.UpdatePreferencesParams{
		UserID: p.User, JobTypes: words[string](p.JobTypes), Locations: words[string](p.Places), Remote: words[string](p.Remote),
		PayMin: p.Pay.Min, PayMax: p.Pay.Max, PayCurrency: p.Pay.Currency, PayInterval: p.Pay.Interval, Industries: words[string](p.Industries),
		NoticePeriod: p.NoticePeriod, JobAlertFrequency: p.Alerts, EmailNotifications: p.EmailNotifications,
		PushNotifications: p.PushNotifications, Now: now, Version: int32(p.Version),
	}))
}

// words turns texts of one kind into another; the answer is never nil, which would be NULL.
func words[B, A ~string](all []A) []B {
	out := make([]B, len(all))
	for i, one := range all {
		out[i] = B(one)
	}
	return out
}
