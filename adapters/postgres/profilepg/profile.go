// Package profilepg keeps profiles and answer banks in PostgreSQL.
package profilepg

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/profiledb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

// Profiles implements ports.ProfileStore.
type Profiles struct {
	db postgres.Queryer
	q  *profiledb.Queries
}

// NewProfiles makes a store over the pool or a transaction.
func NewProfiles(db postgres.Queryer) Profiles { return Profiles{db: db, q: profiledb.New()} }

// Get implements ports.ProfileReader.
func (s Profiles) Get(ctx context.Context, user id.User) (profile.Profile, error) {
	row, err := s.q.GetProfile(ctx, s.db, user)
	if errors.Is(err, pgx.ErrNoRows) {
		return profile.Profile{User: user}, nil
	}
	if err != nil {
		return profile.Profile{}, fmt.Errorf("profilepg: %w", err)
	}
	p, err := fromRow(row)
	if err != nil {
		return profile.Profile{}, err
	}
	if err := s.loadFacts(ctx, &p); err != nil {
		return profile.Profile{}, fmt.Errorf("profilepg: facts: %w", err)
	}
	return p, nil
}

// Put implements ports.ProfileStore.
func (s Profiles) Put(ctx context.Context, p profile.Profile, now time.Time) error {
	if err := s.putRow(ctx, p, now); err != nil {
		return err
	}
	return s.putFacts(ctx, p, now)
}

func (s Profiles) putRow(ctx context.Context, p profile.Profile, now time.Time) error {
	from, err := json.Marshal(origins(p))
	if err != nil {
		return fmt.Errorf("profilepg: %w", err)
	}
	if p.Version == 0 {
		rows, err := s.q.InsertProfile(ctx, s.db, profiledb.InsertProfileParams{
			UserID: p.User, FullName: p.Name.Value, Headline: p.Headline.Value, Summary: p.Summary.Value,
			Email: p.Email.Value, Phone: p.Phone.Value, Location: p.Location.Value, LinkedinUrl: p.LinkedIn.Value,
			GithubUrl: p.GitHub.Value, PortfolioUrl: p.Website.Value, PhotoID: p.Photo, Provenance: from, Now: now,
		})
		return postgres.Changed(rows, err)
	}
	rows, err := s.q.UpdateProfile(ctx, s.db, profiledb.UpdateProfileParams{
		UserID: p.User, FullName: p.Name.Value, Headline: p.Headline.Value, Summary: p.Summary.Value,
		Email: p.Email.Value, Phone: p.Phone.Value, Location: p.Location.Value, LinkedinUrl: p.LinkedIn.Value,
		GithubUrl: p.GitHub.Value, PortfolioUrl: p.Website.Value, PhotoID: p.Photo, Provenance: from, Now: now, Version: int32(p.Version),
	})
	return postgres.Changed(rows, err)
}

// origins are where the single texts came from, by the texts' names.
func origins(p profile.Profile) map[profile.TextName]profile.Provenance {
	from := map[profile.TextName]profile.Provenance{}
	for name, text := range p.Texts() {
		if text.Value != "" {
			from[name] = text.From
		}
	}
	return from
}

func fromRow(row profiledb.ProfileUserProfile) (profile.Profile, error) {
	p := profile.Profile{
		User: row.UserID, Photo: row.PhotoID, Version: int(row.Version), CreatedAt: row.CreatedAt, UpdatedAt: row.UpdatedAt,
		Name: profile.Text{Value: row.FullName}, Headline: profile.Text{Value: row.Headline}, Summary: profile.Text{Value: row.Summary},
		Email: profile.Text{Value: row.Email}, Phone: profile.Text{Value: row.Phone}, Location: profile.Text{Value: row.Location},
		LinkedIn: profile.Text{Value: row.LinkedinUrl}, GitHub: profile.Text{Value: row.GithubUrl}, Website: profile.Text{Value: row.PortfolioUrl},
	}
	var from map[profile.TextName]profile.Provenance
	if err := json.Unmarshal(row.Provenance, &from); err != nil {
		return profile.Profile{}, fmt.Errorf("profilepg: origins: %w", err)
	}
	for name, text := range p.Texts() {
		text.From = from[name]
	}
	return p, nil
}
