package jobsvc

import (
	"bytes"
	"context"
	"fmt"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// DemoBoard is the board of a fictional company, as Greenhouse's feed would answer it.
type DemoBoard struct {
	Token   string
	Company string
	Feed    []byte
}

// SeedDemo stores the demo companies' postings, through the same reading as a live board,
// and marks them as demo. Doing it at each start refreshes them and adds nothing twice; a
// posting that is gone from the demo closes as it would from a board.
func (s *Importer) SeedDemo(ctx context.Context, boards []DemoBoard) (ImportReport, error) {
	var report ImportReport
	for _, d := range boards {
		one, err := s.seed(ctx, d)
		report.Add(one)
		if err != nil {
			return report, fmt.Errorf("jobsvc: demo board %s: %w", d.Token, err)
		}
	}
	return report, nil
}

func (s *Importer) seed(ctx context.Context, d DemoBoard) (ImportReport, error) {
	feed, known := s.feeds[jobs.SourceGreenhouse]
	if !known {
		return ImportReport{}, jobs.ErrSourceUnknown
	}
	postings, err := feed.Decode(bytes.NewReader(d.Feed), d.Token)
	if err != nil {
		return ImportReport{}, err
	}
	for i := range postings {
		postings[i].Source = jobs.SourceDemo
	}
	report, err := s.take(ctx, reading{source: jobs.SourceDemo, token: d.Token, company: d.Company, complete: true, postings: postings})
	if err != nil {
		return report, err
	}
	now := s.now()
	board := jobs.Board{ID: id.Make[id.Board](now), Source: jobs.SourceDemo, Token: d.Token, CompanyName: d.Company}
	err = s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error {
		_, err := tx.Boards.Follow(ctx, []jobs.Board{board}, now)
		return err
	})
	if err != nil {
		return report, err
	}
	if board, err = s.boards.At(ctx, jobs.SourceDemo, d.Token); err != nil {
		return report, err
	}
	board.Succeeded(now)
	return report, s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error { return tx.Boards.Record(ctx, board) })
}

// RemoveDemo takes the demo companies out of every list: their jobs are closed, not
// erased, since a person may have tried an application. It answers how many postings
// those were. SeedDemo brings them back.
func (s *Importer) RemoveDemo(ctx context.Context) (int, error) {
	boards, err := s.boards.All(ctx)
	if err != nil {
		return 0, fmt.Errorf("jobsvc: boards: %w", err)
	}
	removed := 0
	for _, b := range boards {
		if b.Source != jobs.SourceDemo {
			continue
		}
		n := 0
		err := s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) (err error) {
			n, err = dropBoard(ctx, tx, b, s.now)
			return err
		})
		if err != nil {
			return removed, fmt.Errorf("jobsvc: remove demo board %s: %w", b.Token, err)
		}
		removed += n
	}
	return removed, nil
}
