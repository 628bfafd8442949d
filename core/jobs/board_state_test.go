package jobs

import (
	"errors"
	"testing"
	"time"
)

func TestBoardState(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	fetched := NewBoard(SourceLever, "fernhill", "Fernhill")
	fetched.Succeeded(now.Add(-FetchEvery))
	forgotten := fetched
	forgotten.LastSuccessAt = now.Add(-StaleAfter - time.Second)
	failed, gone, slowed := fetched, fetched, fetched
	failed.Failed(ErrBoardUnreadable, now)
	gone.Failed(ErrBoardNotFound, now)
	slowed.Failed(ErrBoardRateLimited.After(time.Hour), now)
	demo := NewBoard(SourceDemo, "fernhill-demo", "Fernhill (Demo)")
	for name, c := range map[string]struct {
		board   Board
		state   BoardState
		trouble bool
		retry   error
	}{
		"never fetched":      {NewBoard(SourceLever, "fernhill", ""), BoardIsNew, false, nil},
		"fetched":            {fetched, BoardIsFresh, false, nil},
		"nobody fetches it":  {forgotten, BoardIsStale, true, nil},
		"failed":             {failed, BoardIsStale, true, nil},
		"gone":               {gone, BoardIsGone, true, nil},
		"asked to slow down": {slowed, BoardIsStale, true, ErrBoardWaits},
		"demo":               {demo, BoardIsDemo, false, ErrBoardDemo},
	} {
		if got := c.board.State(now); got != c.state {
			t.Errorf("%s: state %s, want %s", name, got, c.state)
		}
		if got := c.board.Trouble(now); (got != "") != c.trouble {
			t.Errorf("%s: trouble %q", name, got)
		}
		if err := c.board.MayRetry(now); !sameFault(err, c.retry) {
			t.Errorf("%s: retry %v, want %v", name, err, c.retry)
		}
	}
	if err := slowed.MayRetry(slowed.NextAttemptAt); err != nil {
		t.Errorf("after the time that the site asked for: %v", err)
	}
}

func sameFault(err, want error) bool {
	if want == nil {
		return err == nil
	}
	return errors.Is(err, want)
}
