package resumes

import "github.com/applyforus/applyforus/core/id"

// ParseTask asks for the text and facts of an uploaded resume to be read. Running it
// again after the resume was read changes nothing.
type ParseTask struct {
	Resume id.Resume `json:"resume"`
}

// Kind implements the task's stable name.
func (ParseTask) Kind() string { return "resumes.parse" }
