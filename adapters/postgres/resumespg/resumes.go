// Package resumespg keeps resumes in PostgreSQL. Every statement carries the owner,
// but the one by which a task finds its resume.
package resumespg

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/resumesdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/resumes"
)

// Store implements ports.ResumeStore.
type Store struct {
	db postgres.Queryer
	q  *resumesdb.Queries
}

// NewStore makes a store over a transaction.
func NewStore(db postgres.Queryer) Store { return Store{db: db, q: resumesdb.New()} }

// Create implements ports.ResumeStore.
func (s Store) Create(ctx context.Context, r resumes.Resume) error {
	draft, err := json.Marshal(r.Draft)
	if err != nil {
		return fmt.Errorf("resumespg: draft: %w", err)
	}
	return wrap("create", s.q.Create(ctx, s.db, resumesdb.CreateParams{
		ID: r.ID, UserID: r.User, Name: r.Name, FileName: r.FileName, MediaType: r.MediaType, Size: r.Size, Sha256: r.SHA256,
		BlobKey: r.BlobKey, Pages: int32(r.Pages), Status: r.Status, ProblemCode: r.Problem, ProblemText: r.Remedy,
		Draft: draft, IsDefault: r.IsDefault, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}))
}

// Get implements ports.ResumeStore.
func (s Store) Get(ctx context.Context, user id.User, resume id.Resume) (resumes.Resume, error) {
	if user.IsZero() {
		row, err := s.q.GetForTask(ctx, s.db, resume)
		return one(resumesdb.GetRow(row), err)
	}
	row, err := s.q.GetLocked(ctx, s.db, resumesdb.GetLockedParams{UserID: user, ID: resume})
	return one(resumesdb.GetRow(row), err)
}

// OfUser implements ports.ResumeStore.
func (s Store) OfUser(ctx context.Context, user id.User) ([]resumes.Resume, error) {
	if err := s.q.LockUser(ctx, s.db, user.String()); err != nil {
		return nil, wrap("lock", err)
	}
	rows, err := s.q.OfUser(ctx, s.db, user)
	if err != nil {
		return nil, wrap("of user", err)
	}
	return fromRows(rows)
}

// Update implements ports.ResumeStore.
func (s Store) Update(ctx context.Context, r resumes.Resume) error {
	draft, err := json.Marshal(r.Draft)
	if err != nil {
		return fmt.Errorf("resumespg: draft: %w", err)
	}
	rows, err := s.q.Update(ctx, s.db, resumesdb.UpdateParams{
		UserID: r.User, ID: r.ID, Name: r.Name, Pages: int32(r.Pages), Status: r.Status, ProblemCode: r.Problem, ProblemText: r.Remedy,
		Draft: draft, IsDefault: r.IsDefault, UpdatedAt: r.UpdatedAt, Version: int32(r.Version),
	})
	return wrap("update", postgres.Changed(rows, err))
}

// PutDocument implements ports.ResumeStore.
func (s Store) PutDocument(ctx context.Context, user id.User, resume id.Resume, document resumes.Document) error {
	content, err := json.Marshal(document)
	if err != nil {
		return fmt.Errorf("resumespg: document: %w", err)
	}
	rows, err := s.q.PutDocument(ctx, s.db, resumesdb.PutDocumentParams{UserID: user, ID: resume, Document: content})
	if err == nil && rows == 0 {
		return resumes.ErrNotFound
	}
	return wrap("put document", err)
}

// Delete implements ports.ResumeStore.
func (s Store) Delete(ctx context.Context, user id.User, resume id.Resume) error {
	rows, err := s.q.Delete(ctx, s.db, resumesdb.DeleteParams{UserID: user, ID: resume})
	if postgres.Violates(err, "applications_resume_id_fkey") { // made in this moment
		return resumes.ErrInUse.Wrap(err)
	}
	if err != nil || rows > 0 {
		return wrap("delete", err)
	}
	if _, err := s.Get(ctx, user, resume); err != nil {
		return err
	}
	return resumes.ErrInUse
}
