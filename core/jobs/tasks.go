package jobs

import "github.com/applyforus/applyforus/core/id"

// ImportBoard fetches one board and stores what it shows.
type ImportBoard struct {
	Board id.Board `json:"board"`
}

// Kind names the task.
func (ImportBoard) Kind() string { return "jobs.import_board" }

// SweepBoards enqueues an ImportBoard for each board that is due.
type SweepBoards struct{}

// Kind names the task.
func (SweepBoards) Kind() string { return "jobs.sweep_boards" }

// ImportDetail fetches the own page of a job whose feed's list leaves out pay and questions.
type ImportDetail struct {
	Job id.Job `json:"job"`
}

// Kind names the task.
func (ImportDetail) Kind() string { return "jobs.import_detail" }
