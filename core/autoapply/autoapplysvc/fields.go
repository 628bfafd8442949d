package autoapplysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports"
)

var fieldKinds = map[jobs.QuestionKind]autoapply.Kind{
	jobs.QuestionText:     autoapply.KindText,
	jobs.QuestionLongText: autoapply.KindTextarea,
	jobs.QuestionSelect:   autoapply.KindSingleSelect,
	jobs.QuestionMulti:    autoapply.KindMultiSelect,
	jobs.QuestionBoolean:  autoapply.KindSingleSelect,
	jobs.QuestionFile:     autoapply.KindFile,
	jobs.QuestionDate:     autoapply.KindDate,
	jobs.QuestionNumber:   autoapply.KindNumber,
}

// fieldsOf gives the fields of the questions that a feed tells about a form.
func fieldsOf(questions []jobs.Question) []autoapply.Field {
	fields := make([]autoapply.Field, len(questions))
	for i, q := range questions {
		field := autoapply.Field{
			Key: q.Key, Label: q.Label, Kind: fieldKinds[q.Kind], Required: q.Required,
			Section: sections[q.Group], Description: q.Description,
		}
		for _, o := range q.Options {
			field.Options = append(field.Options, autoapply.Option(o))
		}
		field.Topic = autoapply.Classify(field.Label, field.Key, field.Kind, field.Options)
		if q.Group == jobs.GroupConsent {
			field.Topic = autoapply.TopicConsent
			if len(field.Options) == 0 {
				field.Kind = autoapply.KindCheckbox
			}
		}
		fields[i] = field
	}
	return fields
}

var sections = map[jobs.QuestionGroup]string{
	jobs.GroupStandard:    "About you",
	jobs.GroupCustom:      "The employer's questions",
	jobs.GroupLocation:    "About you",
	jobs.GroupCompliance:  "Voluntary self-identification",
	jobs.GroupDemographic: "Voluntary survey",
	jobs.GroupConsent:     "Consent",
}

// Sayings reads what a person said.
type Sayings struct {
	Resumes  ports.ResumeReader
	Profiles ports.ProfileReader
	Bank     ports.AnswerReader
}

// load gives what the person said, with the picked resume or, without a pick, the
// default one, and what they said to the employer. It answers resumes.ErrNotFound,
// ErrNoResume or ErrResumeUnread.
func (s Sayings) load(ctx context.Context, user id.User, pick id.Resume, employer string) (known, error) {
	resume, err := s.pick(ctx, user, pick)
	if err != nil {
		return known{}, err
	}
	if !resume.Usable() {
		return known{}, ErrResumeUnread
	}
	facts, err1 := s.Profiles.Get(ctx, user)
	bank, err2 := s.Bank.All(ctx, user)
	return known{profile: facts, bank: bank, resume: resume, employer: employer}, errors.Join(err1, err2)
}

func (s Sayings) pick(ctx context.Context, user id.User, pick id.Resume) (resumes.Resume, error) {
	if !pick.IsZero() {
		return s.Resumes.Get(ctx, user, pick)
	}
	all, err := s.Resumes.List(ctx, user)
	if err != nil {
		return resumes.Resume{}, err
	}
	for _, r := range all { // the default one comes first
		if r.Usable() {
			return r, nil
		}
	}
	return resumes.Resume{}, ErrNoResume
}
