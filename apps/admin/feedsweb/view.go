package feedsweb

import (
	"time"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

type listView struct {
	Page      ui.Page
	List      jobsvc.BoardList
	State     jobs.BoardState
	MayChange bool
	Now       time.Time
}

type boardView struct {
	Page      ui.Page
	Board     jobsvc.FollowedBoard
	MayChange bool
	Now       time.Time
}

// states are the tabs of the list, with their words.
var states = []struct {
	state jobs.BoardState
	label string
}{
	{"", "All"},
	{jobs.BoardIsGone, "Gone"},
	{jobs.BoardIsStale, "Stale"},
	{jobs.BoardIsNew, "Not fetched yet"},
	{jobs.BoardIsFresh, "Fresh"},
	{jobs.BoardIsDemo, "Demo"},
}

func (v listView) tabs() []ui.Tab {
	var tabs []ui.Tab
	for _, s := range states {
		count := v.List.Tally[s.state]
		if s.state == "" {
			count = v.all()
		} else if count == 0 && s.state != v.State {
			continue
		}
		tabs = append(tabs, ui.Tab{Label: s.label, Href: listPath(s.state, 1), Count: count, Counted: true, Current: s.state == v.State})
	}
	return tabs
}

func (v listView) all() int {
	all := 0
	for _, n := range v.List.Tally {
		all += n
	}
	return all
}

func (v listView) columns() []ui.Column {
	return []ui.Column{
		{Label: "Company"},
		{Label: "State"},
		{Label: "Open jobs", Number: true},
		{Label: "Last success"},
		{Label: "Last attempt"},
		{Label: "Actions", Hidden: true},
	}
}

func (v listView) pager() ui.Pager {
	return ui.Pager{
		Number: v.List.Number, Pages: v.List.TotalPages(), Total: v.List.Total, Noun: "board", Nouns: "boards",
		Href: func(n int) string { return listPath(v.State, n) },
	}
}

func badge(state jobs.BoardState) ui.Badge {
	switch state {
	case jobs.BoardIsFresh:
		return ui.Badge{Kind: ui.OK, Text: "Fresh"}
	case jobs.BoardIsStale:
		return ui.Badge{Kind: ui.Warn, Text: "Stale"}
	case jobs.BoardIsGone:
		return ui.Badge{Kind: ui.Bad, Text: "Gone"}
	case jobs.BoardIsDemo:
		return ui.Badge{Kind: ui.Neutral, Text: "Demo", Icon: "flask-conical"}
	case jobs.BoardIsNew:
	}
	return ui.Badge{Kind: ui.Info, Text: "Not fetched yet", Icon: "clock"}
}

// meaning says what a state means for the people who search.
func meaning(b jobsvc.FollowedBoard) ui.Note {
	switch b.State {
	case jobs.BoardIsFresh:
		return ui.Note{Kind: ui.OK, Title: "Its jobs are current", Text: "The last fetch read the whole board."}
	case jobs.BoardIsStale:
		return ui.Note{Kind: ui.Warn, Title: "Its jobs may be out of date", Text: b.Trouble + " No job is closed because of this."}
	case jobs.BoardIsGone:
		return ui.Note{Kind: ui.Bad, Title: "The board is gone", Text: b.Trouble + " No job is closed because of this; unfollow the board to close them."}
	case jobs.BoardIsDemo:
		return ui.Note{Kind: ui.Neutral, Title: "A fictional company", Text: "It was written for trying things out and has no feed. To take the demo companies away, run: applyforus demo remove"}
	case jobs.BoardIsNew:
	}
	return ui.Note{Kind: ui.Info, Title: "Not fetched yet", Text: "A worker fetches it shortly. If this stays, check on the health page whether a worker runs."}
}

func facts(v boardView) []ui.Fact {
	b := v.Board
	return []ui.Fact{
		{Label: "Source", Text: b.Source.Label()},
		{Label: "Name there", Text: b.Token},
		{Label: "Open jobs", Text: ui.Int(b.OpenJobs)},
		moment("Last success", b.LastSuccessAt, "Never", v.Now),
		moment("Last attempt", b.LastAttemptAt, "Never", v.Now),
		moment("Next attempt", b.NextAttemptAt, "As soon as a worker is free", v.Now),
		{Label: "Failures in a row", Text: ui.Int(b.Failures)},
	}
}

func moment(label string, at time.Time, otherwise string, now time.Time) ui.Fact {
	if at.IsZero() {
		return ui.Fact{Label: label, Text: otherwise}
	}
	return ui.Fact{Label: label, More: ui.Time(at, now)}
}

// unfollowSaid tells what happens.
func unfollowSaid(b jobsvc.FollowedBoard) string {
	kept := "Applications and saved jobs are kept. Following the board again opens what it then shows."
	if b.OpenJobs == 0 {
		return "It has no open jobs. " + kept
	}
	return ui.Count(b.OpenJobs, "open job", "open jobs") + " will be closed, unless another board shows the same posting. " + kept
}
