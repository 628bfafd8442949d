package memory

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// Boards is ports.BoardStore within a session.
type Boards struct{ s Session }

// NewBoards makes a store over a session.
func NewBoards(s Session) Boards { return Boards{s} }

func (m Boards) rows() Rows[id.Board, jobs.Board] {
	return Table[id.Board, jobs.Board](m.s, "jobs.boards")
}

// Follow implements ports.BoardStore.
func (m Boards) Follow(_ context.Context, boards []jobs.Board, _ time.Time) (int, error) {
	added := 0
	for _, b := range boards {
		if _, there := m.at(b.Source, b.Token); !there {
			b.Status = jobs.BoardStale
			m.rows()[b.ID] = b
			added++
		}
	}
	return added, nil
}

// Claim implements ports.BoardStore.
func (m Boards) Claim(_ context.Context, board id.Board, now, until time.Time) (jobs.Board, bool, error) {
	b, there := m.rows()[board]
	switch {
	case !there:
		return jobs.Board{}, false, jobs.ErrBoardNotFollowed
	case !b.Due(now):
		return b, false, nil
	}
	b.NextAttemptAt = until
	m.rows()[board] = b
	return b, true, nil
}

// Record implements ports.BoardStore.
func (m Boards) Record(_ context.Context, b jobs.Board) error {
	if _, there := m.rows()[b.ID]; !there {
		return jobs.ErrBoardNotFollowed
	}
	m.rows()[b.ID] = b
	return nil
}

// MakeDue implements ports.BoardStore.
func (m Boards) MakeDue(_ context.Context, board id.Board, now time.Time) error {
	b, there := m.rows()[board]
	if !there {
		return jobs.ErrBoardNotFollowed
	}
	b.NextAttemptAt = now
	m.rows()[board] = b
	return nil
}

// Unfollow implements ports.BoardStore.
func (m Boards) Unfollow(_ context.Context, board id.Board) error {
	delete(m.rows(), board)
	return nil
}

func (m Boards) at(source jobs.Source, token string) (jobs.Board, bool) {
	for _, b := range m.rows() {
		if b.Source == source && b.Token == token {
			return b, true
		}
	}
	return jobs.Board{}, false
}

// BoardReader is ports.BoardReader over a database.
type BoardReader struct{ db *DB }

// NewBoardReader makes a reader over a database.
func NewBoardReader(db *DB) BoardReader { return BoardReader{db} }

// All implements ports.BoardReader.
func (m BoardReader) All(context.Context) ([]jobs.Board, error) {
	boards := m.where(func(jobs.Board) bool { return true })
	slices.SortFunc(boards, func(a, b jobs.Board) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Token, b.Token))
	})
	return boards, nil
}

// Due implements ports.BoardReader.
func (m BoardReader) Due(_ context.Context, now time.Time, limit int) ([]jobs.Board, error) {
	boards := m.where(func(b jobs.Board) bool { return b.Source != jobs.SourceDemo && b.Due(now) })
	slices.SortFunc(boards, func(a, b jobs.Board) int {
		return cmp.Or(a.NextAttemptAt.Compare(b.NextAttemptAt), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return boards[:min(limit, len(boards))], nil
}

// At implements ports.BoardReader.
func (m BoardReader) At(_ context.Context, source jobs.Source, token string) (jobs.Board, error) {
	found := m.where(func(b jobs.Board) bool { return b.Source == source && b.Token == token })
	if len(found) == 0 {
		return jobs.Board{}, jobs.ErrBoardNotFollowed
	}
	return found[0], nil
}

// Get implements ports.BoardReader.
func (m BoardReader) Get(_ context.Context, board id.Board) (jobs.Board, error) {
	found := m.where(func(b jobs.Board) bool { return b.ID == board })
	if len(found) == 0 {
		return jobs.Board{}, jobs.ErrBoardNotFollowed
	}
	return found[0], nil
}

// OpenJobs implements ports.BoardReader.
func (m BoardReader) OpenJobs(context.Context) (map[id.Board]int, error) {
	open := map[id.Board]int{}
	m.db.Read(func(s Session) {
		for _, b := range NewBoards(s).rows() {
			shown := map[id.Job]bool{}
			for _, l := range storedLinks(s) {
				if l.Source == b.Source && l.BoardToken == b.Token && l.Open() && storedJobs(s)[l.Job].Job.Open() {
					shown[l.Job] = true
				}
			}
			if len(shown) > 0 {
				open[b.ID] = len(shown)
			}
		}
	})
	return open, nil
}

func (m BoardReader) where(keep func(jobs.Board) bool) []jobs.Board {
	found := []jobs.Board{}
	m.db.Read(func(s Session) {
		for _, b := range NewBoards(s).rows() {
			if keep(b) {
				found = append(found, b)
			}
		}
	})
	return found
}
