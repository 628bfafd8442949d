package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
)

type savedKey struct {
	user id.User
	job  id.Job
}

func savedRows(s Session) Rows[savedKey, time.Time] {
	return Table[savedKey, time.Time](s, "jobs.saved_jobs")
}

// SavedJobs is ports.SavedJobStore within a session.
type SavedJobs struct{ s Session }

// NewSavedJobs makes a store over a session.
func NewSavedJobs(s Session) SavedJobs { return SavedJobs{s} }

// Save implements ports.SavedJobStore.
func (m SavedJobs) Save(_ context.Context, user id.User, job id.Job, now time.Time) error {
	if _, there := storedJobs(m.s)[job]; !there {
		return jobs.ErrJobNotFound
	}
	if _, saved := savedRows(m.s)[savedKey{user, job}]; !saved {
		savedRows(m.s)[savedKey{user, job}] = now
	}
	return nil
}

// Unsave implements ports.SavedJobStore.
func (m SavedJobs) Unsave(_ context.Context, user id.User, job id.Job) error {
	delete(savedRows(m.s), savedKey{user, job})
	return nil
}

// SavedJobReader is ports.SavedJobReader over a database.
type SavedJobReader struct{ db *DB }

// NewSavedJobReader makes a reader over a database.
func NewSavedJobReader(db *DB) SavedJobReader { return SavedJobReader{db} }

// Among implements ports.SavedJobReader.
func (m SavedJobReader) Among(_ context.Context, user id.User, candidates []id.Job) (map[id.Job]bool, error) {
	saved := map[id.Job]bool{}
	m.db.Read(func(s Session) {
		for _, job := range candidates {
			if _, there := savedRows(s)[savedKey{user, job}]; there {
				saved[job] = true
			}
		}
	})
	return saved, nil
}

// List implements ports.SavedJobReader.
func (m SavedJobReader) List(_ context.Context, user id.User, req page.Request) (page.Page[jobs.Saved], error) {
	var all []jobs.Saved
	m.db.Read(func(s Session) {
		for key, at := range savedRows(s) {
			if key.user == user {
				all = append(all, jobs.Saved{Job: storedJobs(s)[key.job].Job, SavedAt: at})
			}
		}
	})
	slices.SortFunc(all, func(a, b jobs.Saved) int {
		return cmp.Or(b.SavedAt.Compare(a.SavedAt), strings.Compare(a.Job.ID.String(), b.Job.ID.String()))
	})
	from := min(req.Offset(), len(all))
	return page.Of(req, all[from:min(from+req.Normal().Limit, len(all))], len(all)), nil
}
