package autoapplysvc

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// maxValue is the longest answer, in characters.
const maxValue = 10_000

// AnswerInput changes answers of an application that is not sent yet.
type AnswerInput struct {
	Actor       identity.Actor
	Application id.Application
	// Values holds the new answers by field key; fields that are not in it stay.
	Values map[string][]string
	// Forget lists fields whose answers must not go into the answer bank.
	Forget []string
}

// Answer takes the person's answers. They are remembered in the answer bank, consents
// apart: those are given to one employer. Without values it takes a parked application
// up again. It answers every violation by field key, and ErrUnderWay while a worker fills.
func (s *Service) Answer(ctx context.Context, in AnswerInput) (Draft, error) {
	if err := in.Actor.Require(); err != nil {
		return Draft{}, err
	}
	now := s.now()
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		app, attempt, err := owned(ctx, tx, in.Actor, in.Application)
		if err != nil {
			return err
		}
		current, err := tx.Records.Answers(ctx, in.Application)
		if err != nil {
			return err
		}
		answers, typed, err := apply(current, in.Values)
		if err != nil {
			return err
		}
		if err := reconsider(&attempt, answers, now); err != nil {
			return err
		}
		if err := tx.Attempts.Update(ctx, attempt); err != nil {
			return err
		}
		if err := tx.Records.PutAnswers(ctx, in.Application, answers); err != nil {
			return err
		}
		if err := readLater(ctx, tx, attempt); err != nil {
			return err
		}
		return remember(ctx, tx, in, app.CompanyName, typed, now)
	})
	if err != nil {
		return Draft{}, err
	}
	return s.draft(ctx, in.Actor.User, in.Application)
}

// reconsider sees what an attempt's answers allow now. An approval is void when
// answers change, because the person approved others.
func reconsider(attempt *autoapply.Attempt, answers []applications.Answer, now time.Time) error {
	switch attempt.State {
	case autoapply.StateNeedsInput, autoapply.StateReadyForReview, autoapply.StateParked:
	case autoapply.StateApproved, autoapply.StateFilling, autoapply.StateFilledVerified, autoapply.StatePreparing:
		return ErrUnderWay
	case autoapply.StateDraft, autoapply.StateSubmitAttempted, autoapply.StateConfirmed, autoapply.StateUnconfirmed,
		autoapply.StateRejectedByForm, autoapply.StateExpired, autoapply.StateDeclined, autoapply.StateCancelled:
		if attempt.Submitted() {
			return autoapply.ErrAlreadySubmitted
		}
		return autoapply.ErrWrongState
	}
	if err := attempt.Prepare(now); err != nil {
		return err
	}
	return settleAnswers(attempt, answers, now)
}

// apply puts new values into the answers and gives those that changed. It answers
// every violation.
func apply(answers []applications.Answer, values map[string][]string) (all, typed []applications.Answer, err error) {
	var c fault.Check
	all = slices.Clone(answers)
	for key := range values {
		if !slices.ContainsFunc(all, func(a applications.Answer) bool { return a.FieldKey == key }) {
			c.Add(key, "unknown", "This form has no such question. Reload the page to see its questions.")
		}
	}
	for i := range all {
		given, ok := values[all[i].FieldKey]
		if !ok {
			continue
		}
		checked := accept(&c, all[i], given)
		if slices.Equal(checked, all[i].Values) {
			continue
		}
		all[i].Values, all[i].Origin, all[i].OriginText = checked, applications.OriginTyped, "You typed this"
		if len(checked) == 0 {
			all[i].Origin, all[i].OriginText = applications.OriginNone, ""
		}
		typed = append(typed, all[i])
	}
	return all, typed, c.Err()
}

// accept gives the values that a field takes of those given, and notes violations.
func accept(c *fault.Check, a applications.Answer, given []string) []string {
	if a.Kind == string(autoapply.KindFile) {
		c.Add(a.FieldKey, "file", "Files cannot be typed. Pick another resume to change it.")
		return nil
	}
	var accepted []string
	for _, value := range given {
		value = strings.TrimSpace(value)
		c.MaxLen(a.FieldKey, value, maxValue)
		c.PlainText(a.FieldKey, value)
		if value == "" {
			continue
		}
		if len(a.Options) > 0 && !slices.ContainsFunc(a.Options, func(o applications.Option) bool { return o.Label == value }) {
			c.Add(a.FieldKey, "not_offered", "Choose one of the answers that the form offers.")
			continue
		}
		if message := malformed(autoapply.Kind(a.Kind), value); message != "" {
			c.Add(a.FieldKey, "malformed", message)
			continue
		}
		accepted = append(accepted, value)
	}
	if len(accepted) > 1 && a.Kind != string(autoapply.KindMultiSelect) {
		c.Add(a.FieldKey, "too_many", "Give one answer to this question.")
	}
	return accepted
}

// malformed says what is wrong with a value that a field of the kind cannot take; ""
// if nothing is.
func malformed(kind autoapply.Kind, value string) string {
	switch kind {
	case autoapply.KindCheckbox:
		if value != "true" {
			return "Tick the box, or leave it."
		}
	case autoapply.KindNumber:
		if _, err := strconv.ParseFloat(value, 64); err != nil {
			return "Write a number in digits."
		}
	case autoapply.KindDate:
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return "Write the date as year-month-day, such as 2027-01-31."
		}
	case autoapply.KindEmail:
		if _, domain, found := strings.Cut(value, "@"); !found || domain == "" || strings.ContainsAny(value, " \t\n") {
			return "Write an e-mail address."
		}
	case autoapply.KindText, autoapply.KindTextarea, autoapply.KindPhone, autoapply.KindSingleSelect,
		autoapply.KindMultiSelect, autoapply.KindFile, autoapply.KindHidden:
	}
	return ""
}

// remember keeps what was typed for the next form: for every employer, or for this one
// alone where it is about them.
func remember(ctx context.Context, tx Tx, in AnswerInput, employer string, typed []applications.Answer, now time.Time) error {
	for _, a := range typed {
		key := profile.QuestionKey(a.Label)
		if !a.Answered() || key == "" || a.Topic == string(autoapply.TopicConsent) || slices.Contains(in.Forget, a.FieldKey) {
			continue
		}
		said := profile.Answer{
			ID: id.Make[id.Answer](now), User: in.Actor.User, Topic: a.Topic, Key: key,
			Question: a.Label, Values: a.Values, SaidAt: now,
		}
		if autoapply.Particular(autoapply.Topic(a.Topic), a.Label, employer) {
			said.Employer = employer
		}
		if err := tx.Bank.Remember(ctx, said); err != nil {
			return err
		}
	}
	return nil
}
