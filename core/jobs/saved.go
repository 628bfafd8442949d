package jobs

import "time"

// Saved is a job that a person keeps.
type Saved struct {
	Job     Job
	SavedAt time.Time
}
