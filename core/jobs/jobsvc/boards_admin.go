package jobsvc

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// BoardAdmin is what administrators do with followed boards. Every platform role may look;
// mayChangeBoards may change.
type BoardAdmin struct {
	uow    ports.UnitOfWork[ImportTx]
	boards ports.BoardReader
	now    ports.Clock
}

// NewBoardAdmin makes the use-cases.
func NewBoardAdmin(uow ports.UnitOfWork[ImportTx], boards ports.BoardReader, now ports.Clock) *BoardAdmin {
	return &BoardAdmin{uow: uow, boards: boards, now: now}
}

// FollowedBoard is a board as an administrator sees it.
type FollowedBoard struct {
	jobs.Board

	State    jobs.BoardState
	Trouble  string // why it is not fresh, in words; "" where there is nothing to say
	OpenJobs int
	CanRetry bool // false for a demo board, and while the site asked to be left alone
}

// MayChangeBoards tells whether the actor may follow, retry and unfollow boards.
func MayChangeBoards(actor identity.Actor) bool { return mayChangeBoards(actor) == nil }

func mayChangeBoards(actor identity.Actor) error {
	return actor.RequirePlatform(identity.RoleSuper, identity.RoleModerator)
}

// ListBoardsInput asks for a page of the followed boards.
type ListBoardsInput struct {
	Actor identity.Actor
	State jobs.BoardState // "" = all
	Page  page.Request
}

// BoardList is a page of boards, those that need somebody first, and how many there are
// of each state.
type BoardList struct {
	page.Page[FollowedBoard]

	Tally map[jobs.BoardState]int
}

// attention is the order of a list: what needs somebody comes first.
var attention = []jobs.BoardState{jobs.BoardIsGone, jobs.BoardIsStale, jobs.BoardIsNew, jobs.BoardIsFresh, jobs.BoardIsDemo}

// List answers the followed boards.
func (s *BoardAdmin) List(ctx context.Context, in ListBoardsInput) (BoardList, error) {
	if err := in.Actor.RequirePlatform(); err != nil {
		return BoardList{}, err
	}
	boards, err := s.boards.All(ctx)
	if err != nil {
		return BoardList{}, fmt.Errorf("jobsvc: boards: %w", err)
	}
	open, err := s.boards.OpenJobs(ctx)
	if err != nil {
		return BoardList{}, fmt.Errorf("jobsvc: open jobs of boards: %w", err)
	}
	list := BoardList{Tally: map[jobs.BoardState]int{}}
	var chosen []FollowedBoard
	for _, b := range boards {
		f := s.present(b, open[b.ID])
		list.Tally[f.State]++
		if in.State == "" || in.State == f.State {
			chosen = append(chosen, f)
		}
	}
	slices.SortStableFunc(chosen, func(a, b FollowedBoard) int {
		return cmp.Or(
			cmp.Compare(slices.Index(attention, a.State), slices.Index(attention, b.State)),
			cmp.Compare(strings.ToLower(a.CompanyName), strings.ToLower(b.CompanyName)))
	})
	from := min(in.Page.Offset(), len(chosen))
	to := min(from+in.Page.Normal().Limit, len(chosen))
	list.Page = page.Of(in.Page, chosen[from:to], len(chosen))
	return list, nil
}

// Get answers one followed board, or jobs.ErrBoardNotFollowed.
func (s *BoardAdmin) Get(ctx context.Context, actor identity.Actor, board id.Board) (FollowedBoard, error) {
	if err := actor.RequirePlatform(); err != nil {
		return FollowedBoard{}, err
	}
	b, err := s.boards.Get(ctx, board)
	if err != nil {
		return FollowedBoard{}, err
	}
	open, err := s.boards.OpenJobs(ctx)
	if err != nil {
		return FollowedBoard{}, fmt.Errorf("jobsvc: open jobs of boards: %w", err)
	}
	return s.present(b, open[b.ID]), nil
}

func (s *BoardAdmin) present(b jobs.Board, open int) FollowedBoard {
	now := s.now()
	return FollowedBoard{
		Board: b, State: b.State(now), Trouble: b.Trouble(now), OpenJobs: open, CanRetry: b.MayRetry(now) == nil,
	}
}

// Retry has a board fetched now instead of when its time comes. It answers
// jobs.ErrBoardNotFollowed, jobs.ErrBoardDemo or jobs.ErrBoardWaits.
func (s *BoardAdmin) Retry(ctx context.Context, actor identity.Actor, board id.Board) (FollowedBoard, error) {
	if err := mayChangeBoards(actor); err != nil {
		return FollowedBoard{}, err
	}
	b, err := s.Get(ctx, actor, board)
	if err != nil {
		return FollowedBoard{}, err
	}
	now := s.now()
	if err := b.MayRetry(now); err != nil {
		return FollowedBoard{}, err
	}
	b.NextAttemptAt = now
	return b, s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error {
		if err := tx.Boards.MakeDue(ctx, board, now); err != nil {
			return err
		}
		return tx.Outbox.Enqueue(ctx, jobs.ImportBoard{Board: board})
	})
}

// Unfollow stops following a board and closes its postings, since nobody looks any more
// whether they are open; it answers how many those were. Following the board again
// reopens what it then shows. It answers jobs.ErrBoardNotFollowed or jobs.ErrBoardDemo.
func (s *BoardAdmin) Unfollow(ctx context.Context, actor identity.Actor, board id.Board) (closed int, err error) {
	if err := mayChangeBoards(actor); err != nil {
		return 0, err
	}
	b, err := s.boards.Get(ctx, board)
	if err != nil {
		return 0, err
	}
	if b.Source == jobs.SourceDemo {
		return 0, jobs.ErrBoardDemo
	}
	err = s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) (err error) {
		closed, err = dropBoard(ctx, tx, b, s.now)
		return err
	})
	return closed, err
}

// dropBoard forgets a board and closes its postings, and the jobs that no other board
// shows. It answers how many postings it closed.
func dropBoard(ctx context.Context, tx ImportTx, b jobs.Board, now ports.Clock) (int, error) {
	links, err := tx.Jobs.Links(ctx, b.Source, b.Token, nil)
	if err != nil {
		return 0, err
	}
	var closed []jobs.Link
	for _, l := range links {
		if l.Open() {
			l.ClosedAt = now()
			closed = append(closed, l)
		}
	}
	if err := tx.Jobs.PutLinks(ctx, closed); err != nil {
		return 0, err
	}
	if err := closeJobs(ctx, tx, closed, now); err != nil {
		return 0, err
	}
	return len(closed), tx.Boards.Unfollow(ctx, b.ID)
}
