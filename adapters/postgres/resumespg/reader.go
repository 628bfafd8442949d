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

// Reader implements ports.ResumeReader.
type Reader struct {
	db postgres.Queryer
	q  *resumesdb.Queries
}

// NewReader makes a reader over the pool.
func NewReader(db postgres.Queryer) Reader { return Reader{db: db, q: resumesdb.New()} }

// Get implements ports.ResumeReader.
func (r Reader) Get(ctx context.Context, user id.User, resume id.Resume) (resumes.Resume, error) {
	return one(r.q.Get(ctx, r.db, resumesdb.GetParams{UserID: user, ID: resume}))
}

// List implements ports.ResumeReader.
func (r Reader) List(ctx context.Context, user id.User) ([]resumes.Resume, error) {
	rows, err := r.q.List(ctx, r.db, user)
	if err != nil {
		return nil, wrap("list", err)
	}
	return fromRows(rows)
}

// Document implements ports.ResumeReader.
func (r Reader) Document(ctx context.Context, user id.User, resume id.Resume) (resumes.Document, error) {
	content, err := r.q.Document(ctx, r.db, resumesdb.DocumentParams{UserID: user, ID: resume})
	if err != nil {
		return resumes.Document{}, wrap("document", postgres.Missing(err, resumes.ErrNotFound))
	}
	var document resumes.Document
	if len(content) > 0 {
		if err := json.Unmarshal(content, &document); err != nil {
			return resumes.Document{}, fmt.Errorf("resumespg: document: %w", err)
		}
	}
	return document, nil
}

func one(row resumesdb.GetRow, err error) (resumes.Resume, error) {
	if err != nil {
		return resumes.Resume{}, wrap("get", postgres.Missing(err, resumes.ErrNotFound))
	}
	return fromRow(row)
}

func fromRows[R resumesdb.ListRow | resumesdb.OfUserRow](rows []R) ([]resumes.Resume, error) {
	all := make([]resumes.Resume, len(rows))
	for i, row := range rows {
		var err error
		if all[i], err = fromRow(resumesdb.GetRow(row)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func fromRow(row resumesdb.GetRow) (resumes.Resume, error) {
	r := resumes.Resume{
		ID: row.ID, User: row.UserID, Name: row.Name, FileName: row.FileName, MediaType: row.MediaType, Size: row.Size, SHA256: row.Sha256,
		BlobKey: row.BlobKey, Pages: int(row.Pages), Status: row.Status, Problem: row.ProblemCode, Remedy: row.ProblemText,
		IsDefault: row.IsDefault, CreatedAt: row.CreatedAt, UpdatedAt: row.UpdatedAt, Version: int(row.Version),
	}
	if len(row.Draft) > 0 {
		if err := json.Unmarshal(row.Draft, &r.Draft); err != nil {
			return resumes.Resume{}, fmt.Errorf("resumespg: draft: %w", err)
		}
	}
	return r, nil
}

// wrap says which statement failed; faults pass as they are.
var wrap = postgres.Wrapper("resumespg")
