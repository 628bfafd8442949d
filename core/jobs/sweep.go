package jobs

import "slices"

// ClosesAfter is how many successful sweeps in a row must miss a job before it is
// closed: feeds drop postings for minutes while they are edited.
const ClosesAfter = 2

// Known is what is stored of one posting of a board.
type Known struct {
	ExternalID string
	Hash       string // Posting.Hash when it was last stored
	Misses     int    // successful sweeps in a row that did not show it
	Closed     bool
}

// Seen is one posting that a sweep shows.
type Seen struct {
	ExternalID string
	Hash       string
}

// SweepResult says what to do with each external id. The lists are sorted and disjoint.
type SweepResult struct {
	Created   []string // new at this board
	Updated   []string // open, and the feed says something new
	Unchanged []string // open, and the feed says the same; only the time of seeing it moves
	Reopened  []string // was closed, and is shown again
	Missed    []string // not shown, and not yet often enough to close; count one miss more
	Closed    []string // not shown for the last time
}

// Sweep compares what is stored of a board with a complete, successful reading of it.
// Never call it after a fetch that failed: such a fetch says nothing about any job.
// An external id that the feed shows twice counts once, its first hash taken.
func Sweep(known []Known, seen []Seen) SweepResult {
	shown := make(map[string]string, len(seen))
	for _, s := range seen {
		if _, twice := shown[s.ExternalID]; !twice {
			shown[s.ExternalID] = s.Hash
		}
	}
	var r SweepResult
	stored := make(map[string]bool, len(known))
	for _, k := range known {
		stored[k.ExternalID] = true
		hash, there := shown[k.ExternalID]
		switch {
		case there && k.Closed:
			r.Reopened = append(r.Reopened, k.ExternalID)
		case there && hash != k.Hash:
			r.Updated = append(r.Updated, k.ExternalID)
		case there:
			r.Unchanged = append(r.Unchanged, k.ExternalID)
		case k.Closed:
		case k.Misses+1 >= ClosesAfter:
			r.Closed = append(r.Closed, k.ExternalID)
		default:
			r.Missed = append(r.Missed, k.ExternalID)
		}
	}
	for external := range shown {
		if !stored[external] {
			r.Created = append(r.Created, external)
		}
	}
	for _, list := range [][]string{r.Created, r.Updated, r.Unchanged, r.Reopened, r.Missed, r.Closed} {
		slices.Sort(list)
	}
	return r
}
