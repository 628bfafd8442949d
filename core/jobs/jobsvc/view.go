package jobsvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
)

// Viewed is everything that a job's page shows.
type Viewed struct {
	Job          jobs.Job
	Effort       jobs.Effort
	Requirements []jobs.Requirement
	Seen         []Sighting

	// What the job is to the person; a visitor has none of it.
	Saved       bool
	Application id.Application
	Match       *jobs.Match // nil for a visitor
	NoFacts     bool        // the person's profile is empty, so nothing could be matched
}

// Sighting is a board that shows the job, or did.
type Sighting struct {
	Link  jobs.Link
	Stale bool // the board's last fetch failed: whether it still shows the job is not known
	// CheckedAt is when the board was last read in full; zero = never, or it is not followed.
	CheckedAt time.Time
}

// Stale tells whether every board that shows the job could not be read lately.
func (v Viewed) Stale() bool {
	shown := 0
	for _, s := range v.Seen {
		if !s.Link.Open() {
			continue
		}
		if !s.Stale {
			return false
		}
		shown++
	}
	return shown > 0 && v.Job.Open()
}

// View answers a job with everything around it. It answers jobs.ErrJobNotFound.
func (s *Search) View(ctx context.Context, actor identity.Actor, job id.Job) (Viewed, error) {
	v := Viewed{}
	var err error
	if v.Job, err = s.jobs.Get(ctx, job); err != nil {
		return Viewed{}, err
	}
	v.Effort = jobs.EffortOf(v.Job.Questions)
	if v.Requirements, err = s.jobs.Requirements(ctx, job); err != nil {
		return Viewed{}, err
	}
	if v.Seen, err = s.sightings(ctx, job); err != nil {
		return Viewed{}, err
	}
	if !actor.SignedIn() {
		return v, nil
	}
	saved, err1 := s.saved.Among(ctx, actor.User, []id.Job{job})
	applied, err2 := s.applications.ByRequisition(ctx, actor.User, []id.Requisition{v.Job.Requisition})
	person, err3 := s.profiles.Get(ctx, actor.User)
	if err := errors.Join(err1, err2, err3); err != nil {
		return Viewed{}, err
	}
	match := jobs.Score(postingOf(v.Job, v.Requirements), candidateOf(person), s.now())
	v.Saved, v.Application, v.Match, v.NoFacts = saved[job], applied[v.Job.Requisition], &match, person.Empty()
	return v, nil
}

func (s *Search) sightings(ctx context.Context, job id.Job) ([]Sighting, error) {
	links, err := s.jobs.LinksOf(ctx, job)
	if err != nil {
		return nil, err
	}
	seen := make([]Sighting, len(links))
	for i, l := range links {
		seen[i].Link = l
		board, err := s.boards.At(ctx, l.Source, l.BoardToken)
		switch {
		case errors.Is(err, jobs.ErrBoardNotFollowed):
		case err != nil:
			return nil, err
		default:
			seen[i].Stale, seen[i].CheckedAt = board.Failures > 0, board.LastSuccessAt
		}
	}
	return seen, nil
}
