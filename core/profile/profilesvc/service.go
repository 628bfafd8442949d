// Package profilesvc is looking at one's profile and answer bank. It must not know
// where a fact came from beyond its provenance.
package profilesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of this service may touch.
type Tx struct {
	Answers ports.AnswerStore
}

// Deps are what the service needs.
type Deps struct {
	Work     ports.UnitOfWork[Tx]
	Profiles ports.ProfileReader
	Answers  ports.AnswerReader
}

// Service holds the use-cases.
type Service struct {
	work     ports.UnitOfWork[Tx]
	profiles ports.ProfileReader
	answers  ports.AnswerReader
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{work: d.Work, profiles: d.Profiles, answers: d.Answers}
}

// Get answers the person's profile; an empty one when nothing is known yet.
func (s *Service) Get(ctx context.Context, actor identity.Actor) (profile.Profile, error) {
	if err := actor.Require(); err != nil {
		return profile.Profile{}, err
	}
	return s.profiles.Get(ctx, actor.User)
}

// Answers answers the person's answer bank, latest first.
func (s *Service) Answers(ctx context.Context, actor identity.Actor) ([]profile.Answer, error) {
	if err := actor.Require(); err != nil {
		return nil, err
	}
	return s.answers.All(ctx, actor.User)
}

// Known is all that is known about a person.
type Known struct {
	Profile profile.Profile
	Answers []profile.Answer
}

// Known answers the profile and the answer bank together.
func (s *Service) Known(ctx context.Context, actor identity.Actor) (Known, error) {
	facts, err := s.Get(ctx, actor)
	if err != nil {
		return Known{}, err
	}
	answers, err := s.Answers(ctx, actor)
	return Known{Profile: facts, Answers: answers}, err
}

// Share makes an answer that was kept for one employer good for all. It answers
// profile.ErrNoAnswer when it is not there or not the person's.
func (s *Service) Share(ctx context.Context, actor identity.Actor, answer id.Answer) error {
	if err := actor.Require(); err != nil {
		return err
	}
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		return tx.Answers.Share(ctx, actor.User, answer)
	})
}

// Forget removes an answer from the answer bank; applications that were sent with it
// keep it. It answers profile.ErrNoAnswer when it is not there or not the person's.
func (s *Service) Forget(ctx context.Context, actor identity.Actor, answer id.Answer) error {
	if err := actor.Require(); err != nil {
		return err
	}
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		return tx.Answers.Forget(ctx, actor.User, answer)
	})
}
