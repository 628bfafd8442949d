package jobs

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// Link ties one posting of a feed to the job that it announces. A job that is posted on
// two boards has two links and is open as long as one of them is.
type Link struct {
	Source     Source
	BoardToken string
	ExternalID string
	Job        id.Job
	URL        string
	ApplyURL   string

	Hash        string // Posting.Hash when it was last stored
	Misses      int    // successful sweeps in a row that did not show it
	FirstSeenAt time.Time
	ClosedAt    time.Time // zero = open
}

// Open tells whether the feed still shows the posting.
func (l Link) Open() bool { return l.ClosedAt.IsZero() }

// Known is the link as a sweep compares it.
func (l Link) Known() Known {
	return Known{ExternalID: l.ExternalID, Hash: l.Hash, Misses: l.Misses, Closed: !l.Open()}
}

// Shows tells whether the job is presented as this posting states it: a job takes its
// text, form and address from one of its links only.
func (l Link) Shows(j Job) bool {
	return l.Source == j.Source && l.BoardToken == j.BoardToken && l.ExternalID == j.ExternalID
}

// Requisition is the opening behind postings. Key is the feed's own id of it, unique
// within a board; "" where the feed has none.
type Requisition struct {
	ID         id.Requisition
	Source     Source
	BoardToken string
	Key        string
}
