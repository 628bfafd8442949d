package memory

import (
	"context"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

var (
	_ ports.ProfileStore  = Profiles{}
	_ ports.ProfileReader = ProfileReader{}
	_ ports.AnswerStore   = AnswerBank{}
	_ ports.AnswerReader  = AnswerReader{}
)

func profileRows(s Session) Rows[id.User, profile.Profile] {
	return Table[id.User, profile.Profile](s, "profile.user_profiles")
}

func answerRows(s Session) Rows[id.Answer, profile.Answer] {
	return Table[id.Answer, profile.Answer](s, "profile.answers")
}

// Profiles is ports.ProfileStore within a session.
type Profiles struct{ s Session }

// NewProfiles makes a store over a session.
func NewProfiles(s Session) Profiles { return Profiles{s} }

// Get implements ports.ProfileReader.
func (m Profiles) Get(_ context.Context, user id.User) (profile.Profile, error) {
	if p, there := profileRows(m.s)[user]; there {
		return p, nil
	}
	return profile.Profile{User: user}, nil
}

// Put implements ports.ProfileStore.
func (m Profiles) Put(_ context.Context, p profile.Profile, now time.Time) error {
	old := profileRows(m.s)[p.User]
	if old.Version != p.Version {
		return fault.ErrStale
	}
	if p.CreatedAt, p.UpdatedAt = old.CreatedAt, now; old.Version == 0 {
		p.CreatedAt = now
	}
	p.Version++
	profileRows(m.s)[p.User] = p
	return nil
}

// ProfileReader is ports.ProfileReader over a database.
type ProfileReader struct{ db *DB }

// NewProfileReader makes a reader over a database.
func NewProfileReader(db *DB) ProfileReader { return ProfileReader{db} }

// Get implements ports.ProfileReader.
func (m ProfileReader) Get(ctx context.Context, user id.User) (p profile.Profile, err error) {
	m.db.Read(func(s Session) { p, err = NewProfiles(s).Get(ctx, user) })
	return p, err
}

// AnswerBank is ports.AnswerStore within a session.
type AnswerBank struct{ s Session }

// NewAnswerBank makes a store over a session.
func NewAnswerBank(s Session) AnswerBank { return AnswerBank{s} }

// All implements ports.AnswerReader.
func (m AnswerBank) All(_ context.Context, user id.User) ([]profile.Answer, error) {
	var all []profile.Answer
	for _, a := range answerRows(m.s) {
		if a.User == user {
			all = append(all, a)
		}
	}
	slices.SortFunc(all, func(a, b profile.Answer) int {
		if by := b.SaidAt.Compare(a.SaidAt); by != 0 {
			return by
		}
		return slices.Compare(b.ID[:], a.ID[:])
	})
	return all, nil
}

// Remember implements ports.AnswerStore.
func (m AnswerBank) Remember(_ context.Context, a profile.Answer) error {
	for _, old := range answerRows(m.s) {
		if old.User == a.User && old.Key == a.Key && old.Employer == a.Employer {
			a.ID, a.UsedAt = old.ID, old.UsedAt
		}
	}
	answerRows(m.s)[a.ID] = a
	return nil
}

// Forget implements ports.AnswerStore.
func (m AnswerBank) Forget(_ context.Context, user id.User, answer id.Answer) error {
	if answerRows(m.s)[answer].User != user || user.IsZero() {
		return profile.ErrNoAnswer
	}
	delete(answerRows(m.s), answer)
	return nil
}

// Share implements ports.AnswerStore.
func (m AnswerBank) Share(_ context.Context, user id.User, answer id.Answer) error {
	mine := answerRows(m.s)[answer]
	if mine.User != user || user.IsZero() {
		return profile.ErrNoAnswer
	}
	for other, a := range answerRows(m.s) {
		if a.User == user && a.Key == mine.Key && a.Employer == "" {
			delete(answerRows(m.s), other)
		}
	}
	mine.Employer = ""
	answerRows(m.s)[answer] = mine
	return nil
}

// Used implements ports.AnswerStore.
func (m AnswerBank) Used(_ context.Context, user id.User, answers []id.Answer, at time.Time) error {
	for _, answer := range answers {
		if a, there := answerRows(m.s)[answer]; there && a.User == user {
			a.UsedAt = at
			answerRows(m.s)[answer] = a
		}
	}
	return nil
}

// AnswerReader is ports.AnswerReader over a database.
type AnswerReader struct{ db *DB }

// NewAnswerReader makes a reader over a database.
func NewAnswerReader(db *DB) AnswerReader { return AnswerReader{db} }

// All implements ports.AnswerReader.
func (m AnswerReader) All(ctx context.Context, user id.User) (all []profile.Answer, err error) {
	m.db.Read(func(s Session) { all, err = NewAnswerBank(s).All(ctx, user) })
	return all, err
}
