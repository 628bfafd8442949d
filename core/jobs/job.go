package jobs

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/money"
)

// Source names the kind of feed that a job came from.
type Source string

// The sources. Demo jobs belong to fictional companies and are written for this project.
const (
	SourceGreenhouse Source = "greenhouse"
	SourceLever      Source = "lever"
	SourceAshby      Source = "ashby"
	SourceDemo       Source = "demo"
)

// Sources are all known sources, in the order in which they are shown.
var Sources = []Source{SourceGreenhouse, SourceLever, SourceAshby, SourceDemo}

// Known tells whether the source is one of Sources.
func (s Source) Known() bool { return s.Label() != "" }

// Label is the source's name for people; "" for an unknown one.
func (s Source) Label() string {
	switch s {
	case SourceGreenhouse:
		return "Greenhouse"
	case SourceLever:
		return "Lever"
	case SourceAshby:
		return "Ashby"
	case SourceDemo:
		return "Demo"
	}
	return ""
}

// Status says whether a job can still be had.
type Status string

// The statuses. Filled is the employer's word; closed means the feed no longer shows it.
const (
	StatusActive Status = "active"
	StatusFilled Status = "filled"
	StatusClosed Status = "closed"
)

// Job is one posting as it is shown to people. Missing values are zero and mean "not stated".
type Job struct {
	ID          id.Job
	Requisition id.Requisition // the opening behind it: one application per person and requisition
	Company     id.Company
	CompanyName string

	Title           string
	DescriptionHTML string // sanitised; safe to show as it is
	DescriptionText string // the same as plain text, paragraphs kept
	Department      string

	Locations  []Place
	Remote     RemoteScope
	Employment Employment
	Level      Level
	Pay        money.Range
	Questions  []Question // what the feed says about the form; nil = the feed does not say

	Source     Source
	BoardToken string // the company's name at the source
	ExternalID string // the posting's id there; unique within Source and BoardToken
	URL        string
	ApplyURL   string

	PostedAt    time.Time // as the feed states it
	FirstSeenAt time.Time
	LastSeenAt  time.Time
	ClosedAt    time.Time

	Status      Status
	Demo        bool
	Fingerprint string // of company, title and text; see Fingerprint
	Version     int64  // grows with each change; writes compare it
}

// Open tells whether one can still apply.
func (j Job) Open() bool { return j.Status == StatusActive }

// Close marks the job as no longer shown by its feed. A filled job stays filled.
func (j *Job) Close(now time.Time) {
	if j.Status != StatusActive {
		return
	}
	j.Status, j.ClosedAt = StatusClosed, now
}

// Reopen marks a closed job that its feed shows again. The first-seen time is kept, so
// that a repost can be told from a new job.
func (j *Job) Reopen(now time.Time) {
	j.Status, j.ClosedAt, j.LastSeenAt = StatusActive, time.Time{}, now
}
