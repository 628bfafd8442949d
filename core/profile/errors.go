package profile

import "github.com/applyforus/applyforus/core/fault"

// Faults of the profile.
var (
	ErrNotFound = fault.New(fault.NotFound, "profile.not_found", "There is no such profile, or it is not yours.")
	ErrNoAnswer = fault.New(fault.NotFound, "profile.no_answer", "There is no such answer in your answer bank.")
)
