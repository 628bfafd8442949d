package resumesvc

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
)

// UploadInput is a file as it arrived.
type UploadInput struct {
	Actor    identity.Actor
	FileName string
	Content  []byte
}

// Upload keeps a file as a new resume and has it read. What cannot be a resume is
// refused by its content before anything is kept (the faults of resumes.Sniff). The same
// bytes again are the same resume; one that could not be read is then tried again.
func (s *Service) Upload(ctx context.Context, in UploadInput) (resumes.Resume, error) {
	if err := in.Actor.Require(); err != nil {
		return resumes.Resume{}, err
	}
	kind, err := resumes.Sniff(in.Content)
	if err != nil {
		return resumes.Resume{}, err
	}
	now, user := s.now(), in.Actor.User
	resume := id.Make[id.Resume](now)
	sum := sha256.Sum256(in.Content)
	fresh := resumes.New(resume, user, resumes.File{
		Name: in.FileName, Kind: kind, Size: int64(len(in.Content)), SHA256: hex.EncodeToString(sum[:]), BlobKey: resumes.BlobKey(user, resume),
	}, now)
	if err := s.keepFile(ctx, fresh, in.Content); err != nil {
		return resumes.Resume{}, fmt.Errorf("keep the file: %w", err)
	}
	kept := resume
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		var err error
		kept, err = add(ctx, tx, fresh)
		return err
	})
	if err != nil || kept != resume {
		err = errors.Join(err, s.blobs.Delete(ctx, fresh.BlobKey))
	}
	if err != nil {
		return resumes.Resume{}, err
	}
	return s.resumes.Get(ctx, user, kept)
}

// keepFile stores the bytes before there is a row: a row without its file would be half
// a resume. A file that is known already also goes where it was, in case it got lost there.
func (s *Service) keepFile(ctx context.Context, fresh resumes.Resume, content []byte) error {
	all, err := s.resumes.List(ctx, fresh.User)
	if err != nil {
		return err
	}
	for _, r := range append(all, fresh) {
		if r.SHA256 == fresh.SHA256 {
			err = errors.Join(err, s.blobs.Put(ctx, r.BlobKey, r.MediaType, content))
		}
	}
	return err
}

// add stores the resume unless the person has the same file already, and answers
// which one they have now.
func add(ctx context.Context, tx Tx, fresh resumes.Resume) (id.Resume, error) {
	all, err := tx.Resumes.OfUser(ctx, fresh.User)
	if err != nil {
		return id.Resume{}, err
	}
	if at := slices.IndexFunc(all, func(r resumes.Resume) bool { return r.SHA256 == fresh.SHA256 }); at >= 0 {
		return all[at].ID, again(ctx, tx, all[at], fresh)
	}
	if len(all) >= resumes.MaxResumes {
		return id.Resume{}, resumes.ErrTooMany
	}
	if err := tx.Resumes.Create(ctx, fresh); err != nil {
		return id.Resume{}, err
	}
	if err := keepDefault(ctx, tx, append(all, fresh)); err != nil {
		return id.Resume{}, err
	}
	return fresh.ID, tx.Outbox.Enqueue(ctx, resumes.ParseTask{Resume: fresh.ID})
}

// again lets a file that could not be read be tried once more when it is uploaded anew.
func again(ctx context.Context, tx Tx, known, fresh resumes.Resume) error {
	if known.Status != resumes.Unreadable {
		return nil
	}
	known.Reread(fresh.CreatedAt)
	if err := tx.Resumes.Update(ctx, known); err != nil {
		return err
	}
	return tx.Outbox.Enqueue(ctx, resumes.ParseTask{Resume: known.ID})
}

// keepDefault sees to it that a person with a usable resume has a default one.
func keepDefault(ctx context.Context, tx Tx, all []resumes.Resume) error {
	pick, missing := resumes.NextDefault(all)
	if !missing {
		return nil
	}
	return makeDefault(ctx, tx, all, pick)
}

func makeDefault(ctx context.Context, tx Tx, all []resumes.Resume, pick id.Resume) error {
	changed, err := resumes.ChooseDefault(all, pick)
	if err != nil {
		return err
	}
	for _, r := range changed {
		if err := tx.Resumes.Update(ctx, r); err != nil {
			return err
		}
	}
	return nil
}
