// Package importsvc is taking facts over from elsewhere: a file or a connected account is
// read, the person sees what each fact would change, and ticks what to take. It must not
// know how an account is connected.
package importsvc

import (
	"context"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of this service may touch.
type Tx struct {
	Profiles ports.ProfileStore
	Imports  ports.ImportStore
}

// Deps are what the service needs.
type Deps struct {
	Work     ports.UnitOfWork[Tx]
	Profiles ports.ProfileReader
	Imports  ports.ImportReader
	Now      ports.Clock
}

// Service holds the use-cases. It implements ports.FactImporter.
type Service struct {
	work     ports.UnitOfWork[Tx]
	profiles ports.ProfileReader
	imports  ports.ImportReader
	now      ports.Clock
}

var _ ports.FactImporter = (*Service)(nil)

// New makes the service.
func New(d Deps) *Service {
	return &Service{work: d.Work, profiles: d.Profiles, imports: d.Imports, now: d.Now}
}

// FileInput is a file as it arrived.
type FileInput struct {
	Actor    identity.Actor
	FileName string
	Content  []byte
}

// ReadFile reads a JSON Resume file or a LinkedIn archive and keeps what was found for the
// person to look at; the file itself is not kept. An open import of the same kind is
// replaced. It answers the ErrImport faults of profile.
func (s *Service) ReadFile(ctx context.Context, in FileInput) (profile.Import, error) {
	if err := in.Actor.Require(); err != nil {
		return profile.Import{}, err
	}
	source, read, err := profile.ReadFile(in.Content)
	if err != nil {
		return profile.Import{}, err
	}
	return s.keep(ctx, in.Actor, source, in.FileName, read)
}

// ImportFacts implements ports.FactImporter.
func (s *Service) ImportFacts(ctx context.Context, actor identity.Actor, source profile.Source, facts profile.Profile) (id.Import, error) {
	if err := actor.Require(); err != nil {
		return id.Import{}, err
	}
	var c fault.Check
	c.That(source.Imported(), "source", "choice", "Facts of this source are not imported.")
	if err := c.Err(); err != nil {
		return id.Import{}, err
	}
	kept, err := s.keep(ctx, actor, source, "", profile.Reading{Facts: facts})
	return kept.ID, err
}

func (s *Service) keep(ctx context.Context, actor identity.Actor, source profile.Source, fileName string, read profile.Reading) (profile.Import, error) {
	i, err := profile.NewImport(actor.User, source, fileName, read, s.now())
	if err != nil {
		return profile.Import{}, err
	}
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Imports.Add(ctx, i) })
	return i, err
}

// Open lists the imports that wait for the person, latest first.
func (s *Service) Open(ctx context.Context, actor identity.Actor) ([]profile.Import, error) {
	if err := actor.Require(); err != nil {
		return nil, err
	}
	return s.imports.Open(ctx, actor.User)
}
