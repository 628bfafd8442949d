package resumes

import "github.com/applyforus/applyforus/core/id"

// ParseTask asks for the text and facts of an uploaded resume to be read. Running it
// again after the resume was read changes nothing.
type ParseTask struct {
	Resume id.Resume `json:"resume"`
}

// Kind implements the task's stable name.
func (ParseTask) Kind() string { return "resumes.parse" }

// DiscardTask asks for the file of a deleted resume to be removed. Its place was the
// resume's alone, so running it late or twice hurts nobody.
type DiscardTask struct {
	User   id.User   `json:"user"`
	Resume id.Resume `json:"resume"`
}

// Kind implements the task's stable name.
func (DiscardTask) Kind() string { return "resumes.discard" }
