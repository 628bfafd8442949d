package profilepg

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/profiledb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

// Imports implements ports.ImportStore.
type Imports struct {
	db postgres.Queryer
	q  *profiledb.Queries
}

// NewImports makes a store over the pool or a transaction.
func NewImports(db postgres.Queryer) Imports { return Imports{db: db, q: profiledb.New()} }

// Get implements ports.ImportReader.
func (s Imports) Get(ctx context.Context, user id.User, which id.Import) (profile.Import, error) {
	row, err := s.q.GetImport(ctx, s.db, profiledb.GetImportParams{UserID: user, ID: which})
	if err != nil {
		return profile.Import{}, postgres.Missing(err, profile.ErrNoImport)
	}
	return importOf(row)
}

// Open implements ports.ImportReader.
func (s Imports) Open(ctx context.Context, user id.User) ([]profile.Import, error) {
	rows, err := s.q.ListOpenImports(ctx, s.db, user)
	if err != nil {
		return nil, fmt.Errorf("profilepg: imports: %w", err)
	}
	all := make([]profile.Import, len(rows))
	for i, row := range rows {
		if all[i], err = importOf(row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Add implements ports.ImportStore.
func (s Imports) Add(ctx context.Context, i profile.Import) error {
	facts, err := json.Marshal(i.Facts)
	if err != nil {
		return fmt.Errorf("profilepg: import: %w", err)
	}
	if err := s.q.DropOpenImports(ctx, s.db, profiledb.DropOpenImportsParams{UserID: i.User, Source: i.Source}); err != nil {
		return fmt.Errorf("profilepg: import: %w", err)
	}
	err = s.q.InsertImport(ctx, s.db, profiledb.InsertImportParams{
		ID: i.ID, UserID: i.User, Source: i.Source, FileName: i.FileName, Facts: facts, Notes: words[string](i.Notes), Status: i.Status, CreatedAt: i.CreatedAt,
	})
	if err != nil {
		return fmt.Errorf("profilepg: import: %w", err)
	}
	return nil
}

// Close implements ports.ImportStore.
func (s Imports) Close(ctx context.Context, i profile.Import) error {
	rows, err := s.q.CloseImport(ctx, s.db, profiledb.CloseImportParams{
		UserID: i.User, ID: i.ID, Status: i.Status, ClosedAt: postgres.Optional(i.ClosedAt),
	})
	if err != nil {
		return fmt.Errorf("profilepg: import: %w", err)
	}
	if rows == 0 {
		if _, err := s.Get(ctx, i.User, i.ID); err != nil {
			return err
		}
		return profile.ErrImportClosed
	}
	return nil
}

func importOf(row profiledb.ProfileImport) (profile.Import, error) {
	i := profile.Import{
		ID: row.ID, User: row.UserID, Source: row.Source, FileName: row.FileName, Notes: row.Notes, Status: row.Status,
		CreatedAt: row.CreatedAt, ClosedAt: postgres.OrZero(row.ClosedAt),
	}
	if err := json.Unmarshal(row.Facts, &i.Facts); err != nil {
		return profile.Import{}, fmt.Errorf("profilepg: facts of an import: %w", err)
	}
	return i, nil
}
