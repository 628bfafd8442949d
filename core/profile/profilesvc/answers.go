package profilesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// Answers answers the person's answer bank, latest first.
func (s *Service) Answers(ctx context.Context, actor identity.Actor) ([]profile.Answer, error) {
	if err := actor.Require(); err != nil {
		return nil, err
	}
	return s.deps.Answers.All(ctx, actor.User)
}

// Share makes an answer that was kept for one employer good for all. It answers
// profile.ErrNoAnswer when it is not there or not the person's.
func (s *Service) Share(ctx context.Context, actor identity.Actor, answer id.Answer) error {
	if err := actor.Require(); err != nil {
		return err
	}
	return s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		return tx.Answers.Share(ctx, actor.User, answer)
	})
}

// Forget removes an answer from the answer bank; applications that were sent with it
// keep it. It answers profile.ErrNoAnswer when it is not there or not the person's.
func (s *Service) Forget(ctx context.Context, actor identity.Actor, answer id.Answer) error {
	if err := actor.Require(); err != nil {
		return err
	}
	return s.deps.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		return tx.Answers.Forget(ctx, actor.User, answer)
	})
}
