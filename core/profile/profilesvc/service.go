// Package profilesvc is what people do with their profile: look at it, change it fact by
// fact, give it a photo, say what they look for, and keep their answer bank. It must not
// know where a fact came from beyond its provenance.
package profilesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of this service may touch.
type Tx struct {
	Profiles    ports.ProfileStore
	Preferences ports.PreferencesStore
	Answers     ports.AnswerStore
	Outbox      ports.Outbox
}

// Deps are what the service needs.
type Deps struct {
	Work        ports.UnitOfWork[Tx]
	Profiles    ports.ProfileReader
	Preferences ports.PreferencesReader
	Answers     ports.AnswerReader
	Blobs       ports.BlobStore
	Portraits   ports.Portraits
	Now         ports.Clock
}

// Service holds the use-cases.
type Service struct{ deps Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{deps: d} }

// Get answers the person's profile; an empty one when nothing is known yet.
func (s *Service) Get(ctx context.Context, actor identity.Actor) (profile.Profile, error) {
	if err := actor.Require(); err != nil {
		return profile.Profile{}, err
	}
	return s.deps.Profiles.Get(ctx, actor.User)
}

// Known is all that is known about a person.
type Known struct {
	Profile profile.Profile
	Wishes  profile.Preferences
	Answers []profile.Answer
}

// Completeness is how much of it is there, and the one thing to do next.
func (k Known) Completeness() profile.Completeness { return k.Profile.Completeness(k.Wishes) }

// Known answers the profile, the preferences and the answer bank together.
func (s *Service) Known(ctx context.Context, actor identity.Actor) (Known, error) {
	facts, err := s.Get(ctx, actor)
	if err != nil {
		return Known{}, err
	}
	wishes, err := s.deps.Preferences.Get(ctx, actor.User)
	if err != nil {
		return Known{}, err
	}
	answers, err := s.Answers(ctx, actor)
	return Known{Profile: facts, Wishes: wishes, Answers: answers}, err
}

// change loads the person's profile, changes it and stores it, in one transaction.
func (s *Service) change(ctx context.Context, actor identity.Actor, fn func(context.Context, Tx, *profile.Profile) error) error {
	if err := actor.Require(); err != nil {
		return err
	}
	now := s.deps.Now()
	return s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		p, err := tx.Profiles.Get(ctx, actor.User)
		if err != nil {
			return err
		}
		if err := fn(ctx, tx, &p); err != nil {
			return err
		}
		return tx.Profiles.Put(ctx, p, now)
	})
}
