// Package applicationsweb is applying and keeping track of applications: the API
// operations, the live progress and the pages of the seeker site. It must not know a
// rule of applying: it decodes, calls one use-case, presents.
package applicationsweb

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/events"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Services are the use-cases and streams behind the pages and operations.
type Services struct {
	Applications *applicationsvc.Service
	Apply        *autoapplysvc.Service
	Streams      web.Streams
}

// feed is what a page hears while an application is prepared or sent. It answers
// autoapply.ErrNotFound for another person's application.
func (s Services) feed(ctx context.Context, actor identity.Actor, application id.Application) (web.Feed, error) {
	if _, err := s.Applications.Attempt(ctx, actor, application); err != nil {
		return web.Feed{}, err
	}
	return web.Feed{
		User: actor.User, Topic: autoapply.EventTopic(application), Steps: stepsOf,
		Over: func(ctx context.Context) (bool, error) {
			attempt, err := s.Applications.Attempt(ctx, actor, application)
			if errors.Is(err, autoapply.ErrNotFound) {
				return true, nil
			}
			return !attempt.UnderWay(), err
		},
	}, nil
}

// stepsOf tells one event of a run as the steps that it moves. What is no step of a
// run, such as the start of a draft, moves none.
func stepsOf(event events.Event) []web.StepMessage {
	data, err := autoapply.ReadStep(event)
	if err != nil {
		return nil
	}
	end := endState(data.State)
	if data.Step == autoapply.StepEnd && end == "" {
		return nil
	}
	messages := make([]web.StepMessage, 0, len(autoapply.Steps))
	past := true
	for _, step := range autoapply.Steps {
		state := "todo"
		switch {
		case step == data.Step:
			past, state = false, "now"
			if step == autoapply.StepEnd {
				state = end
			}
		case past && end != "" && end != "done":
			continue // where it stopped stays visible
		case past:
			state = "done"
		}
		message := web.StepMessage{Step: string(step), State: state}
		if step == data.Step {
			message.Text = data.Text
		}
		messages = append(messages, message)
	}
	return messages
}

// endState is how the last step looks when a run ended in a state; "" while it has not.
func endState(state autoapply.State) string {
	switch state {
	case autoapply.StateConfirmed:
		return "done"
	case autoapply.StateParked, autoapply.StateUnconfirmed:
		return "waiting"
	case autoapply.StateRejectedByForm, autoapply.StateExpired:
		return "failed"
	case autoapply.StateDraft, autoapply.StatePreparing, autoapply.StateNeedsInput, autoapply.StateReadyForReview, autoapply.StateApproved,
		autoapply.StateFilling, autoapply.StateFilledVerified, autoapply.StateSubmitAttempted, autoapply.StateDeclined, autoapply.StateCancelled:
	}
	return ""
}
