package autoapply

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/events"
	"github.com/applyforus/applyforus/core/id"
)

// Step is one thing of a run that the person can watch.
type Step string

// The steps of a run, in order. The last one is an end of any kind.
const (
	StepQueued     Step = "queued"
	StepOpening    Step = "opening"
	StepFilling    Step = "filling"
	StepVerifying  Step = "verifying"
	StepSubmitting Step = "submitting"
	StepEnd        Step = "end"
)

// Steps are the steps in order.
var Steps = []Step{StepQueued, StepOpening, StepFilling, StepVerifying, StepSubmitting, StepEnd}

// Label is the step for people.
func (s Step) Label() string {
	switch s {
	case StepQueued:
		return "Waiting for a free browser"
	case StepOpening:
		return "Opening the form"
	case StepFilling:
		return "Filling the fields"
	case StepVerifying:
		return "Reading every field back"
	case StepSubmitting:
		return "Sending and waiting for the confirmation"
	case StepEnd:
		return "Done"
	}
	return ""
}

// StepFor is where a state stands in the run.
func StepFor(state State) Step {
	switch state {
	case StateDraft, StatePreparing, StateApproved:
		return StepQueued
	case StateFilling:
		return StepOpening
	case StateFilledVerified:
		return StepVerifying
	case StateSubmitAttempted:
		return StepSubmitting
	case StateNeedsInput, StateReadyForReview, StateConfirmed, StateUnconfirmed,
		StateRejectedByForm, StateParked, StateExpired, StateDeclined, StateCancelled:
	}
	return StepEnd
}

// EventTopic is the topic of the events of an application's runs.
func EventTopic(application id.Application) string { return "application:" + application.String() }

// EventKind is the kind of the events that a run writes.
const EventKind = "step"

// StepData is the payload of a step's event.
type StepData struct {
	Attempt id.Attempt `json:"attempt"`
	Step    Step       `json:"step"`
	State   State      `json:"state"`
	Text    string     `json:"text"` // one sentence for the person
	Final   bool       `json:"final"`
}

// StepEvent makes the event of a step.
func StepEvent(a Attempt, step Step, text string, now time.Time) events.Event {
	data, _ := json.Marshal(StepData{Attempt: a.ID, Step: step, State: a.State, Text: text, Final: step == StepEnd}) //nolint:errchkjson // plain strings
	return events.Event{User: a.UserID, Topic: EventTopic(a.ApplicationID), Kind: EventKind, Data: data, At: now}
}

// ReadStep gives the payload of a step's event; an error for another kind of event.
func ReadStep(event events.Event) (StepData, error) {
	var data StepData
	if event.Kind != EventKind {
		return data, errNoStep
	}
	return data, json.Unmarshal(event.Data, &data)
}

var errNoStep = errors.New("autoapply: the event is no step")
