package ports

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/resumes"
)

// ResumeReader reads a person's resumes.
type ResumeReader interface {
	// Get answers the person's resume, or resumes.ErrNotFound.
	Get(ctx context.Context, user id.User, resume id.Resume) (resumes.Resume, error)
	// List answers all resumes of the person, the default one first, then newest first.
	List(ctx context.Context, user id.User) ([]resumes.Resume, error)
	// Document answers the text and layout as it was read; empty until it was. It answers
	// resumes.ErrNotFound for a resume that is not the person's.
	Document(ctx context.Context, user id.User, resume id.Resume) (resumes.Document, error)
}

// ResumeStore reads and writes resumes within a transaction.
type ResumeStore interface {
	// Create stores a new resume.
	Create(ctx context.Context, r resumes.Resume) error
	// Get answers a resume, locked until the transaction ends, or resumes.ErrNotFound. A
	// zero user means any: only tasks ask like that.
	Get(ctx context.Context, user id.User, resume id.Resume) (resumes.Resume, error)
	// OfUser answers all resumes of the person in the order in which they came. Until the
	// transaction ends nobody else adds, changes or removes one who asks the same first.
	OfUser(ctx context.Context, user id.User) ([]resumes.Resume, error)
	// Update stores a changed resume under the version it was read with, and gives it the
	// next one. It answers fault.ErrStale when somebody else changed it in the meantime.
	Update(ctx context.Context, r resumes.Resume) error
	// PutDocument stores what was read from the person's file.
	PutDocument(ctx context.Context, user id.User, resume id.Resume, document resumes.Document) error
	// Delete removes the person's resume. It answers resumes.ErrNotFound, and
	// resumes.ErrInUse when an application was made with it; the transaction stays usable.
	Delete(ctx context.Context, user id.User, resume id.Resume) error
}
