package resumesvc

import (
	"context"
	"errors"
	"slices"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
)

// Parse handles resumes.ParseTask: it reads the file and keeps the draft, or why it
// cannot be read. Running it again changes nothing. An error means that it may work later.
func (s *Service) Parse(ctx context.Context, task resumes.ParseTask) error {
	claimed, ok, err := s.claim(ctx, task.Resume)
	if err != nil || !ok {
		return err
	}
	document, problem, err := s.read(ctx, claimed)
	if err != nil {
		return err
	}
	return s.record(ctx, claimed, document, problem)
}

// claim answers the resume if it still waits to be read.
func (s *Service) claim(ctx context.Context, resume id.Resume) (claimed resumes.Resume, ok bool, err error) {
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		claimed, err = tx.Resumes.Get(ctx, id.User{}, resume)
		return err
	})
	if errors.Is(err, resumes.ErrNotFound) { // deleted in the meantime
		return resumes.Resume{}, false, nil
	}
	return claimed, err == nil && claimed.Status == resumes.Uploaded, err
}

// read answers the document, or the problem of the file that no further try would solve.
func (s *Service) read(ctx context.Context, r resumes.Resume) (resumes.Document, *fault.Error, error) {
	content, err := s.blobs.Get(ctx, r.BlobKey)
	if err == nil {
		var document resumes.Document
		if document, err = s.documents.Read(ctx, r.FileName, content); err == nil {
			return document, nil, nil
		}
	}
	switch problem := fault.As(err); {
	case errors.Is(err, fault.ErrNotFound):
		return resumes.Document{}, resumes.ErrFileGone, nil
	case problem != nil && problem.Kind == fault.Invalid:
		return resumes.Document{}, problem, nil
	}
	return resumes.Document{}, nil, err
}

func (s *Service) record(ctx context.Context, claimed resumes.Resume, document resumes.Document, problem *fault.Error) error {
	now := s.now()
	draft := resumes.Draft{}
	if problem == nil {
		draft = resumes.Parse(document)
	}
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		all, err := tx.Resumes.OfUser(ctx, claimed.User)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(r resumes.Resume) bool { return r.ID == claimed.ID })
		if at < 0 || all[at].Status != resumes.Uploaded {
			return nil // deleted, or read by another try
		}
		r := &all[at]
		if problem != nil {
			err = r.MarkUnreadable(problem, now)
		} else {
			err = errors.Join(r.MarkRead(len(document.Pages), draft, now), tx.Resumes.PutDocument(ctx, r.User, r.ID, document))
		}
		if err != nil {
			return err
		}
		if err := tx.Resumes.Update(ctx, *r); err != nil {
			return err
		}
		r.Version++
		return keepDefault(ctx, tx, all)
	})
}

// Reread has a resume read anew; its draft is discarded, the facts taken over before stay.
func (s *Service) Reread(ctx context.Context, actor identity.Actor, resume id.Resume) (resumes.Resume, error) {
	return s.change(ctx, actor, resume, func(ctx context.Context, tx Tx, r *resumes.Resume) error {
		r.Reread(s.now())
		return tx.Outbox.Enqueue(ctx, resumes.ParseTask{Resume: r.ID})
	})
}

// Discard handles resumes.DiscardTask: it removes the file of a deleted resume.
func (s *Service) Discard(ctx context.Context, task resumes.DiscardTask) error {
	return s.blobs.Delete(ctx, resumes.BlobKey(task.User, task.Resume))
}
