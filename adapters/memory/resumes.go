package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports"
)

var (
	_ ports.ResumeStore  = Resumes{}
	_ ports.ResumeReader = ResumeReader{}
)

func resumeRows(s Session) Rows[id.Resume, resumes.Resume] {
	return Table[id.Resume, resumes.Resume](s, "resumes.resumes")
}

func documentRows(s Session) Rows[id.Resume, resumes.Document] {
	return Table[id.Resume, resumes.Document](s, "resumes.documents")
}

// Resumes is ports.ResumeStore within a session.
type Resumes struct {
	s     Session
	inUse func(id.Resume) bool
}

// NewResumes makes a store over a session. inUse says which resumes an application was
// made with; nil means none.
func NewResumes(s Session, inUse func(id.Resume) bool) Resumes { return Resumes{s: s, inUse: inUse} }

// Create implements ports.ResumeStore.
func (m Resumes) Create(_ context.Context, r resumes.Resume) error {
	r.Version = 1
	resumeRows(m.s)[r.ID] = r
	return nil
}

// Get implements ports.ResumeStore.
func (m Resumes) Get(_ context.Context, user id.User, resume id.Resume) (resumes.Resume, error) {
	r, there := resumeRows(m.s)[resume]
	if !there || !user.IsZero() && r.User != user {
		return resumes.Resume{}, resumes.ErrNotFound
	}
	return r, nil
}

// OfUser implements ports.ResumeStore.
func (m Resumes) OfUser(_ context.Context, user id.User) ([]resumes.Resume, error) {
	return resumesOf(m.s, user), nil
}

// Update implements ports.ResumeStore.
func (m Resumes) Update(_ context.Context, r resumes.Resume) error {
	old, there := resumeRows(m.s)[r.ID]
	if !there || old.User != r.User || old.Version != r.Version {
		return fault.ErrStale
	}
	r.Version++
	resumeRows(m.s)[r.ID] = r
	return nil
}

// PutDocument implements ports.ResumeStore.
func (m Resumes) PutDocument(ctx context.Context, user id.User, resume id.Resume, document resumes.Document) error {
	if _, err := m.Get(ctx, user, resume); err != nil {
		return err
	}
	documentRows(m.s)[resume] = document
	return nil
}

// Delete implements ports.ResumeStore.
func (m Resumes) Delete(ctx context.Context, user id.User, resume id.Resume) error {
	if _, err := m.Get(ctx, user, resume); err != nil {
		return err
	}
	if m.inUse != nil && m.inUse(resume) {
		return resumes.ErrInUse
	}
	delete(resumeRows(m.s), resume)
	delete(documentRows(m.s), resume)
	return nil
}

func resumesOf(s Session, user id.User) []resumes.Resume {
	var all []resumes.Resume
	for _, r := range resumeRows(s) {
		if r.User == user {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b resumes.Resume) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), slices.Compare(a.ID[:], b.ID[:]))
	})
	return all
}

// ResumeReader is ports.ResumeReader over a database.
type ResumeReader struct{ db *DB }

// NewResumeReader makes a reader over a database.
func NewResumeReader(db *DB) ResumeReader { return ResumeReader{db} }

// Get implements ports.ResumeReader.
func (m ResumeReader) Get(ctx context.Context, user id.User, resume id.Resume) (found resumes.Resume, err error) {
	m.db.Read(func(s Session) {
		if found, err = NewResumes(s, nil).Get(ctx, user, resume); err == nil && found.User != user {
			found, err = resumes.Resume{}, resumes.ErrNotFound
		}
	})
	return found, err
}

// List implements ports.ResumeReader.
func (m ResumeReader) List(_ context.Context, user id.User) (all []resumes.Resume, _ error) {
	m.db.Read(func(s Session) { all = resumesOf(s, user) })
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b resumes.Resume) int {
		switch {
		case a.IsDefault == b.IsDefault:
			return 0
		case a.IsDefault:
			return -1
		}
		return 1
	})
	return all, nil
}

// Document implements ports.ResumeReader.
func (m ResumeReader) Document(ctx context.Context, user id.User, resume id.Resume) (document resumes.Document, err error) {
	if _, err = m.Get(ctx, user, resume); err != nil {
		return document, err
	}
	m.db.Read(func(s Session) { document = documentRows(s)[resume] })
	return document, nil
}
