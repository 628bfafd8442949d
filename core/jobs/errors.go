package jobs

import "github.com/applyforus/applyforus/core/fault"

// Faults of the jobs domain.
var (
	ErrJobNotFound = fault.New(fault.NotFound, "jobs.not_found",
		"There is no such job. It may have been removed; search again to find similar ones.")
	ErrJobClosed = fault.New(fault.Conflict, "jobs.closed",
		"This job is no longer open, so it cannot be applied to. Similar jobs are listed on its page.")
	ErrBoardNotFollowed = fault.New(fault.NotFound, "jobs.board_not_followed",
		"This board is not followed here. Add it first.")
	ErrSourceUnknown = fault.New(fault.Invalid, "jobs.source_unknown",
		"This feed format is not known. Choose greenhouse, lever or ashby.")
)

// Faults of what an administrator asks of a board.
var (
	ErrBoardFollowed = fault.New(fault.Conflict, "jobs.board_followed",
		"This board is followed already. You find it in the list.")
	ErrBoardDemo = fault.New(fault.Conflict, "jobs.board_demo",
		"This is a demo company; it has no feed. To take the demo companies away, run: applyforus demo remove.")
	ErrBoardWaits = fault.New(fault.RateLimited, "jobs.board_waits",
		"The job site asked us to slow down, so it is not asked again yet. The board is fetched by itself when the time has passed.")
)

// Faults of fetching a board. They are also the codes of a Board's Problem.
var (
	ErrBoardNotFound = fault.New(fault.NotFound, "jobs.board_not_found",
		"The job site has no board of this name. Check the spelling in the company's careers address.")
	ErrBoardRateLimited = fault.New(fault.RateLimited, "jobs.board_rate_limited",
		"The job site asked us to slow down. The board is tried again later; its jobs are kept.")
	ErrBoardUnreadable = fault.New(fault.Unavailable, "jobs.board_unreadable",
		"The job site answered with something that is not a job list. Its jobs are kept as they were.")
	ErrBoardPartial = fault.New(fault.Unavailable, "jobs.board_partial",
		"The job site's answer broke off half way. Its jobs are kept as they were.")
	ErrBoardTooLarge = fault.New(fault.Unavailable, "jobs.board_too_large",
		"The job site's answer is larger than we read. Its jobs are kept as they were.")
	ErrBoardUnavailable = fault.New(fault.Unavailable, "jobs.board_unavailable",
		"The job site did not answer. The board is tried again later; its jobs are kept.")
)
