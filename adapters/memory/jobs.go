package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

type linkKey struct {
	source          jobs.Source
	token, external string
}

type requisitionKey struct {
	source     jobs.Source
	token, key string
}

func storedJobs(s Session) Rows[id.Job, ports.StoredJob] {
	return Table[id.Job, ports.StoredJob](s, "jobs.jobs")
}

func storedLinks(s Session) Rows[linkKey, jobs.Link] {
	return Table[linkKey, jobs.Link](s, "jobs.job_links")
}

// Jobs is ports.JobStore within a session.
type Jobs struct{ s Session }

// NewJobs makes a store over a session.
func NewJobs(s Session) Jobs { return Jobs{s} }

// Links implements ports.JobStore.
func (m Jobs) Links(_ context.Context, source jobs.Source, token string, externals []string) ([]jobs.Link, error) {
	return m.linksWhere(func(l jobs.Link) bool {
		return l.Source == source && l.BoardToken == token && (externals == nil || slices.Contains(externals, l.ExternalID))
	}), nil
}

// LinksOf implements ports.JobStore.
func (m Jobs) LinksOf(_ context.Context, ids []id.Job) ([]jobs.Link, error) {
	return m.linksWhere(func(l jobs.Link) bool { return slices.Contains(ids, l.Job) }), nil
}

func (m Jobs) linksWhere(keep func(jobs.Link) bool) []jobs.Link {
	found := []jobs.Link{}
	for _, l := range storedLinks(m.s) {
		if keep(l) {
			found = append(found, l)
		}
	}
	slices.SortFunc(found, func(a, b jobs.Link) int {
		if a.Open() != b.Open() {
			if a.Open() {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.BoardToken, b.BoardToken), cmp.Compare(a.ExternalID, b.ExternalID))
	})
	return found
}

// ByID implements ports.JobStore.
func (m Jobs) ByID(_ context.Context, ids []id.Job) ([]jobs.Job, error) {
	return m.where(func(j jobs.Job) bool { return slices.Contains(ids, j.ID) }), nil
}

// ByFingerprint implements ports.JobStore.
func (m Jobs) ByFingerprint(_ context.Context, fingerprints []string) ([]jobs.Job, error) {
	return m.where(func(j jobs.Job) bool { return j.Open() && slices.Contains(fingerprints, j.Fingerprint) }), nil
}

func (m Jobs) where(keep func(jobs.Job) bool) []jobs.Job {
	var found []jobs.Job
	for _, row := range storedJobs(m.s) {
		if keep(row.Job) {
			found = append(found, m.seen(row.Job))
		}
	}
	return found
}

// seen moves the job's time of seeing with the boards that show it.
func (m Jobs) seen(j jobs.Job) jobs.Job {
	for _, l := range storedLinks(m.s) {
		if l.Job != j.ID || !l.Open() || l.Misses > 0 {
			continue
		}
		for _, b := range Table[id.Board, jobs.Board](m.s, "jobs.boards") {
			if b.Source == l.Source && b.Token == l.BoardToken && b.LastSuccessAt.After(j.LastSeenAt) {
				j.LastSeenAt = b.LastSuccessAt
			}
		}
	}
	return j
}

// Put implements ports.JobStore.
func (m Jobs) Put(_ context.Context, stored []ports.StoredJob) error {
	for _, one := range stored {
		if before, there := storedJobs(m.s)[one.Job.ID]; there && before.Job.Version != one.Job.Version-1 {
			return fault.ErrStale
		}
		storedJobs(m.s)[one.Job.ID] = one
	}
	return nil
}

// PutLinks implements ports.JobStore.
func (m Jobs) PutLinks(_ context.Context, links []jobs.Link) error {
	for _, l := range links {
		storedLinks(m.s)[linkKey{l.Source, l.BoardToken, l.ExternalID}] = l
	}
	return nil
}

// Requisitions is ports.RequisitionStore within a session.
type Requisitions struct{ s Session }

// NewRequisitions makes a store over a session.
func NewRequisitions(s Session) Requisitions { return Requisitions{s} }

// ByKey implements ports.RequisitionStore.
func (m Requisitions) ByKey(_ context.Context, source jobs.Source, token string, keys []string) (map[string]id.Requisition, error) {
	found := map[string]id.Requisition{}
	for _, key := range keys {
		if r, there := m.rows()[requisitionKey{source, token, key}]; there {
			found[key] = r
		}
	}
	return found, nil
}

// Add implements ports.RequisitionStore.
func (m Requisitions) Add(_ context.Context, requisitions []jobs.Requisition, _ time.Time) error {
	for _, r := range requisitions {
		if r.Key != "" {
			m.rows()[requisitionKey{r.Source, r.BoardToken, r.Key}] = r.ID
		}
	}
	return nil
}

func (m Requisitions) rows() Rows[requisitionKey, id.Requisition] {
	return Table[requisitionKey, id.Requisition](m.s, "jobs.requisitions")
}

// Companies is ports.CompanyStore within a session.
type Companies struct{ s Session }

// NewCompanies makes a store over a session.
func NewCompanies(s Session) Companies { return Companies{s} }

// Ensure implements ports.CompanyStore.
func (m Companies) Ensure(_ context.Context, companies []jobs.Company, _ time.Time) (map[string]id.Company, error) {
	rows, found := Table[string, jobs.Company](m.s, "jobs.companies"), map[string]id.Company{}
	for _, c := range companies {
		if _, there := rows[c.Key]; !there {
			rows[c.Key] = c
		}
		found[c.Key] = rows[c.Key].ID
	}
	return found, nil
}

// JobReader is ports.JobReader over a database.
type JobReader struct{ db *DB }

// NewJobReader makes a reader over a database.
func NewJobReader(db *DB) JobReader { return JobReader{db} }

// Get implements ports.JobReader.
func (m JobReader) Get(_ context.Context, job id.Job) (jobs.Job, error) {
	var found []jobs.Job
	m.db.Read(func(s Session) { found = NewJobs(s).where(func(j jobs.Job) bool { return j.ID == job }) })
	if len(found) == 0 {
		return jobs.Job{}, jobs.ErrJobNotFound
	}
	return found[0], nil
}

// ByRequisition implements ports.JobReader.
func (m JobReader) ByRequisition(_ context.Context, requisition id.Requisition) ([]jobs.Job, error) {
	var found []jobs.Job
	m.db.Read(func(s Session) {
		found = NewJobs(s).where(func(j jobs.Job) bool { return j.Requisition == requisition })
	})
	slices.SortFunc(found, func(a, b jobs.Job) int {
		if a.Open() != b.Open() {
			if a.Open() {
				return -1
			}
			return 1
		}
		return cmp.Or(b.PostedAt.Compare(a.PostedAt), strings.Compare(a.ID.String(), b.ID.String()))
	})
	return found, nil
}

// LinksOf implements ports.JobReader.
func (m JobReader) LinksOf(ctx context.Context, job id.Job) (links []jobs.Link, err error) {
	m.db.Read(func(s Session) { links, err = NewJobs(s).LinksOf(ctx, []id.Job{job}) })
	return links, err
}

// Requirements implements ports.JobReader.
func (m JobReader) Requirements(_ context.Context, job id.Job) (found []jobs.Requirement, err error) {
	m.db.Read(func(s Session) {
		row, there := storedJobs(s)[job]
		if !there {
			err = jobs.ErrJobNotFound
		}
		found = row.Requirements
	})
	return found, err
}
