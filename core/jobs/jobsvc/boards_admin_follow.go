package jobsvc

import (
	"context"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
)

// FollowBoardInput names a board by the address that its company sends people to, or by
// source and token.
type FollowBoardInput struct {
	Actor   identity.Actor
	URL     string // of the board, of one of its postings, or of its feed
	Source  jobs.Source
	Token   string
	Company string // "" = the token
}

// named gives the board that the input means, and every violation by field.
func (in FollowBoardInput) named() (FollowInput, error) {
	board := FollowInput{Source: in.Source, Token: in.Token, Company: in.Company}
	if in.URL == "" && in.Token == "" {
		var c fault.Check
		c.Add("url", "required", "Paste the address of the company's job board.")
		return board, c.Err()
	}
	if in.URL != "" {
		source, token, ok := jobs.BoardAt(in.URL)
		if !ok {
			var c fault.Check
			c.Add("url", "not_a_board", "This is no address of a Greenhouse, Lever or Ashby job board. On the company's careers page, open one of "+
				"the jobs until the address begins with job-boards.greenhouse.io, jobs.lever.co or jobs.ashbyhq.com, and paste that.")
			return board, c.Err()
		}
		board.Source, board.Token = source, token
	}
	return board, board.Validate()
}

// Follow begins to follow a board and has it fetched at once. Whether the source has such
// a board turns out then, and is told on the board. It answers jobs.ErrBoardFollowed for
// one that is followed already.
func (s *BoardAdmin) Follow(ctx context.Context, in FollowBoardInput) (FollowedBoard, error) {
	if err := mayChangeBoards(in.Actor); err != nil {
		return FollowedBoard{}, err
	}
	named, err := in.named()
	if err != nil {
		return FollowedBoard{}, err
	}
	board := jobs.NewBoard(named.Source, named.Token, named.company())
	board.ID = id.Make[id.Board](s.now())
	err = s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error {
		added, err := tx.Boards.Follow(ctx, []jobs.Board{board}, s.now())
		if err != nil {
			return err
		}
		if added == 0 {
			return jobs.ErrBoardFollowed
		}
		return tx.Outbox.Enqueue(ctx, jobs.ImportBoard{Board: board.ID})
	})
	return s.present(board, 0), err
}
