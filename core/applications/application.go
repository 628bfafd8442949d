package applications

import (
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// Stage is where an application stands, as the person sees it on their board.
type Stage string

// The stages, in the order of the board, then the ends.
const (
	StagePreparing Stage = "preparing" // nothing was sent yet
	StageApplied   Stage = "applied"
	StageScreening Stage = "screening"
	StageInterview Stage = "interview"
	StageOffer     Stage = "offer"
	StageAccepted  Stage = "accepted"
	StageRejected  Stage = "rejected"
	StageWithdrawn Stage = "withdrawn"
	StageClosed    Stage = "closed" // the posting closed before anything was sent
)

// Stages are all stages in the order of the board.
var Stages = []Stage{
	StagePreparing, StageApplied, StageScreening, StageInterview,
	StageOffer, StageAccepted, StageRejected, StageWithdrawn, StageClosed,
}

// Label is the stage for people; "" for an unknown one.
func (s Stage) Label() string {
	switch s {
	case StagePreparing:
		return "Preparing"
	case StageApplied:
		return "Applied"
	case StageScreening:
		return "Screening"
	case StageInterview:
		return "Interview"
	case StageOffer:
		return "Offer"
	case StageAccepted:
		return "Accepted"
	case StageRejected:
		return "Not selected"
	case StageWithdrawn:
		return "Withdrawn"
	case StageClosed:
		return "Closed before sending"
	}
	return ""
}

// Open tells whether something may still come of it.
func (s Stage) Open() bool {
	switch s {
	case StageAccepted, StageRejected, StageWithdrawn, StageClosed:
		return false
	case StagePreparing, StageApplied, StageScreening, StageInterview, StageOffer:
	}
	return s.Label() != ""
}

// maxNextStep is the longest next step kept, in characters.
const maxNextStep = 200

// Application is one person's application to one requisition.
type Application struct {
	ID          id.Application
	User        id.User
	Requisition id.Requisition
	Job         id.Job
	Resume      id.Resume

	JobTitle    string // as it was when the person applied
	CompanyName string
	Platform    string // of the form, e.g. "greenhouse"

	Stage       Stage
	AutoApplied bool      // sent by the apply engine, not noted by hand
	AppliedAt   time.Time // zero = not sent
	NextStep    string    // what the person wants to do next
	NextStepOn  time.Time // a date; zero = no date

	Version              int
	CreatedAt, UpdatedAt time.Time
}

// New makes an application that is being prepared.
func New(application id.Application, user id.User, job id.Job, requisition id.Requisition, resume id.Resume, title, company, platform string, now time.Time) Application {
	return Application{
		ID: application, User: user, Job: job, Requisition: requisition, Resume: resume,
		JobTitle: title, CompanyName: company, Platform: platform,
		Stage: StagePreparing, AutoApplied: true, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}

// MarkApplied notes that the form was received, or that the person says it was.
func (a *Application) MarkApplied(now time.Time) {
	if a.AppliedAt.IsZero() {
		a.AppliedAt = now
	}
	if a.Stage == StagePreparing || a.Stage == StageWithdrawn || a.Stage == StageClosed {
		a.Stage = StageApplied
	}
	a.UpdatedAt = now
}

// MarkClosed notes that the posting was gone before anything was sent.
func (a *Application) MarkClosed(now time.Time) {
	if a.AppliedAt.IsZero() {
		a.Stage, a.UpdatedAt = StageClosed, now
	}
}

// Move puts the application into another stage by the person's hand. It answers
// ErrNotSent for moving something unsent onwards (withdrawing is allowed), and a
// violation for an unknown stage.
func (a *Application) Move(to Stage, now time.Time) error {
	if to.Label() == "" {
		var c fault.Check
		c.Add("stage", "unknown", "Choose one of the stages of the board.")
		return c.Err()
	}
	if a.AppliedAt.IsZero() && to != StagePreparing && to != StageWithdrawn {
		return ErrNotSent
	}
	if to == StageClosed { // a posting's end, never the person's choice
		return ErrAlreadySent
	}
	if !a.AppliedAt.IsZero() && to == StagePreparing {
		return ErrAlreadySent
	}
	a.Stage, a.UpdatedAt = to, now
	return nil
}

// Plan sets the next step; an empty text clears it.
func (a *Application) Plan(step string, on, now time.Time) error {
	step = strings.TrimSpace(step)
	var c fault.Check
	c.MaxLen("nextStep", step, maxNextStep)
	c.PlainText("nextStep", step)
	if err := c.Err(); err != nil {
		return err
	}
	if step == "" {
		on = time.Time{}
	}
	a.NextStep, a.NextStepOn, a.UpdatedAt = step, on, now
	return nil
}
