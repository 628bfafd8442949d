package jobsvc

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

const (
	fetchTimeout = 2 * time.Minute
	// claimFor is how long a board belongs to one import. It is longer than the task may
	// run, so that an import never meets itself; after a crash the board is due again.
	claimFor = 15 * time.Minute
)

// ImportBoard fetches one board and stores what it shows. A fetch that fails is no error:
// it is recorded on the board, closes no job, and is told in the report.
func (s *Importer) ImportBoard(ctx context.Context, board id.Board) (ImportReport, error) {
	var b jobs.Board
	var claimed bool
	err := s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) (err error) {
		now := s.now()
		b, claimed, err = tx.Boards.Claim(ctx, board, now, now.Add(claimFor))
		return err
	})
	if err != nil || !claimed {
		return ImportReport{Skipped: true}, err
	}
	report, fetchErr, err := s.fetch(ctx, b)
	if err != nil {
		return report, err
	}
	if fetchErr != nil {
		b.Failed(fetchErr, s.now())
	} else {
		b.Succeeded(s.now())
	}
	report.Problem = b.LastProblem
	return report, s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error { return tx.Boards.Record(ctx, b) })
}

// fetch reads the board and stores what could be read. fetchErr is the feed's failure,
// err is ours.
func (s *Importer) fetch(ctx context.Context, b jobs.Board) (report ImportReport, fetchErr, err error) {
	feed, known := s.feeds[b.Source]
	if !known {
		return ImportReport{}, nil, jobs.ErrSourceUnknown
	}
	limited, cancel := context.WithTimeout(ctx, fetchTimeout)
	postings, fetchErr := feed.Fetch(limited, b.Token)
	cancel()
	if ctx.Err() != nil {
		return ImportReport{}, nil, ctx.Err() // we were stopped; that is not the board's failure
	}
	if fetchErr != nil && !errors.Is(fetchErr, jobs.ErrBoardPartial) {
		return ImportReport{}, fetchErr, nil
	}
	_, detailed := feed.(ports.JobDetailer)
	report, err = s.take(ctx, reading{
		source: b.Source, token: b.Token, company: b.CompanyName,
		complete: fetchErr == nil, detailed: detailed, postings: postings,
	})
	return report, fetchErr, err
}

// HandleImportBoard works a jobs.ImportBoard task. A board that is no longer followed is done.
func (s *Importer) HandleImportBoard(ctx context.Context, task jobs.ImportBoard) error {
	_, err := s.ImportBoard(ctx, task.Board)
	if errors.Is(err, jobs.ErrBoardNotFollowed) {
		return nil
	}
	return err
}

const (
	sweepAtOnce = 500
	spread      = 2 * time.Minute
	firstSpread = 10 * time.Second // a board that was never fetched: somebody waits for it
)

// SweepBoards enqueues an import for each board that is due, spread over a little while
// so that no source is asked for everything at once. It answers how many those are.
func (s *Importer) SweepBoards(ctx context.Context) (int, error) {
	due, err := s.boards.Due(ctx, s.now(), sweepAtOnce)
	if err != nil {
		return 0, fmt.Errorf("jobsvc: due boards: %w", err)
	}
	err = s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error {
		now := s.now()
		for _, b := range due {
			if err := tx.Outbox.EnqueueAt(ctx, now.Add(jitter(b)), jobs.ImportBoard{Board: b.ID}); err != nil {
				return err
			}
		}
		return nil
	})
	return len(due), err
}

// HandleSweepBoards works a jobs.SweepBoards task.
func (s *Importer) HandleSweepBoards(ctx context.Context, _ jobs.SweepBoards) error {
	_, err := s.SweepBoards(ctx)
	return err
}

// jitter is a board's place within the spread: always the same, and even over the boards.
func jitter(b jobs.Board) time.Duration {
	within := spread
	if b.LastAttemptAt.IsZero() {
		within = firstSpread
	}
	last := b.ID[len(b.ID)-2:] // the random end of the identifier
	return within * time.Duration(int(last[0])<<8|int(last[1])) / (1 << 16)
}

// FollowInput names a board to follow.
type FollowInput struct {
	Source  jobs.Source
	Token   string // the company's name at the source
	Company string // "" = the token
	URL     string // the public page; may be empty
}

func (in FollowInput) company() string { return cmp.Or(in.Company, in.Token) }

// Validate reports every broken rule by field.
func (in FollowInput) Validate() error {
	var c fault.Check
	c.That(in.Source.Known() && in.Source != jobs.SourceDemo, "source", "unknown", "Choose greenhouse, lever or ashby.")
	c.Required("token", in.Token, "Give the company's name as it stands in the address of its job board.")
	c.MaxLen("token", in.Token, 100)
	c.MaxLen("company", in.Company, 200)
	c.PlainText("token", in.Token)
	c.PlainText("company", in.Company)
	return c.Err()
}

// Follow begins to follow boards, and answers how many of them are new. The next sweep
// fetches them.
func (s *Importer) Follow(ctx context.Context, inputs ...FollowInput) (int, error) {
	boards := make([]jobs.Board, len(inputs))
	for i, in := range inputs {
		if err := in.Validate(); err != nil {
			return 0, err
		}
		boards[i] = jobs.NewBoard(in.Source, in.Token, in.company())
		if in.URL != "" {
			boards[i].URL = in.URL
		}
	}
	return s.follow(ctx, boards)
}

func (s *Importer) follow(ctx context.Context, boards []jobs.Board) (int, error) {
	now := s.now()
	for i := range boards {
		boards[i].ID = id.Make[id.Board](now)
	}
	added := 0
	err := s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) (err error) {
		added, err = tx.Boards.Follow(ctx, boards, now)
		return err
	})
	return added, err
}

// FollowStarterBoards follows the boards of jobs.StarterBoards, unless some board is followed
// already: what an administrator took away must not come back with the next start.
func (s *Importer) FollowStarterBoards(ctx context.Context) (int, error) {
	followed, err := s.boards.All(ctx)
	if err != nil {
		return 0, fmt.Errorf("jobsvc: boards: %w", err)
	}
	if slices.ContainsFunc(followed, func(b jobs.Board) bool { return b.Source != jobs.SourceDemo }) {
		return 0, nil
	}
	return s.follow(ctx, jobs.StarterBoards())
}
