package memory

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

var (
	_ ports.PreferencesStore   = Preferences{}
	_ ports.PreferencesReader  = PreferencesReader{}
	_ ports.SubscriptionStore  = Subscriptions{}
	_ ports.SubscriptionReader = SubscriptionReader{}
)

// Preferences is ports.PreferencesStore within a session.
type Preferences struct{ s Session }

// NewPreferences makes a store over a session.
func NewPreferences(s Session) Preferences { return Preferences{s} }

func (m Preferences) rows() Rows[id.User, profile.Preferences] {
	return Table[id.User, profile.Preferences](m.s, "profile.preferences")
}

// Get implements ports.PreferencesReader.
func (m Preferences) Get(_ context.Context, user id.User) (profile.Preferences, error) {
	if p, there := m.rows()[user]; there {
		return p, nil
	}
	return profile.NewPreferences(user), nil
}

// Put implements ports.PreferencesStore.
func (m Preferences) Put(_ context.Context, p profile.Preferences, now time.Time) error {
	if m.rows()[p.User].Version != p.Version {
		return fault.ErrStale
	}
	p.Version++
	p.UpdatedAt = now
	m.rows()[p.User] = p
	return nil
}

// PreferencesReader is ports.PreferencesReader over a database.
type PreferencesReader struct{ db *DB }

// NewPreferencesReader makes a reader over a database.
func NewPreferencesReader(db *DB) PreferencesReader { return PreferencesReader{db} }

// Get implements ports.PreferencesReader.
func (m PreferencesReader) Get(ctx context.Context, user id.User) (p profile.Preferences, err error) {
	m.db.Read(func(s Session) { p, err = NewPreferences(s).Get(ctx, user) })
	return p, err
}

// Subscriptions is ports.SubscriptionStore within a session.
type Subscriptions struct{ s Session }

// NewSubscriptions makes a store over a session.
func NewSubscriptions(s Session) Subscriptions { return Subscriptions{s} }

func (m Subscriptions) rows() Rows[id.User, billing.Subscription] {
	return Table[id.User, billing.Subscription](m.s, "billing.subscriptions")
}

// Get implements ports.SubscriptionReader.
func (m Subscriptions) Get(_ context.Context, user id.User) (billing.Subscription, error) {
	if sub, there := m.rows()[user]; there {
		return sub, nil
	}
	return billing.Unchosen(user), nil
}

// Put implements ports.SubscriptionStore.
func (m Subscriptions) Put(_ context.Context, sub billing.Subscription, now time.Time) error {
	if m.rows()[sub.User].Version != sub.Version {
		return fault.ErrStale
	}
	sub.Version++
	sub.UpdatedAt = now
	m.rows()[sub.User] = sub
	return nil
}

// SubscriptionReader is ports.SubscriptionReader over a database.
type SubscriptionReader struct{ db *DB }

// NewSubscriptionReader makes a reader over a database.
func NewSubscriptionReader(db *DB) SubscriptionReader { return SubscriptionReader{db} }

// Get implements ports.SubscriptionReader.
func (m SubscriptionReader) Get(ctx context.Context, user id.User) (sub billing.Subscription, err error) {
	m.db.Read(func(s Session) { sub, err = NewSubscriptions(s).Get(ctx, user) })
	return sub, err
}
