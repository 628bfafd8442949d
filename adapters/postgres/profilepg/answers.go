package profilepg

import (
	"context"
	"fmt"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/profiledb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

// Answers implements ports.AnswerStore.
type Answers struct {
	db postgres.Queryer
	q  *profiledb.Queries
}

// NewAnswers makes a store over the pool or a transaction.
func NewAnswers(db postgres.Queryer) Answers { return Answers{db: db, q: profiledb.New()} }

// All implements ports.AnswerReader.
func (s Answers) All(ctx context.Context, user id.User) ([]profile.Answer, error) {
	rows, err := s.q.ListAnswers(ctx, s.db, user)
	if err != nil {
		return nil, fmt.Errorf("profilepg: answers: %w", err)
	}
	answers := make([]profile.Answer, len(rows))
	for i, r := range rows {
		answers[i] = profile.Answer{
			ID: r.ID, User: r.UserID, Topic: r.Topic, Key: r.QuestionKey, Question: r.Question, Values: r.Answer,
			Employer: r.Employer, SaidAt: r.SaidAt,
		}
		if r.LastUsedAt != nil {
			answers[i].UsedAt = *r.LastUsedAt
		}
	}
	return answers, nil
}

// Remember implements ports.AnswerStore.
func (s Answers) Remember(ctx context.Context, a profile.Answer) error {
	err := s.q.RememberAnswer(ctx, s.db, profiledb.RememberAnswerParams{
		ID: a.ID, UserID: a.User, Topic: a.Topic, QuestionKey: a.Key, Question: a.Question, Answer: a.Values,
		Employer: a.Employer, SaidAt: a.SaidAt,
	})
	if err != nil {
		return fmt.Errorf("profilepg: remember: %w", err)
	}
	return nil
}

// Forget implements ports.AnswerStore.
func (s Answers) Forget(ctx context.Context, user id.User, answer id.Answer) error {
	rows, err := s.q.ForgetAnswer(ctx, s.db, profiledb.ForgetAnswerParams{UserID: user, ID: answer})
	if err == nil && rows == 0 {
		return profile.ErrNoAnswer
	}
	return err
}

// Share implements ports.AnswerStore.
func (s Answers) Share(ctx context.Context, user id.User, answer id.Answer) error {
	if err := s.q.ForgetSharedTwin(ctx, s.db, profiledb.ForgetSharedTwinParams{UserID: user, ID: answer}); err != nil {
		return fmt.Errorf("profilepg: share: %w", err)
	}
	rows, err := s.q.ShareAnswer(ctx, s.db, profiledb.ShareAnswerParams{UserID: user, ID: answer})
	if err == nil && rows == 0 {
		return profile.ErrNoAnswer
	}
	return err
}

// Used implements ports.AnswerStore.
func (s Answers) Used(ctx context.Context, user id.User, answers []id.Answer, at time.Time) error {
	texts := make([]string, len(answers))
	for i, a := range answers {
		texts[i] = a.String()
	}
	return s.q.MarkAnswersUsed(ctx, s.db, profiledb.MarkAnswersUsedParams{UserID: user, Ids: texts, At: &at})
}
