package porttest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

func linkOf(j jobs.Job) jobs.Link {
	return jobs.Link{
		Source: j.Source, BoardToken: j.BoardToken, ExternalID: j.ExternalID, Job: j.ID, URL: j.URL, ApplyURL: j.ApplyURL,
		Hash: "h", FirstSeenAt: JobsAt,
	}
}

func linkRoundTrip(t *testing.T, p JobsProbe) {
	t.Helper()
	job, other := aJob("1"), aJob("2")
	p.put(t, job, other)
	here, there, elsewhere := linkOf(job), linkOf(job), linkOf(other)
	there.BoardToken, there.Misses, there.ClosedAt = "second", 2, JobsAt
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		return errors.Join(tx.Jobs.PutLinks(ctx, []jobs.Link{there, here, elsewhere}), tx.Jobs.PutLinks(ctx, nil))
	})
	here.Hash, here.Misses = "h2", 1
	p.do(t, func(ctx context.Context, tx JobsTx) error { return tx.Jobs.PutLinks(ctx, []jobs.Link{here}) })
	got, err := p.Jobs.LinksOf(t.Context(), job.ID)
	if err != nil || !reflect.DeepEqual(got, []jobs.Link{here, there}) {
		t.Errorf("links of the job = %+v, %v\nwant the open one first", got, err)
	}
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		all, err1 := tx.Jobs.Links(ctx, jobs.SourceAshby, "fernhill", nil)
		one, err2 := tx.Jobs.Links(ctx, jobs.SourceAshby, "fernhill", []string{"2", "9"})
		none, err3 := tx.Jobs.Links(ctx, jobs.SourceAshby, "fernhill", []string{})
		foreign, err4 := tx.Jobs.Links(ctx, jobs.SourceLever, "fernhill", nil)
		if len(all) != 2 || len(one) != 1 || one[0].Job != other.ID || len(none)+len(foreign) != 0 {
			t.Errorf("links: all %d, one %d, none %d, foreign %d", len(all), len(one), len(none), len(foreign))
		}
		return errors.Join(err1, err2, err3, err4)
	})
}

func requisitionsByKey(t *testing.T, p JobsProbe) {
	t.Helper()
	keyed := jobs.Requisition{ID: newID[id.Requisition](), Source: jobs.SourceLever, BoardToken: "b", Key: "R-1"}
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		return tx.Requisitions.Add(ctx, []jobs.Requisition{
			keyed,
			{ID: newID[id.Requisition](), Source: jobs.SourceLever, BoardToken: "b"},
			{ID: newID[id.Requisition](), Source: jobs.SourceLever, BoardToken: "b"},
		}, JobsAt)
	})
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		found, err1 := tx.Requisitions.ByKey(ctx, jobs.SourceLever, "b", []string{"R-1", "R-2", ""})
		foreign, err2 := tx.Requisitions.ByKey(ctx, jobs.SourceLever, "c", []string{"R-1"})
		if len(found) != 1 || found["R-1"] != keyed.ID || len(foreign) != 0 {
			t.Errorf("found %v and on another board %v", found, foreign)
		}
		return errors.Join(err1, err2)
	})
}

func companiesOnce(t *testing.T, p JobsProbe) {
	t.Helper()
	ensure := func(companies ...jobs.Company) (ids map[string]id.Company) {
		p.do(t, func(ctx context.Context, tx JobsTx) (err error) {
			ids, err = tx.Companies.Ensure(ctx, companies, JobsAt)
			return err
		})
		return ids
	}
	first := ensure(jobs.Company{ID: newID[id.Company](), Key: "a", Name: "A"})
	again := ensure(jobs.Company{ID: newID[id.Company](), Key: "b", Name: "B"}, jobs.Company{ID: newID[id.Company](), Key: "a", Name: "a"})
	if len(again) != 2 || again["a"] != first["a"] || again["a"].IsZero() || again["b"].IsZero() || again["a"] == again["b"] {
		t.Errorf("first %v, again %v", first, again)
	}
}

func boardClaims(t *testing.T, p JobsProbe) {
	t.Helper()
	board := jobs.Board{ID: newID[id.Board](), Source: jobs.SourceLever, Token: "b", CompanyName: "B", URL: "https://b.example", Note: "n", Status: jobs.BoardStale}
	demo := jobs.Board{ID: newID[id.Board](), Source: jobs.SourceDemo, Token: "d", Status: jobs.BoardStale}
	twice := board
	twice.ID = newID[id.Board]()
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		if added, err := tx.Boards.Follow(ctx, []jobs.Board{board, demo, twice}, JobsAt); err != nil || added != 2 {
			t.Errorf("added %d, %v; want 2", added, err)
		}
		return nil
	})
	if at, err := p.Boards.At(t.Context(), jobs.SourceLever, "b"); err != nil || !reflect.DeepEqual(at, board) {
		t.Errorf("board = %+v, %v\nwant %+v", at, err, board)
	}
	if due, err := p.Boards.Due(t.Context(), JobsAt, 10); err != nil || len(due) != 1 || due[0].ID != board.ID {
		t.Errorf("due = %+v, %v; want the board that is no demo", due, err)
	}
	claim := func(now time.Time) (claimed bool) {
		p.do(t, func(ctx context.Context, tx JobsTx) (err error) {
			_, claimed, err = tx.Boards.Claim(ctx, board.ID, now, now.Add(time.Hour))
			return err
		})
		return claimed
	}
	if !claim(JobsAt) || claim(JobsAt.Add(59*time.Minute)) || !claim(JobsAt.Add(time.Hour)) {
		t.Error("a claim must hold until its time and no longer")
	}
	p.do(t, func(ctx context.Context, tx JobsTx) error { return tx.Boards.MakeDue(ctx, board.ID, JobsAt) })
	if !claim(JobsAt) {
		t.Error("a board that was made due must be claimed")
	}
	board.Failed(jobs.ErrBoardPartial, JobsAt.Add(time.Hour))
	p.do(t, func(ctx context.Context, tx JobsTx) error { return tx.Boards.Record(ctx, board) })
	all, err := p.Boards.All(t.Context())
	if err != nil || len(all) != 2 || all[0].ID != demo.ID || !reflect.DeepEqual(all[1], board) {
		t.Errorf("all = %+v, %v\nwant the failure kept", all, err)
	}
	if got, err := p.Boards.Get(t.Context(), board.ID); err != nil || !reflect.DeepEqual(got, board) {
		t.Errorf("Get = %+v, %v", got, err)
	}
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		return errors.Join(tx.Boards.Unfollow(ctx, board.ID), tx.Boards.Unfollow(ctx, board.ID))
	})
	if _, err := p.Boards.At(t.Context(), jobs.SourceLever, "b"); !errors.Is(err, jobs.ErrBoardNotFollowed) {
		t.Errorf("At = %v, want ErrBoardNotFollowed", err)
	}
	if _, err := p.Boards.Get(t.Context(), board.ID); !errors.Is(err, jobs.ErrBoardNotFollowed) {
		t.Errorf("Get = %v, want ErrBoardNotFollowed", err)
	}
	for name, use := range map[string]func(context.Context, JobsTx) error{
		"claim": func(ctx context.Context, tx JobsTx) error {
			_, _, err := tx.Boards.Claim(ctx, board.ID, JobsAt, JobsAt)
			return err
		},
		"record":   func(ctx context.Context, tx JobsTx) error { return tx.Boards.Record(ctx, board) },
		"make due": func(ctx context.Context, tx JobsTx) error { return tx.Boards.MakeDue(ctx, board.ID, JobsAt) },
	} {
		if err := p.Work.Do(t.Context(), use); !errors.Is(err, jobs.ErrBoardNotFollowed) {
			t.Errorf("%s = %v, want ErrBoardNotFollowed", name, err)
		}
	}
}

func seenWithBoard(t *testing.T, p JobsProbe) {
	t.Helper()
	job := aJob("1")
	p.put(t, job)
	board := jobs.Board{ID: newID[id.Board](), Source: job.Source, Token: job.BoardToken, Status: jobs.BoardStale}
	board.Succeeded(JobsAt.Add(6 * time.Hour))
	link := linkOf(job)
	record := func() {
		p.do(t, func(ctx context.Context, tx JobsTx) error {
			_, err := tx.Boards.Follow(ctx, []jobs.Board{board}, JobsAt)
			return errors.Join(err, tx.Boards.Record(ctx, board), tx.Jobs.PutLinks(ctx, []jobs.Link{link}))
		})
	}
	seen := func(want time.Time) {
		t.Helper()
		if got, err := p.Jobs.Get(t.Context(), job.ID); err != nil || !got.LastSeenAt.Equal(want) {
			t.Errorf("last seen %v, %v; want %v", got.LastSeenAt, err, want)
		}
	}
	record()
	seen(JobsAt.Add(6 * time.Hour))
	link.Misses = 1
	record()
	seen(JobsAt)
}

func openJobsOfBoards(t *testing.T, p JobsProbe) {
	t.Helper()
	shown, twice, gone, ended := aJob("1"), aJob("2"), aJob("3"), aJob("4")
	ended.Close(JobsAt)
	p.put(t, shown, twice, gone, ended)
	board := jobs.Board{ID: newID[id.Board](), Source: shown.Source, Token: shown.BoardToken, Status: jobs.BoardStale}
	empty := jobs.Board{ID: newID[id.Board](), Source: shown.Source, Token: "empty", Status: jobs.BoardStale}
	again, closed := linkOf(twice), linkOf(gone)
	again.ExternalID, closed.ClosedAt = "2b", JobsAt
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		_, err := tx.Boards.Follow(ctx, []jobs.Board{board, empty}, JobsAt)
		return errors.Join(err, tx.Jobs.PutLinks(ctx, []jobs.Link{linkOf(shown), linkOf(twice), again, closed, linkOf(ended)}))
	})
	if open, err := p.Boards.OpenJobs(t.Context()); err != nil || len(open) != 1 || open[board.ID] != 2 {
		t.Errorf("open = %v, %v; want 2 jobs of one board", open, err)
	}
}
