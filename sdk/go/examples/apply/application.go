package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/applyforus/applyforus/sdk/go/seeker"
)

// apply starts an application, answers what is missing, approves it and waits until the
// employer's page has confirmed it.
func apply(ctx context.Context, api *seeker.API, job seeker.JobDetail, resume seeker.Resume) (seeker.ApplicationDetail, error) {
	key := seeker.NewKey()
	input := seeker.StartInputBody{JobId: job.Id, ResumeId: &resume.Id}
	application, err := seeker.Data[seeker.ApplicationDetail](api.StartApplicationWithResponse(ctx, input, seeker.Idempotent(key)))
	if err != nil {
		return application, err
	}
	// The same request again, as after a lost answer, starts nothing new.
	again, err := seeker.Data[seeker.ApplicationDetail](api.StartApplicationWithResponse(ctx, input, seeker.Idempotent(key)))
	if err != nil || again.Id != application.Id {
		return application, fmt.Errorf("repeating the request: %w", errors.Join(err, fmt.Errorf("%s instead of %s", again.Id, application.Id)))
	}
	err = wait(ctx, func() (bool, error) {
		application, err = seeker.Data[seeker.ApplicationDetail](api.GetApplicationWithResponse(ctx, application.Id))
		return err == nil && application.Attempt != nil && application.Attempt.State != seeker.ApplicationAttemptStatePreparing, err
	})
	if err != nil {
		return application, err
	}
	answers := map[string][]string{}
	for _, question := range application.Answers {
		if question.Missing {
			answers[question.FieldKey] = answer(question)
			say("answering %q: %v", question.Label, answers[question.FieldKey])
		} else if len(question.Values) > 0 {
			say("known: %q: %v, %s", question.Label, question.Values, question.OriginText)
		}
	}
	application, err = seeker.Data[seeker.ApplicationDetail](api.AnswerApplicationWithResponse(ctx, application.Id, seeker.AnswerInputBody{Answers: answers}))
	if err != nil {
		return application, err
	}
	if application.Attempt.State != seeker.ApplicationAttemptStateReadyForReview {
		return application, fmt.Errorf("after all answers the application is %s: %s", application.Attempt.State, application.Attempt.Detail)
	}
	application, err = seeker.Data[seeker.ApplicationDetail](api.ApproveApplicationWithResponse(ctx, application.Id, seeker.Idempotent(seeker.NewKey())))
	if err != nil {
		return application, err
	}
	say("approved; the form is being filled")
	err = wait(ctx, func() (bool, error) {
		application, err = seeker.Data[seeker.ApplicationDetail](api.GetApplicationWithResponse(ctx, application.Id))
		return err == nil && settled(application.Attempt.State), err
	})
	if err != nil {
		return application, err
	}
	if application.Attempt.State != seeker.ApplicationAttemptStateConfirmed || application.Attempt.SubmitAttemptedAt == nil || application.Confirmation == "" {
		return application, fmt.Errorf("the application ended as %s: %s %v", application.Attempt.State, application.Attempt.Detail, application.Attempt.Needs)
	}
	say("confirmed: %s", application.Confirmation)
	return application, nil
}

func settled(state seeker.ApplicationAttemptState) bool {
	switch state {
	case seeker.ApplicationAttemptStateApproved, seeker.ApplicationAttemptStateFilling, seeker.ApplicationAttemptStateFilledVerified, seeker.ApplicationAttemptStateSubmitAttempted:
		return false
	}
	return true
}

// said is what the person would say to questions whose meaning is known.
var said = map[string]string{
	"linkedin": "https://www.linkedin.com/in/mirela-quandt-example", "location": "Kiel, Germany", "salary": "165000",
	"start_date": "2027-03-01", "notice_period": "3 months",
}

// answer makes up what a person would say.
func answer(question seeker.ApplicationAnswer) []string {
	switch {
	case len(question.Options) > 0:
		return []string{question.Options[0].Label}
	case question.Kind == seeker.ApplicationAnswerKindCheckbox:
		return []string{"true"}
	case question.Kind == seeker.ApplicationAnswerKindNumber:
		return []string{"5"}
	case question.Kind == seeker.ApplicationAnswerKindDate:
		return []string{"2027-03-01"}
	case said[question.Topic] != "":
		return []string{said[question.Topic]}
	}
	return []string{"I moved eleven services to Kubernetes without a night alarm."}
}

// evidence downloads everything that was kept and compares it with its sums.
func evidence(ctx context.Context, api *seeker.API, sent seeker.ApplicationDetail, resume []byte) error {
	var kinds []string
	for _, piece := range sent.Evidence {
		content, err := seeker.Bytes(api.GetApplicationEvidenceWithResponse(ctx, sent.Id, piece.Id))
		if err != nil {
			return err
		}
		if err := same(piece.Name, content, piece.Sha256); err != nil {
			return err
		}
		if piece.Kind == seeker.ApplicationEvidenceKindResume && !bytes.Equal(content, resume) {
			return errors.New("the resume that was sent is not the one that was uploaded")
		}
		kinds = append(kinds, string(piece.Kind))
	}
	for _, kind := range []string{"resume", "answers", "screenshot_filled", "screenshot_result", "confirmation"} {
		if !strings.Contains(strings.Join(kinds, " "), kind) {
			return fmt.Errorf("no evidence of kind %s among %v", kind, kinds)
		}
	}
	say("evidence checked: %s", strings.Join(kinds, ", "))
	return nil
}
