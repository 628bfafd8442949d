package autoapplysvc

import (
	"context"
	"slices"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// AttachInput attaches a file to a question that wants one, other than the resume's.
type AttachInput struct {
	Actor       identity.Actor
	Application id.Application
	Field       string // the key of the question
	Name        string // as the person's file is called
	Content     []byte
}

// DetachInput takes the file of a question off again.
type DetachInput struct {
	Actor       identity.Actor
	Application id.Application
	Field       string
}

// Attach keeps the file for this application alone: it is uploaded with the form and kept
// as evidence. It answers the faults of applications.NewAttachment,
// applications.ErrNoFileQuestion, and ErrUnderWay while a worker fills.
func (s *Service) Attach(ctx context.Context, in AttachInput) (Draft, error) {
	if err := in.Actor.Require(); err != nil {
		return Draft{}, err
	}
	if _, err := s.applications.Get(ctx, in.Actor.User, in.Application); err != nil {
		return Draft{}, err // before anything is stored for an application that is not theirs
	}
	file, err := applications.NewAttachment(in.Name, in.Content)
	if err != nil {
		return Draft{}, err
	}
	if err := s.blobs.Put(ctx, file.BlobKey(in.Application), file.MediaType, in.Content); err != nil {
		return Draft{}, err
	}
	return s.setFile(ctx, DetachInput{in.Actor, in.Application, in.Field}, func(a *applications.Answer) {
		a.Values, a.File, a.Origin, a.OriginText = []string{file.Name}, file, applications.OriginTyped, "You attached this"
	})
}

// Detach takes an attached file off again; one that is not there is no error.
func (s *Service) Detach(ctx context.Context, in DetachInput) (Draft, error) {
	if err := in.Actor.Require(); err != nil {
		return Draft{}, err
	}
	return s.setFile(ctx, in, func(a *applications.Answer) {
		a.Values, a.File, a.Origin, a.OriginText = nil, applications.Attachment{}, applications.OriginNone, ""
	})
}

// attachable tells a question for a file that is not the resume's.
func attachable(a applications.Answer) bool {
	return autoapply.Attachable(autoapply.Kind(a.Kind), autoapply.Topic(a.Topic))
}

func (s *Service) setFile(ctx context.Context, in DetachInput, change func(*applications.Answer)) (Draft, error) {
	now := s.now()
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		_, attempt, err := owned(ctx, tx, in.Actor, in.Application)
		if err != nil {
			return err
		}
		answers, err := tx.Records.Answers(ctx, in.Application)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(answers, func(a applications.Answer) bool { return a.FieldKey == in.Field && attachable(a) })
		if i < 0 {
			return applications.ErrNoFileQuestion
		}
		change(&answers[i])
		if err := reconsider(&attempt, answers, now); err != nil {
			return err
		}
		if err := tx.Attempts.Update(ctx, attempt); err != nil {
			return err
		}
		return tx.Records.PutAnswers(ctx, in.Application, answers)
	})
	if err != nil {
		return Draft{}, err
	}
	return s.draft(ctx, in.Actor.User, in.Application)
}
