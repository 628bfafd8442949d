package jobsvc_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

func (w *world) admin() *jobsvc.BoardAdmin {
	work := memory.UnitOfWork(w.db, func(s memory.Session) jobsvc.ImportTx {
		return jobsvc.ImportTx{Jobs: memory.NewJobs(s), Boards: memory.NewBoards(s), Outbox: s.Outbox()}
	})
	return jobsvc.NewBoardAdmin(work, w.boards, w.clock)
}

func someone(app identity.App, role identity.PlatformRole) identity.Actor {
	return identity.Actor{User: id.User(id.New[struct{}]()), App: app, Role: role, Strong: true}
}

var moderator = someone(identity.AppAdmin, identity.RoleModerator)

// imports gives the boards that tasks would fetch.
func (w *world) imports() (boards []id.Board) {
	for _, due := range w.db.Tasks() {
		if task, ok := due.Task.(jobs.ImportBoard); ok {
			boards = append(boards, task.Board)
		}
	}
	return boards
}

func TestWhoMayLookAfterBoards(t *testing.T) {
	t.Parallel()
	w := setup(t)
	board := w.follow(jobs.SourceLever, "fernhill")
	admin := w.admin()
	use := map[string]func(identity.Actor) error{
		"list": func(a identity.Actor) error {
			_, err := admin.List(t.Context(), jobsvc.ListBoardsInput{Actor: a})
			return err
		},
		"get": func(a identity.Actor) error { _, err := admin.Get(t.Context(), a, board); return err },
		"follow": func(a identity.Actor) error {
			_, err := admin.Follow(t.Context(), jobsvc.FollowBoardInput{Actor: a, URL: "https://jobs.lever.co/" + id.New[struct{}]().String()})
			return err
		},
		"retry":    func(a identity.Actor) error { _, err := admin.Retry(t.Context(), a, board); return err },
		"unfollow": func(a identity.Actor) error { _, err := admin.Unfollow(t.Context(), a, board); return err },
	}
	for _, c := range []struct {
		actor        identity.Actor
		look, change error
	}{
		{identity.Actor{}, fault.ErrUnauthenticated, fault.ErrUnauthenticated},
		{someone(identity.AppSeeker, ""), fault.ErrForbidden, fault.ErrForbidden},
		{someone(identity.AppEmployer, ""), fault.ErrForbidden, fault.ErrForbidden},
		{someone(identity.AppSeeker, identity.RoleSuper), fault.ErrForbidden, fault.ErrForbidden},
		{someone(identity.AppAdmin, ""), fault.ErrForbidden, fault.ErrForbidden},
		{someone(identity.AppAdmin, identity.RoleSupport), nil, fault.ErrForbidden},
		{someone(identity.AppAdmin, identity.RoleFinance), nil, fault.ErrForbidden},
		{someone(identity.AppAdmin, identity.RoleAnalyst), nil, fault.ErrForbidden},
		{moderator, nil, nil},
	} {
		for _, name := range []string{"list", "get", "follow", "retry", "unfollow"} {
			want := c.change
			if name == "list" || name == "get" {
				want = c.look
			}
			if err := use[name](c.actor); !errors.Is(err, want) || want == nil && err != nil {
				t.Errorf("%s by %s %q: %v, want %v", name, c.actor.App, c.actor.Role, err, want)
			}
		}
		if jobsvc.MayChangeBoards(c.actor) != (c.change == nil) {
			t.Errorf("MayChangeBoards of %s %q", c.actor.App, c.actor.Role)
		}
	}
}

func TestFollowingABoardByItsAddress(t *testing.T) {
	t.Parallel()
	w := setup(t)
	admin := w.admin()
	followed, err := admin.Follow(t.Context(), jobsvc.FollowBoardInput{Actor: moderator, URL: "https://jobs.ashbyhq.com/fernhill/1b2c", Company: "Fernhill Optics"})
	if err != nil || followed.State != jobs.BoardIsNew {
		t.Fatalf("%+v %v", followed, err)
	}
	stored := w.board(jobs.SourceAshby, "fernhill")
	if stored.ID != followed.ID || stored.CompanyName != "Fernhill Optics" || stored.URL != "https://jobs.ashbyhq.com/fernhill" || stored.Note == "" {
		t.Errorf("%+v", stored)
	}
	if boards := w.imports(); len(boards) != 1 || boards[0] != stored.ID {
		t.Errorf("tasks for %v, want one at once", boards)
	}
	if _, err := admin.Follow(t.Context(), jobsvc.FollowBoardInput{Actor: moderator, Source: jobs.SourceAshby, Token: "fernhill"}); !errors.Is(err, jobs.ErrBoardFollowed) {
		t.Errorf("again: %v", err)
	}
	for name, c := range map[string]struct {
		in    jobsvc.FollowBoardInput
		field string
	}{
		"nothing":        {jobsvc.FollowBoardInput{}, "url"},
		"another site":   {jobsvc.FollowBoardInput{URL: "https://fernhill.example/careers"}, "url"},
		"no source":      {jobsvc.FollowBoardInput{Token: "fernhill"}, "source"},
		"demo":           {jobsvc.FollowBoardInput{Source: jobs.SourceDemo, Token: "fernhill"}, "source"},
		"a control code": {jobsvc.FollowBoardInput{Source: jobs.SourceLever, Token: "fern\x00hill"}, "token"},
	} {
		c.in.Actor = moderator
		_, err := admin.Follow(t.Context(), c.in)
		if f := fault.As(err); f == nil || f.Kind != fault.Invalid || f.Violations[0].Field != c.field {
			t.Errorf("%s: %v, want a violation of %s", name, err, c.field)
		}
	}
}

func TestRetryingABoard(t *testing.T) {
	t.Parallel()
	w := setup(t)
	admin := w.admin()
	board := w.follow(jobs.SourceLever, "fernhill")
	failing := func(err error) {
		w.lever.answer = func(context.Context, string) ([]jobs.Posting, error) { return nil, err }
		w.pass(jobs.GoneRetry)
		if _, err := w.importer.ImportBoard(t.Context(), board); err != nil {
			t.Fatal(err)
		}
	}
	failing(jobs.ErrBoardNotFound)
	b, err := admin.Get(t.Context(), moderator, board)
	if err != nil || b.State != jobs.BoardIsGone || b.Trouble == "" || !b.CanRetry {
		t.Fatalf("%+v %v", b, err)
	}
	if _, err := admin.Retry(t.Context(), moderator, board); err != nil {
		t.Fatal(err)
	}
	if len(w.imports()) != 1 || !w.board(jobs.SourceLever, "fernhill").Due(w.clock()) {
		t.Error("the board is not fetched now")
	}
	w.lever.answer = func(context.Context, string) ([]jobs.Posting, error) {
		return []jobs.Posting{posting(jobs.SourceLever, "fernhill", 1)}, nil
	}
	if r, err := w.importer.ImportBoard(t.Context(), board); err != nil || r.Skipped || r.Created != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	if b, err := admin.Get(t.Context(), moderator, board); err != nil || b.State != jobs.BoardIsFresh || b.Trouble != "" || b.OpenJobs != 1 {
		t.Errorf("%+v %v", b, err)
	}
	failing(jobs.ErrBoardRateLimited.After(time.Hour))
	_, err = admin.Retry(t.Context(), moderator, board)
	if f := fault.As(err); !errors.Is(err, jobs.ErrBoardWaits) || f.RetryAfter < time.Hour || len(w.imports()) != 1 {
		t.Errorf("a site that asked to be left alone is asked again: %v", err)
	}
	if b := w.board(jobs.SourceLever, "fernhill"); b.State(w.clock()) != jobs.BoardIsStale || len(w.link(posting(jobs.SourceLever, "fernhill", 1)).ExternalID) == 0 {
		t.Errorf("%+v", b)
	}
	if j := w.job(posting(jobs.SourceLever, "fernhill", 1)); !j.Open() {
		t.Error("a failing feed closed a job")
	}
	if _, err := admin.Retry(t.Context(), moderator, id.Board(id.New[struct{}]())); !errors.Is(err, jobs.ErrBoardNotFollowed) {
		t.Errorf("an unknown board: %v", err)
	}
}

func TestUnfollowingClosesWhatNobodyLooksAfter(t *testing.T) {
	t.Parallel()
	w := setup(t)
	admin := w.admin()
	board := w.follow(jobs.SourceLever, "fernhill")
	p := posting(jobs.SourceLever, "fernhill", 1)
	w.sweep(w.lever, board, p, posting(jobs.SourceLever, "fernhill", 2))
	if closed, err := admin.Unfollow(t.Context(), moderator, board); err != nil || closed != 2 {
		t.Fatalf("closed %d, %v", closed, err)
	}
	if w.job(p).Open() {
		t.Error("a job of a board that nobody follows is open")
	}
	if _, err := admin.Unfollow(t.Context(), moderator, board); !errors.Is(err, jobs.ErrBoardNotFollowed) {
		t.Errorf("again: %v", err)
	}
	w.sweep(w.lever, w.follow(jobs.SourceLever, "fernhill"), p)
	if !w.job(p).Open() {
		t.Error("following again does not open what the board shows")
	}
}

func TestBoardsThatNeedSomebodyComeFirst(t *testing.T) {
	t.Parallel()
	w := setup(t)
	admin := w.admin()
	fresh := w.follow(jobs.SourceLever, "amber")
	w.follow(jobs.SourceLever, "birch")
	gone := w.follow(jobs.SourceAshby, "cedar")
	w.ashby.answer = func(context.Context, string) ([]jobs.Posting, error) { return nil, jobs.ErrBoardNotFound }
	w.pass(jobs.GoneRetry)
	if _, err := w.importer.ImportBoard(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	w.lever.answer = func(context.Context, string) ([]jobs.Posting, error) { return nil, nil }
	if _, err := w.importer.ImportBoard(t.Context(), fresh); err != nil {
		t.Fatal(err)
	}
	list, err := admin.List(t.Context(), jobsvc.ListBoardsInput{Actor: moderator, Page: page.Request{Number: 1, Limit: 2}})
	if err != nil || list.Total != 3 || len(list.Items) != 2 || list.Items[0].Token != "cedar" || list.Items[1].Token != "birch" ||
		list.Tally[jobs.BoardIsGone] != 1 || list.Tally[jobs.BoardIsNew] != 1 || list.Tally[jobs.BoardIsFresh] != 1 {
		t.Errorf("%+v %v", list, err)
	}
	list, err = admin.List(t.Context(), jobsvc.ListBoardsInput{Actor: moderator, Page: page.Request{Number: 2, Limit: 2}})
	if err != nil || len(list.Items) != 1 || list.Items[0].Token != "amber" || !list.HasPrev() || list.HasNext() {
		t.Errorf("second page: %+v %v", list, err)
	}
	list, err = admin.List(t.Context(), jobsvc.ListBoardsInput{Actor: moderator, State: jobs.BoardIsFresh})
	if err != nil || list.Total != 1 || list.Items[0].Token != "amber" {
		t.Errorf("only fresh: %+v %v", list, err)
	}
}

func TestAStarterBoardThatWasTakenAwayStaysAway(t *testing.T) {
	t.Parallel()
	w := setup(t)
	if _, err := w.importer.FollowStarterBoards(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := jobs.StarterBoards()[0]
	if _, err := w.admin().Unfollow(t.Context(), moderator, w.board(first.Source, first.Token).ID); err != nil {
		t.Fatal(err)
	}
	if added, err := w.importer.FollowStarterBoards(t.Context()); err != nil || added != 0 {
		t.Errorf("the next start adds %d, %v", added, err)
	}
}
