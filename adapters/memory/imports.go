package memory

import (
	"context"
	"slices"
	"sync"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

var (
	_ ports.ImportStore  = Imports{}
	_ ports.ImportReader = ImportReader{}
	_ ports.Portraits    = (*Portraits)(nil)
)

// Imports is ports.ImportStore within a session.
type Imports struct{ s Session }

// NewImports makes a store over a session.
func NewImports(s Session) Imports { return Imports{s} }

func (m Imports) rows() Rows[id.Import, profile.Import] {
	return Table[id.Import, profile.Import](m.s, "profile.imports")
}

// Get implements ports.ImportReader.
func (m Imports) Get(_ context.Context, user id.User, which id.Import) (profile.Import, error) {
	if i, there := m.rows()[which]; there && i.User == user {
		return i, nil
	}
	return profile.Import{}, profile.ErrNoImport
}

// Open implements ports.ImportReader.
func (m Imports) Open(_ context.Context, user id.User) ([]profile.Import, error) {
	var all []profile.Import
	for _, i := range m.rows() {
		if i.User == user && i.Status == profile.ImportOpen {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, func(a, b profile.Import) int {
		if by := b.CreatedAt.Compare(a.CreatedAt); by != 0 {
			return by
		}
		return slices.Compare(b.ID[:], a.ID[:])
	})
	return all, nil
}

// Add implements ports.ImportStore.
func (m Imports) Add(_ context.Context, i profile.Import) error {
	for which, old := range m.rows() {
		if old.User == i.User && old.Source == i.Source && old.Status == profile.ImportOpen {
			delete(m.rows(), which)
		}
	}
	m.rows()[i.ID] = i
	return nil
}

// Close implements ports.ImportStore.
func (m Imports) Close(ctx context.Context, i profile.Import) error {
	old, err := m.Get(ctx, i.User, i.ID)
	if err != nil {
		return err
	}
	if old.Status != profile.ImportOpen {
		return profile.ErrImportClosed
	}
	old.Status, old.ClosedAt, old.Facts, old.Notes = i.Status, i.ClosedAt, profile.Profile{}, nil
	m.rows()[i.ID] = old
	return nil
}

// ImportReader is ports.ImportReader over a database.
type ImportReader struct{ db *DB }

// NewImportReader makes a reader over a database.
func NewImportReader(db *DB) ImportReader { return ImportReader{db} }

// Get implements ports.ImportReader.
func (m ImportReader) Get(ctx context.Context, user id.User, which id.Import) (i profile.Import, err error) {
	m.db.Read(func(s Session) { i, err = NewImports(s).Get(ctx, user, which) })
	return i, err
}

// Open implements ports.ImportReader.
func (m ImportReader) Open(ctx context.Context, user id.User) (all []profile.Import, err error) {
	m.db.Read(func(s Session) { all, err = NewImports(s).Open(ctx, user) })
	return all, err
}

// Portraits is a scripted ports.Portraits: every size is the picture as it came. It judges
// no content; the real one does.
type Portraits struct {
	mu  sync.Mutex
	err error
}

// Fail makes the next Make answer err.
func (p *Portraits) Fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.err = err
}

// Make implements ports.Portraits.
func (p *Portraits) Make(_ context.Context, content []byte) ([][]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.err; err != nil {
		p.err = nil
		return nil, err
	}
	all := make([][]byte, len(profile.PhotoSizes))
	for i := range all {
		all[i] = slices.Clone(content)
	}
	return all, nil
}
