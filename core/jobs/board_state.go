package jobs

import "time"

// BoardState says in one word how far a board's jobs can be trusted to be current.
type BoardState string

// The states of a board.
const (
	BoardIsNew   BoardState = "new"   // never fetched yet
	BoardIsFresh BoardState = "fresh" // fetched within StaleAfter
	BoardIsStale BoardState = "stale" // the last fetch failed, or is long ago
	BoardIsGone  BoardState = "gone"  // the source has no such board
	BoardIsDemo  BoardState = "demo"  // has no feed
)

// StaleAfter is the age of the last success at which a board counts as stale even
// without a failure: two fetches in a row did not happen, so nobody works the queue.
const StaleAfter = 2 * FetchEvery

// State tells how far the board's jobs can be trusted to be current.
func (b Board) State(now time.Time) BoardState {
	switch {
	case b.Source == SourceDemo:
		return BoardIsDemo
	case b.Gone():
		return BoardIsGone
	case b.LastAttemptAt.IsZero():
		return BoardIsNew
	case b.Status != BoardFresh || now.Sub(b.LastSuccessAt) > StaleAfter:
		return BoardIsStale
	}
	return BoardIsFresh
}

// Trouble says in words why the board is not fresh; "" where there is nothing to say.
func (b Board) Trouble(now time.Time) string {
	if b.LastProblem.Text != "" {
		return b.LastProblem.Text
	}
	if b.State(now) == BoardIsStale {
		return "It was not fetched for a long time. Check on the health page whether a worker runs."
	}
	return ""
}
