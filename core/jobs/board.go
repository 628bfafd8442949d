package jobs

import (
	"errors"
	"net/url"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// BoardStatus says whether what is stored of a board is current.
type BoardStatus string

// The statuses of a board.
const (
	BoardFresh BoardStatus = "fresh" // the last fetch succeeded
	BoardStale BoardStatus = "stale" // it failed, or there was none yet; jobs are kept as they were
)

// How often boards are fetched. A failing board is tried again after RetryAfter, doubled
// with each failure in a row up to RetryAtMost; one that does not exist, weekly.
const (
	FetchEvery  = 6 * time.Hour
	RetryAfter  = 10 * time.Minute
	RetryAtMost = 24 * time.Hour
	GoneRetry   = 7 * 24 * time.Hour
)

// Problem is why the last fetch of a board failed. Its zero value means that it did not.
type Problem struct {
	Code string // of the fault, e.g. "jobs.board_not_found"
	Text string // for people
}

// Board is one followed feed: a company at a source.
type Board struct {
	ID          id.Board
	Source      Source
	Token       string // the company's name at the source
	CompanyName string
	URL         string // the public page, for the link back
	Note        string // what the source asks of those who show its jobs; shown beside them

	Status        BoardStatus
	LastAttemptAt time.Time
	LastSuccessAt time.Time
	LastProblem   Problem
	Failures      int       // in a row
	NextAttemptAt time.Time // zero = now
}

// Due tells whether the board should be fetched.
func (b Board) Due(now time.Time) bool { return !now.Before(b.NextAttemptAt) }

// Succeeded records a complete fetch.
func (b *Board) Succeeded(now time.Time) {
	b.Status, b.LastProblem, b.Failures = BoardFresh, Problem{}, 0
	b.LastAttemptAt, b.LastSuccessAt, b.NextAttemptAt = now, now, now.Add(FetchEvery)
}

// Failed records a fetch that did not succeed. The board's jobs are left alone.
func (b *Board) Failed(err error, now time.Time) {
	f := fault.As(err)
	if f == nil {
		f = ErrBoardUnavailable
	}
	b.Status, b.LastAttemptAt = BoardStale, now
	b.LastProblem = Problem{Code: f.Code, Text: f.Message}
	b.Failures++
	wait := min(RetryAfter<<min(b.Failures-1, 10), RetryAtMost)
	if errors.Is(err, ErrBoardNotFound) {
		wait = GoneRetry
	}
	b.NextAttemptAt = now.Add(max(wait, f.RetryAfter))
}

// MayRetry tells whether a person may have the board fetched now instead of waiting. A
// demo board has no feed (ErrBoardDemo), and a site that asked us to slow down is not
// asked sooner than it wished (ErrBoardWaits).
func (b Board) MayRetry(now time.Time) error {
	switch {
	case b.Source == SourceDemo:
		return ErrBoardDemo
	case b.LastProblem.Code == ErrBoardRateLimited.Code && !b.Due(now):
		return ErrBoardWaits.After(b.NextAttemptAt.Sub(now))
	}
	return nil
}

// Gone tells whether the source says that there is no such board.
func (b Board) Gone() bool { return b.LastProblem.Code == ErrBoardNotFound.Code }

// NewBoard makes a board that was never fetched. The caller gives its identifier.
func NewBoard(source Source, token, company string) Board {
	return Board{
		Source: source, Token: token, CompanyName: company, Status: BoardStale,
		URL: boardURL(source, token), Note: source.rule(),
	}
}

func boardURL(source Source, token string) string {
	switch source {
	case SourceGreenhouse:
		return "https://job-boards.greenhouse.io/" + url.PathEscape(token)
	case SourceLever:
		return "https://jobs.lever.co/" + url.PathEscape(token)
	case SourceAshby:
		return "https://jobs.ashbyhq.com/" + url.PathEscape(token)
	case SourceDemo: // in no place of the net
	}
	return ""
}

// rule is what a source's jobs are shown under.
func (s Source) rule() string {
	switch s {
	case SourceGreenhouse, SourceLever, SourceAshby:
		return "Published by the employer on its public " + s.Label() + " job board. Each job links to the original posting."
	case SourceDemo:
		return "Written for trying things out. The company does not exist."
	}
	return ""
}
