// Package health is what an administrator is told about the parts that the product runs
// on. It must not know how a part is looked at.
package health

import "time"

// Status says how a part does.
type Status string

// The statuses, from good to bad.
const (
	Up   Status = "up"
	Warn Status = "warn" // it works, and somebody should look
	Down Status = "down"
)

// Check is what was seen of one part.
type Check struct {
	Key    string // stable, e.g. "database"
	Name   string // for people
	Status Status
	Text   string // what was seen, and what to do about it; never an address with a password
	Took   time.Duration
}

// Worst gives the worst status among the checks; Up without any.
func Worst(checks []Check) Status {
	worst := Up
	for _, c := range checks {
		if c.Status == Down || c.Status == Warn && worst == Up {
			worst = c.Status
		}
	}
	return worst
}
