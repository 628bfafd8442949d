// Package jobsvc holds the use-cases of jobs: taking postings in from feeds, and what a
// person does with jobs. It must not know a feed's wire format, SQL or HTTP.
package jobsvc

import (
	"cmp"
	"context"
	"slices"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

// batchSize is how many postings are stored in one transaction: small enough that a
// reader or another import never waits long, large enough that few round trips are made.
const batchSize = 100

// ImportTx is what one transaction of an import may touch.
type ImportTx struct {
	Jobs         ports.JobStore
	Requisitions ports.RequisitionStore
	Companies    ports.CompanyStore
	Boards       ports.BoardStore
	Outbox       ports.Outbox
}

// Importer takes postings in from feeds, files and the demo companies.
type Importer struct {
	uow    ports.UnitOfWork[ImportTx]
	jobs   ports.JobReader
	boards ports.BoardReader
	feeds  map[jobs.Source]ports.JobBoard
	html   ports.HTMLSanitizer
	now    ports.Clock
}

// NewImporter makes an importer over one feed per source.
func NewImporter(uow ports.UnitOfWork[ImportTx], reader ports.JobReader, boards ports.BoardReader,
	feeds []ports.JobBoard, html ports.HTMLSanitizer, now ports.Clock,
) *Importer {
	s := &Importer{uow: uow, jobs: reader, boards: boards, feeds: map[jobs.Source]ports.JobBoard{}, html: html, now: now}
	for _, feed := range feeds {
		s.feeds[feed.Source()] = feed
	}
	return s
}

// ImportReport says what an import did, in postings.
type ImportReport struct {
	Created    int
	Updated    int
	Reopened   int
	Unchanged  int
	Duplicates int // shown twice, or the same as a job of another board
	Missed     int // not shown, and not yet often enough to close
	Closed     int
	Refused    []Refusal
	// Problem is why the reading was not complete; zero = it was.
	Problem jobs.Problem
	// Skipped says that somebody else fetches the board, or it is not due.
	Skipped bool
}

// Add counts another import in.
func (r *ImportReport) Add(other ImportReport) {
	r.Created += other.Created
	r.Updated += other.Updated
	r.Reopened += other.Reopened
	r.Unchanged += other.Unchanged
	r.Duplicates += other.Duplicates
	r.Missed += other.Missed
	r.Closed += other.Closed
	r.Refused = append(r.Refused, other.Refused...)
	if r.Problem == (jobs.Problem{}) {
		r.Problem = other.Problem
	}
}

// Refusal is a posting that was not stored.
type Refusal struct {
	Board      string // token
	ExternalID string
	Title      string
	Reason     string // for people
}

// reading is what was read of one board.
type reading struct {
	source   jobs.Source
	token    string
	company  string // for postings that name none
	complete bool   // everything that the board shows: what is missing may be closed
	detailed bool   // each posting's own page says more than the list
	postings []jobs.Posting
}

// take stores what changed on a board, and counts what is missing if the reading is
// complete. Each batch is a transaction of its own: an import that breaks off has stored
// its batches, and the next one goes on from there.
func (s *Importer) take(ctx context.Context, r reading) (ImportReport, error) {
	var report ImportReport
	shown := make(map[string]changed, len(r.postings))
	seen := make([]jobs.Seen, 0, len(r.postings))
	for _, p := range r.postings {
		if _, twice := shown[p.ExternalID]; twice {
			report.Duplicates++
			continue
		}
		p.CompanyName = cmp.Or(p.CompanyName, r.company, r.token)
		c := changed{posting: p, hash: p.Hash()}
		if reason := refuse(p); reason != "" {
			report.Refused = append(report.Refused, Refusal{Board: r.token, ExternalID: p.ExternalID, Title: p.Title, Reason: reason})
			c.refused = true
		}
		shown[p.ExternalID] = c
		seen = append(seen, jobs.Seen{ExternalID: p.ExternalID, Hash: c.hash}) // a refused posting is still shown
	}
	var links []jobs.Link
	err := s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) (err error) {
		links, err = tx.Jobs.Links(ctx, r.source, r.token, nil)
		return err
	})
	if err != nil {
		return report, err
	}
	known, missedBefore := make([]jobs.Known, len(links)), map[string]bool{}
	for i, l := range links {
		known[i], missedBefore[l.ExternalID] = l.Known(), l.Misses > 0
	}
	sweep := jobs.Sweep(known, seen)
	report.Unchanged = len(sweep.Unchanged)
	stored := 0
	for batch := range slices.Chunk(slices.Concat(sweep.Created, sweep.Updated, sweep.Reopened), batchSize) {
		tally, err := s.storeBatch(ctx, r, shown, batch, stored)
		if err != nil {
			return report, err
		}
		report.Add(tally)
		stored += len(batch)
	}
	if !r.complete {
		return report, nil
	}
	back := slices.DeleteFunc(sweep.Unchanged, func(external string) bool { return !missedBefore[external] })
	for batch := range slices.Chunk(slices.Concat(sweep.Missed, sweep.Closed, back), batchSize) {
		tally, err := s.settleBatch(ctx, r, shown, batch)
		if err != nil {
			return report, err
		}
		report.Add(tally)
	}
	return report, nil
}
