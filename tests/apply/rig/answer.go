package rig

import (
	"context"
	"strings"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/id"
)

// Missing makes up an answer to every required question that has none and is no file.
func Missing(answers []applications.Answer) map[string][]string {
	values := map[string][]string{}
	for _, a := range answers {
		if a.Missing() && a.Kind != string(autoapply.KindFile) {
			values[a.FieldKey] = made(a)
		}
	}
	return values
}

// Everything makes up an answer to every question that has none and takes one.
func Everything(answers []applications.Answer) map[string][]string {
	values := map[string][]string{}
	for _, a := range answers {
		if !a.Answered() && a.Kind != string(autoapply.KindFile) {
			values[a.FieldKey] = made(a)
		}
	}
	return values
}

func made(a applications.Answer) []string {
	switch {
	case len(a.Options) > 0:
		return []string{a.Options[0].Label}
	case a.Kind == string(autoapply.KindCheckbox):
		return []string{"true"}
	case a.Kind == string(autoapply.KindNumber):
		return []string{"3"}
	case a.Kind == string(autoapply.KindDate):
		return []string{"2027-01-31"}
	case a.Kind == string(autoapply.KindEmail):
		return []string{"ada@example.org"}
	case a.Kind == string(autoapply.KindTextarea):
		return []string{strings.TrimSpace(strings.Repeat("I made the night batch ten times faster by sorting first. ", 3))}
	case a.Topic == string(autoapply.TopicLocation):
		return []string{"Berlin, Germany"}
	}
	return []string{"As agreed"}
}

// Ready starts an application, answers what values makes of its questions, and approves it.
func (r *Rig) Ready(ctx context.Context, p Person, job id.Job, values func([]applications.Answer) map[string][]string) (autoapplysvc.Draft, error) {
	draft, err := r.Service.Start(ctx, autoapplysvc.StartInput{Actor: p.Actor, Job: job})
	if err != nil {
		return draft, err
	}
	return r.Approve(ctx, p, draft, values)
}

// Approve answers what values makes of a draft's questions, and approves it.
func (r *Rig) Approve(ctx context.Context, p Person, draft autoapplysvc.Draft, values func([]applications.Answer) map[string][]string) (autoapplysvc.Draft, error) {
	application := draft.File.Application.ID
	_, err := r.Service.Answer(ctx, autoapplysvc.AnswerInput{Actor: p.Actor, Application: application, Values: values(draft.File.Answers)})
	if err != nil {
		return draft, err
	}
	return r.Service.Approve(ctx, autoapplysvc.DecideInput{Actor: p.Actor, Application: application})
}
