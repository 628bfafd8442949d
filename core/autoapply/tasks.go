package autoapply

import "github.com/applyforus/applyforus/core/id"

// RunAttempt is the task to take one approved attempt through its form. It may be
// delivered more than once; the attempt's lease and state decide what still happens.
type RunAttempt struct {
	AttemptID id.Attempt `json:"attempt_id"`
}

// Kind names the task for the queue; it never changes.
func (RunAttempt) Kind() string { return "autoapply.attempt" }

// PrepareAttempt is the task to read the questions of a form that its feed does not
// tell. Nothing is filled.
type PrepareAttempt struct {
	AttemptID id.Attempt `json:"attempt_id"`
}

// Kind names the task for the queue; it never changes.
func (PrepareAttempt) Kind() string { return "autoapply.prepare" }

// RecoverAttempts is the periodic task that clears away runs whose worker died.
type RecoverAttempts struct{}

// Kind names the task for the queue; it never changes.
func (RecoverAttempts) Kind() string { return "autoapply.recover" }
