// Package analyticssvc puts together what people are shown about how things go.
package analyticssvc

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/analytics"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports"
)

const (
	bestMatches = 5
	openShown   = 6
	stepsShown  = 6
)

// Deps are what the service needs.
type Deps struct {
	Applications ports.ApplicationReader
	Attempts     ports.AttemptReader
	Resumes      ports.ResumeReader
	Profiles     ports.ProfileReader
	Matches      ports.JobMatches
	Now          ports.Clock
}

// Service holds the use-cases.
type Service struct{ deps Deps }

// New makes the service.
func New(deps Deps) *Service { return &Service{deps: deps} }

// Start says how far a person has come with getting started.
type Start struct{ Resume, Facts, Application bool }

// Done tells whether nothing of it is left.
func (s Start) Done() bool { return s.Resume && s.Facts && s.Application }

// Dashboard answers what needs the person, what is new, and what is under way.
type Dashboard struct {
	Needs     []analytics.Need
	Matches   []jobs.Suggestion
	Open      []applications.Application // latest change first
	OpenTotal int
	Counts    map[applications.Stage]int
	Steps     []applications.Application // with a next step, due ones first
	Start     Start
}

// openStages are those from which something may still come.
func openStages() []applications.Stage {
	return slices.DeleteFunc(slices.Clone(applications.Stages), func(s applications.Stage) bool { return !s.Open() })
}

// Dashboard answers the person's dashboard.
func (s *Service) Dashboard(ctx context.Context, actor identity.Actor) (Dashboard, error) {
	if err := actor.Require(); err != nil {
		return Dashboard{}, err
	}
	user := actor.User
	open, err1 := s.deps.Applications.List(ctx, user, openStages(), page.Request{Limit: page.MaxLimit})
	counts, err2 := s.deps.Applications.Counts(ctx, user)
	waiting, err3 := s.deps.Attempts.Waiting(ctx, user)
	own, err4 := s.deps.Resumes.List(ctx, user)
	facts, err5 := s.deps.Profiles.Get(ctx, user)
	best, err6 := s.deps.Matches.Best(ctx, user, bestMatches)
	if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
		return Dashboard{}, err
	}
	return Dashboard{
		Needs: needs(actor, open.Items, waiting, own), Matches: best,
		Open: open.Items[:min(len(open.Items), openShown)], OpenTotal: open.Total, Counts: counts,
		Steps: nextSteps(open.Items), Start: started(own, facts, counts),
	}, nil
}

func started(own []resumes.Resume, facts profile.Profile, counts map[applications.Stage]int) Start {
	start := Start{Resume: len(own) > 0, Facts: !facts.Empty()}
	for stage, n := range counts {
		if n > 0 && stage != applications.StagePreparing {
			start.Application = true
		}
	}
	return start
}

// needs lists what only the person can move on: first what waits on a form, then
// resumes to check.
func needs(actor identity.Actor, open []applications.Application, waiting map[id.Application]autoapply.Attempt, own []resumes.Resume) []analytics.Need {
	var list []analytics.Need
	if !actor.Verified {
		list = append(list, analytics.Need{
			Title: "Confirm your e-mail address", Text: "Applications can be sent once your address is confirmed.",
			Verb: "Get the link", Link: "/verify-email",
		})
	}
	for _, app := range open {
		if attempt, ok := waiting[app.ID]; ok {
			list = append(list, needOf(app, attempt))
		}
	}
	for _, r := range own {
		if r.Status == resumes.Read {
			list = append(list, analytics.Need{
				Title: r.Name, Text: "Your resume was read. Check what was found, so that it counts in matches and answers.",
				Verb: "Check resume", Link: "/resumes/" + r.ID.String(),
			})
		}
	}
	return list
}

func needOf(app applications.Application, attempt autoapply.Attempt) analytics.Need {
	need := analytics.Need{
		Title: app.JobTitle + " at " + app.CompanyName, Text: attempt.Detail, Verb: "Look at it", Link: "/applications/" + app.ID.String(),
	}
	switch attempt.State {
	case autoapply.StateNeedsInput:
		need.Verb, need.Link = "Answer", need.Link+"/review"
	case autoapply.StateReadyForReview:
		need.Text, need.Verb, need.Link = "Every question has an answer. Read them once more, then send it.", "Review and send", need.Link+"/review"
	case autoapply.StateUnconfirmed:
		need.Verb = "Settle it"
	case autoapply.StateDraft, autoapply.StatePreparing, autoapply.StateApproved, autoapply.StateFilling, autoapply.StateFilledVerified,
		autoapply.StateSubmitAttempted, autoapply.StateConfirmed, autoapply.StateRejectedByForm, autoapply.StateParked,
		autoapply.StateExpired, autoapply.StateDeclined, autoapply.StateCancelled:
	}
	return need
}

// nextSteps picks applications with a next step: dated ones first, soonest first.
func nextSteps(open []applications.Application) []applications.Application {
	steps := slices.DeleteFunc(slices.Clone(open), func(a applications.Application) bool { return a.NextStep == "" })
	slices.SortStableFunc(steps, func(a, b applications.Application) int { return soonest(a.NextStepOn, b.NextStepOn) })
	return steps[:min(len(steps), stepsShown)]
}

func soonest(a, b time.Time) int {
	switch {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	}
	return a.Compare(b)
}
