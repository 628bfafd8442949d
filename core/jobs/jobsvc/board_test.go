package jobsvc_test

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

func TestBoardIsStoredOnceAndUnchangedIsNotWritten(t *testing.T) {
	t.Parallel()
	w := setup(t)
	board := w.follow(jobs.SourceLever, "fern")
	one, two := posting(jobs.SourceLever, "fern", 1), posting(jobs.SourceLever, "fern", 2)
	if r := w.sweep(w.lever, board, one, two, one); r.Created != 2 || r.Duplicates != 1 {
		t.Errorf("first sweep: %+v", r)
	}
	before := w.job(one)
	if before.CompanyName != "Fernhill Optics" || before.Status != jobs.StatusActive || before.Version != 1 || before.Company.IsZero() || before.Requisition.IsZero() {
		t.Errorf("stored job: %+v", before)
	}
	requirements, err := w.jobs.Requirements(t.Context(), before.ID)
	if err != nil || len(requirements) == 0 || requirements[0].Name != "Python" {
		t.Errorf("requirements = %+v, %v", requirements, err)
	}
	links := []jobs.Link{w.link(one), w.link(two)}
	if r := w.sweep(w.lever, board, two, one); r.Unchanged != 2 || r.Created+r.Updated+r.Reopened != 0 {
		t.Errorf("second sweep: %+v", r)
	}
	after := w.job(one)
	if !after.LastSeenAt.After(before.LastSeenAt) {
		t.Error("the job was seen again, and does not say so")
	}
	after.LastSeenAt = before.LastSeenAt
	if !reflect.DeepEqual(after, before) || !reflect.DeepEqual(links, []jobs.Link{w.link(one), w.link(two)}) {
		t.Errorf("an unchanged posting was written: %+v", after)
	}
	one.Title = "Senior Lens Engineer"
	if r := w.sweep(w.lever, board, one, two); r.Updated != 1 || r.Unchanged != 1 {
		t.Errorf("third sweep: %+v", r)
	}
	if after = w.job(one); after.ID != before.ID || after.Version != 2 || after.Title != "Senior Lens Engineer" {
		t.Errorf("updated job: %+v", after)
	}
}

// TestFailuresCloseNothing is the table of what a feed may do instead of answering.
func TestFailuresCloseNothing(t *testing.T) {
	t.Parallel()
	kept := posting(jobs.SourceLever, "fern", 1)
	fresh := posting(jobs.SourceLever, "fern", 2)
	for name, c := range map[string]struct {
		answer  func(ctx context.Context) ([]jobs.Posting, error)
		problem *fault.Error
		wait    time.Duration
		created int
	}{
		"404":            {fails(jobs.ErrBoardNotFound), jobs.ErrBoardNotFound, jobs.GoneRetry, 0},
		"429":            {fails(jobs.ErrBoardRateLimited.After(3 * time.Hour)), jobs.ErrBoardRateLimited, 3 * time.Hour, 0},
		"429, no time":   {fails(jobs.ErrBoardRateLimited), jobs.ErrBoardRateLimited, jobs.RetryAfter, 0},
		"garbage":        {fails(jobs.ErrBoardUnreadable), jobs.ErrBoardUnreadable, jobs.RetryAfter, 0},
		"too large":      {fails(jobs.ErrBoardTooLarge), jobs.ErrBoardTooLarge, jobs.RetryAfter, 0},
		"half a body":    {fails(jobs.ErrBoardPartial), jobs.ErrBoardPartial, jobs.RetryAfter, 0},
		"timeout":        {fails(context.DeadlineExceeded), jobs.ErrBoardUnavailable, jobs.RetryAfter, 0},
		"unknown errors": {fails(errors.New("connection reset")), jobs.ErrBoardUnavailable, jobs.RetryAfter, 0},
		"half a body with something to read": {func(context.Context) ([]jobs.Posting, error) {
			return []jobs.Posting{fresh}, jobs.ErrBoardPartial
		}, jobs.ErrBoardPartial, jobs.RetryAfter, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			board := w.follow(jobs.SourceLever, "fern")
			w.sweep(w.lever, board, kept)
			before, link := w.job(kept), w.link(kept)
			w.lever.answer = func(ctx context.Context, _ string) ([]jobs.Posting, error) { return c.answer(ctx) }
			created := 0
			for range jobs.ClosesAfter + 1 {
				w.pass(jobs.GoneRetry)
				r, err := w.importer.ImportBoard(t.Context(), board)
				if err != nil || r.Problem.Code != c.problem.Code || r.Missed+r.Closed != 0 {
					t.Fatalf("report %+v, %v; want the problem told and nothing missed", r, err)
				}
				created += r.Created
			}
			if created != c.created {
				t.Errorf("created %d, want %d", created, c.created)
			}
			if after := w.job(kept); !reflect.DeepEqual(after, before) || !reflect.DeepEqual(w.link(kept), link) {
				t.Errorf("the job was touched: %+v", after)
			}
			b := w.board(jobs.SourceLever, "fern")
			if b.Status != jobs.BoardStale || b.LastProblem.Code != c.problem.Code || b.LastProblem.Text == "" || b.Failures != jobs.ClosesAfter+1 {
				t.Errorf("board = %+v, want it stale with the problem", b)
			}
			if b.Gone() != (c.problem == jobs.ErrBoardNotFound) {
				t.Errorf("gone = %t", b.Gone())
			}
			if wait := b.NextAttemptAt.Sub(w.now); wait < c.wait || !b.Due(w.now.Add(jobs.GoneRetry)) {
				t.Errorf("next attempt in %v, want at least %v", wait, c.wait)
			}
			w.sweep(w.lever, board, kept)
			if b = w.board(jobs.SourceLever, "fern"); b.Status != jobs.BoardFresh || b.LastProblem != (jobs.Problem{}) {
				t.Errorf("after a success the board is %+v", b)
			}
		})
	}
}

func fails(err error) func(context.Context) ([]jobs.Posting, error) {
	return func(context.Context) ([]jobs.Posting, error) { return nil, err }
}

func TestBeingStoppedIsNotTheBoardsFailure(t *testing.T) {
	t.Parallel()
	w := setup(t)
	board := w.follow(jobs.SourceLever, "fern")
	ctx, stop := context.WithCancel(t.Context())
	w.lever.answer = func(ctx context.Context, _ string) ([]jobs.Posting, error) {
		stop()
		return nil, jobs.ErrBoardUnavailable.Wrap(ctx.Err())
	}
	if _, err := w.importer.ImportBoard(ctx, board); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v, want to be told", err)
	}
	if b := w.board(jobs.SourceLever, "fern"); b.Failures != 0 || b.Due(w.now) {
		t.Errorf("board = %+v, want it claimed and not blamed", b)
	}
	w.pass(15 * time.Minute)
	if !w.board(jobs.SourceLever, "fern").Due(w.now) {
		t.Error("the claim of a stopped import must end")
	}
}

func TestClosingTakesTwoMissesAndARepostReopens(t *testing.T) {
	t.Parallel()
	w := setup(t)
	board := w.follow(jobs.SourceLever, "fern")
	stays, goes := posting(jobs.SourceLever, "fern", 1), posting(jobs.SourceLever, "fern", 2)
	w.sweep(w.lever, board, stays, goes)
	first := w.job(goes)
	if r := w.sweep(w.lever, board, stays); r.Missed != 1 || r.Closed != 0 || !w.job(goes).Open() {
		t.Errorf("after one miss: %+v", r)
	}
	w.sweep(w.lever, board, stays, goes) // seen again: the count starts anew
	if r := w.sweep(w.lever, board, stays); r.Missed != 1 || !w.job(goes).Open() {
		t.Errorf("after one more miss: %+v", r)
	}
	if r := w.sweep(w.lever, board, stays); r.Closed != 1 {
		t.Errorf("after two misses in a row: %+v", r)
	}
	closed := w.job(goes)
	if closed.Open() || !closed.ClosedAt.Equal(w.now) || !w.job(stays).Open() {
		t.Errorf("closed job = %+v", closed)
	}
	if r := w.sweep(w.lever, board, stays); r.Missed+r.Closed != 0 {
		t.Errorf("a closed job was missed again: %+v", r)
	}
	if r := w.sweep(w.lever, board, stays, goes); r.Reopened != 1 || r.Created != 0 {
		t.Errorf("repost: %+v", r)
	}
	again := w.job(goes)
	if !again.Open() || again.ID != first.ID || again.Requisition != first.Requisition || !again.FirstSeenAt.Equal(first.FirstSeenAt) || !again.ClosedAt.IsZero() {
		t.Errorf("reopened job = %+v", again)
	}
}

func TestAnImportIsClaimed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	board := w.follow(jobs.SourceLever, "fern")
	var inner jobsvc.ImportReport
	w.lever.answer = func(ctx context.Context, _ string) ([]jobs.Posting, error) {
		var err error
		inner, err = w.importer.ImportBoard(ctx, board) // another worker, at the same time
		return nil, err
	}
	if r, err := w.importer.ImportBoard(t.Context(), board); err != nil || r.Skipped {
		t.Fatalf("the first import: %+v, %v", r, err)
	}
	if !inner.Skipped {
		t.Error("two imports of one board ran at once")
	}
	if err := w.importer.HandleImportBoard(t.Context(), jobs.ImportBoard{Board: id.Board(id.New[struct{}]())}); err != nil {
		t.Errorf("the task of a board that is no longer followed: %v", err)
	}
}

func TestSweepEnqueuesWhatIsDue(t *testing.T) {
	t.Parallel()
	w := setup(t)
	if added, err := w.importer.FollowStarterBoards(t.Context()); err != nil || added != len(jobs.StarterBoards()) || added < 10 {
		t.Fatalf("followed %d, %v", added, err)
	}
	if added, err := w.importer.FollowStarterBoards(t.Context()); err != nil || added != 0 {
		t.Errorf("followed %d twice, %v", added, err)
	}
	fetched := w.follow(jobs.SourceLever, "fern")
	w.lever.answer = func(context.Context, string) ([]jobs.Posting, error) { return nil, nil }
	if _, err := w.importer.ImportBoard(t.Context(), fetched); err != nil {
		t.Fatal(err)
	}
	if err := w.importer.HandleSweepBoards(t.Context(), jobs.SweepBoards{}); err != nil {
		t.Fatal(err)
	}
	tasks, times := w.db.Tasks(), map[time.Time]bool{}
	for _, task := range tasks {
		if task.Task.(jobs.ImportBoard).Board == fetched {
			t.Error("a board that is not due was enqueued")
		}
		if task.At.Before(w.now) || task.At.After(w.now.Add(time.Minute)) {
			t.Errorf("enqueued for %v, want soon", task.At)
		}
		times[task.At] = true
	}
	if len(tasks) != len(jobs.StarterBoards()) || len(times) < len(tasks)-2 {
		t.Errorf("%d tasks at %d times", len(tasks), len(times))
	}
}

func TestFollowRefusesWhatIsNoBoard(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.importer.Follow(t.Context(), jobsvc.FollowInput{Source: "monster", Token: " "})
	if f := fault.As(err); f == nil || f.Kind != fault.Invalid || len(f.Violations) != 2 {
		t.Errorf("err = %v, want source and token refused", err)
	}
}
