package profilesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// Preferences answers what the person wishes for.
func (s *Service) Preferences(ctx context.Context, actor identity.Actor) (profile.Preferences, error) {
	if err := actor.Require(); err != nil {
		return profile.Preferences{}, err
	}
	return s.deps.Preferences.Get(ctx, actor.User)
}

// PreferencesInput is a change of the preferences.
type PreferencesInput struct {
	Actor   identity.Actor
	Version *int // of the preferences when they were shown; nil = the client did not look
	Edit    profile.PreferencesEdit
}

// EditPreferences changes what the edit names and leaves the rest. It answers every
// violation, and fault.ErrStale when the preferences are not as they were shown.
func (s *Service) EditPreferences(ctx context.Context, in PreferencesInput) (profile.Preferences, error) {
	if err := in.Actor.Require(); err != nil {
		return profile.Preferences{}, err
	}
	now := s.deps.Now()
	err := s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		have, err := tx.Preferences.Get(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		if in.Version != nil && *in.Version != have.Version {
			return fault.ErrStale
		}
		changed, err := in.Edit.Apply(have)
		if err != nil {
			return err
		}
		return tx.Preferences.Put(ctx, changed, now)
	})
	if err != nil {
		return profile.Preferences{}, err
	}
	return s.deps.Preferences.Get(ctx, in.Actor.User)
}
