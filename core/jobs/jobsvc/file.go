package jobsvc

import (
	"context"
	"io"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/jobs"
)

// ImportFileInput is a recorded answer of a feed.
type ImportFileInput struct {
	Format  jobs.Source
	Token   string // of the board, for postings that do not name theirs
	Company string // for postings that name none; "" = the token
	Reader  io.Reader
}

// Validate reports every broken rule by field.
func (in ImportFileInput) Validate() error {
	var c fault.Check
	c.That(in.Format.Known() && in.Format != jobs.SourceDemo, "format", "unknown", "Choose greenhouse, lever or ashby.")
	c.Required("token", in.Token, "Name the board that the file was recorded from.")
	return c.Err()
}

// ImportFile stores a recorded answer, or a collection of several boards. A recording
// says nothing about today, so it never closes a job. Of a file that breaks off, what
// could be read is stored, and the report names the problem. It answers
// jobs.ErrBoardUnreadable or jobs.ErrBoardTooLarge for a file that holds no postings.
func (s *Importer) ImportFile(ctx context.Context, in ImportFileInput) (ImportReport, error) {
	if err := in.Validate(); err != nil {
		return ImportReport{}, err
	}
	feed, known := s.feeds[in.Format]
	if !known {
		return ImportReport{}, jobs.ErrSourceUnknown
	}
	postings, problem := feed.Decode(in.Reader, in.Token)
	if problem != nil && len(postings) == 0 {
		return ImportReport{}, problem
	}
	var report ImportReport
	for _, board := range byBoard(postings) {
		company := ""
		if board[0].BoardToken == in.Token {
			company = in.Company
		}
		one, err := s.take(ctx, reading{source: in.Format, token: board[0].BoardToken, company: company, postings: board})
		report.Add(one)
		if err != nil {
			return report, err
		}
	}
	if f := fault.As(problem); f != nil {
		report.Problem = jobs.Problem{Code: f.Code, Text: f.Message}
	}
	return report, nil
}

// byBoard parts postings by their board, in the order in which the boards appear.
func byBoard(postings []jobs.Posting) [][]jobs.Posting {
	var tokens []string
	boards := map[string][]jobs.Posting{}
	for _, p := range postings {
		if _, there := boards[p.BoardToken]; !there {
			tokens = append(tokens, p.BoardToken)
		}
		boards[p.BoardToken] = append(boards[p.BoardToken], p)
	}
	parted := make([][]jobs.Posting, 0, len(tokens))
	for _, token := range tokens {
		parted = append(parted, boards[token])
	}
	return parted
}
