package jobspg

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// Boards implements ports.BoardStore and ports.BoardReader.
type Boards struct {
	db postgres.Queryer
	q  *jobsdb.Queries
}

// NewBoards makes a store over the pool (to read) or a transaction.
func NewBoards(db postgres.Queryer) Boards { return Boards{db: db, q: jobsdb.New()} }

// Follow implements ports.BoardStore.
func (s Boards) Follow(ctx context.Context, boards []jobs.Board, now time.Time) (int, error) {
	added := 0
	for _, b := range boards {
		rows, err := s.q.FollowBoard(ctx, s.db, jobsdb.FollowBoardParams{
			ID: b.ID, Source: b.Source, Token: b.Token, CompanyName: b.CompanyName, Url: b.URL, Note: b.Note,
			NextAttemptAt: toNull(b.NextAttemptAt), CreatedAt: now,
		})
		if err != nil {
			return 0, fmt.Errorf("jobspg: follow: %w", err)
		}
		added += int(rows)
	}
	return added, nil
}

// Claim implements ports.BoardStore.
func (s Boards) Claim(ctx context.Context, board id.Board, now, until time.Time) (jobs.Board, bool, error) {
	row, err := s.q.ClaimBoard(ctx, s.db, jobsdb.ClaimBoardParams{ID: board, Now: &now, Until: &until})
	if err == nil {
		return fromBoardRow(row), true, nil
	}
	if !errors.Is(err, pgx.ErrNoRows) {
		return jobs.Board{}, false, fmt.Errorf("jobspg: claim: %w", err)
	}
	row, err = s.q.GetBoard(ctx, s.db, board)
	if err != nil {
		return jobs.Board{}, false, postgres.Missing(err, jobs.ErrBoardNotFollowed)
	}
	return fromBoardRow(row), false, nil
}

// Record implements ports.BoardStore.
func (s Boards) Record(ctx context.Context, b jobs.Board) error {
	rows, err := s.q.RecordBoard(ctx, s.db, jobsdb.RecordBoardParams{
		ID: b.ID, CompanyName: b.CompanyName, Url: b.URL, Note: b.Note, Status: b.Status,
		ProblemCode: b.LastProblem.Code, ProblemText: b.LastProblem.Text, Failures: int32(b.Failures),
		LastAttemptAt: toNull(b.LastAttemptAt), LastSuccessAt: toNull(b.LastSuccessAt), NextAttemptAt: toNull(b.NextAttemptAt),
	})
	if err == nil && rows == 0 {
		return jobs.ErrBoardNotFollowed
	}
	return err
}

// MakeDue implements ports.BoardStore.
func (s Boards) MakeDue(ctx context.Context, board id.Board, now time.Time) error {
	rows, err := s.q.MakeBoardDue(ctx, s.db, jobsdb.MakeBoardDueParams{ID: board, Now: &now})
	if err == nil && rows == 0 {
		return jobs.ErrBoardNotFollowed
	}
	return err
}

// Unfollow implements ports.BoardStore.
func (s Boards) Unfollow(ctx context.Context, board id.Board) error {
	return s.q.UnfollowBoard(ctx, s.db, board)
}

// All implements ports.BoardReader.
func (s Boards) All(ctx context.Context) ([]jobs.Board, error) {
	rows, err := s.q.AllBoards(ctx, s.db)
	return fromBoardRows(rows), err
}

// Due implements ports.BoardReader.
func (s Boards) Due(ctx context.Context, now time.Time, limit int) ([]jobs.Board, error) {
	rows, err := s.q.DueBoards(ctx, s.db, jobsdb.DueBoardsParams{Now: &now, Max: int32(limit)})
	return fromBoardRows(rows), err
}

// At implements ports.BoardReader.
func (s Boards) At(ctx context.Context, source jobs.Source, token string) (jobs.Board, error) {
	row, err := s.q.BoardAt(ctx, s.db, jobsdb.BoardAtParams{Source: source, Token: token})
	if err != nil {
		return jobs.Board{}, postgres.Missing(err, jobs.ErrBoardNotFollowed)
	}
	return fromBoardRow(row), nil
}

// Get implements ports.BoardReader.
func (s Boards) Get(ctx context.Context, board id.Board) (jobs.Board, error) {
	row, err := s.q.GetBoard(ctx, s.db, board)
	if err != nil {
		return jobs.Board{}, postgres.Missing(err, jobs.ErrBoardNotFollowed)
	}
	return fromBoardRow(row), nil
}

// OpenJobs implements ports.BoardReader.
func (s Boards) OpenJobs(ctx context.Context) (map[id.Board]int, error) {
	rows, err := s.q.OpenJobsByBoard(ctx, s.db)
	if err != nil {
		return nil, fmt.Errorf("jobspg: open jobs: %w", err)
	}
	open := make(map[id.Board]int, len(rows))
	for _, r := range rows {
		open[r.ID] = int(r.OpenJobs)
	}
	return open, nil
}

func fromBoardRows(rows []jobsdb.Board) []jobs.Board {
	boards := make([]jobs.Board, len(rows))
	for i, r := range rows {
		boards[i] = fromBoardRow(r)
	}
	return boards
}
