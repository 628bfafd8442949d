package jobsvc

import (
	"context"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

// detailEvery is the pause between the requests for the postings' own pages of one board.
const detailEvery = 500 * time.Millisecond

// storeBatch stores the postings with these external ids in one transaction. before is
// how many the same import has stored already.
func (s *Importer) storeBatch(ctx context.Context, r reading, shown map[string]changed, externals []string, before int) (ImportReport, error) {
	batch := make([]changed, 0, len(externals))
	for _, external := range externals {
		if c := shown[external]; !c.refused {
			batch = append(batch, prepare(c, s.html))
		}
	}
	if len(batch) == 0 {
		return ImportReport{}, nil
	}
	var report ImportReport
	err := s.uow.Do(ctx, func(ctx context.Context, tx ImportTx) error {
		b := storing{reading: r, tx: tx, now: s.now(), jobs: map[id.Job]jobs.Job{}}
		if err := b.store(ctx, batch); err != nil {
			return err
		}
		report = b.report
		if !r.detailed {
			return nil
		}
		for i, stored := range b.put {
			at := b.now.Add(time.Duration(before+i) * detailEvery)
			if err := tx.Outbox.EnqueueAt(ctx, at, jobs.ImportDetail{Job: stored.Job.ID}); err != nil {
				return err
			}
		}
		return nil
	})
	return report, err
}

// storing is one batch on its way into the store.
type storing struct {
	reading
	tx  ImportTx
	now time.Time

	jobs   map[id.Job]jobs.Job // that the links of the batch point to
	put    []ports.StoredJob
	links  []jobs.Link
	report ImportReport
}

// arrival is a posting that needs a job: a new one, or one that another board shows.
type arrival struct {
	changed
	link        jobs.Link
	draft       jobs.Job
	requisition id.Requisition // known already when the posting had another job before
}

func (b *storing) store(ctx context.Context, batch []changed) error {
	externals := make([]string, len(batch))
	for i, c := range batch {
		externals[i] = c.posting.ExternalID
	}
	links, err := b.tx.Jobs.Links(ctx, b.source, b.token, externals)
	if err != nil {
		return err
	}
	linked := make(map[string]jobs.Link, len(links))
	ids := make([]id.Job, len(links))
	for i, l := range links {
		linked[l.ExternalID], ids[i] = l, l.Job
	}
	stored, err := b.tx.Jobs.ByID(ctx, ids)
	if err != nil {
		return err
	}
	for _, j := range stored {
		b.jobs[j.ID] = j
	}
	companies, err := b.companies(ctx, batch)
	if err != nil {
		return err
	}
	var arrivals []arrival
	for _, c := range batch {
		l, there := linked[c.posting.ExternalID]
		if there && l.Hash == c.hash && l.Open() {
			b.report.Unchanged++ // another import of the board was faster
			continue
		}
		company := companies[jobs.CompanyKey(c.posting.CompanyName)]
		if a, needsJob := b.follow(c, l, there, company); needsJob {
			arrivals = append(arrivals, a)
		}
	}
	if err := b.arrive(ctx, arrivals); err != nil {
		return err
	}
	if err := b.tx.Jobs.Put(ctx, b.put); err != nil {
		return err
	}
	return b.tx.Jobs.PutLinks(ctx, b.links)
}

// follow moves a posting's link and, where the job is presented as this posting states
// it, the job. A posting without a job, or one that has become another job, is an arrival.
func (b *storing) follow(c changed, l jobs.Link, linked bool, company id.Company) (arrival, bool) {
	draft := c.posting.Job(c.html, c.text, b.now)
	draft.Company = company
	fresh := jobs.Link{
		Source: b.source, BoardToken: b.token, ExternalID: c.posting.ExternalID, Job: l.Job,
		URL: c.posting.URL, ApplyURL: c.posting.ApplyURL, Hash: c.hash, FirstSeenAt: b.now,
	}
	if !linked {
		b.report.Created++
		return arrival{changed: c, link: fresh, draft: draft}, true
	}
	fresh.FirstSeenAt = l.FirstSeenAt
	if l.Open() {
		b.report.Updated++
	} else {
		b.report.Reopened++
	}
	job := b.jobs[l.Job]
	if l.Shows(job) || !job.Open() {
		job = job.Refresh(c.posting, c.html, c.text, b.now)
		job.Company = company
		b.jobs[job.ID] = job
		b.put = append(b.put, ports.StoredJob{Job: job, Requirements: c.requirements})
		b.links = append(b.links, fresh)
		return arrival{}, false
	}
	if strings.EqualFold(job.Title, draft.Title) && jobs.PlacesKey(job.Locations) == jobs.PlacesKey(draft.Locations) {
		b.links = append(b.links, fresh) // an edit that reaches the boards one after the other
		return arrival{}, false
	}
	return arrival{changed: c, link: fresh, draft: draft, requisition: job.Requisition}, true
}

// arrive gives every arrival its job: the one that another board shows already, else a new one.
func (b *storing) arrive(ctx context.Context, arrivals []arrival) error {
	twins, err := b.twins(ctx, arrivals)
	if err != nil {
		return err
	}
	requisitions, err := b.requisitions(ctx, arrivals)
	if err != nil {
		return err
	}
	for i, a := range arrivals {
		if twin, found := twins[i]; found {
			a.link.Job = twin
			b.links = append(b.links, a.link)
			if a.requisition.IsZero() {
				b.report.Created--
				b.report.Duplicates++
			}
			continue
		}
		a.draft.ID, a.draft.Requisition = id.Make[id.Job](b.now), requisitions[i]
		a.link.Job = a.draft.ID
		b.put = append(b.put, ports.StoredJob{Job: a.draft, Requirements: a.requirements})
		b.links = append(b.links, a.link)
	}
	return nil
}
