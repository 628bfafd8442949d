package profilesvc

import (
	"context"
	"errors"
	"fmt"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// Facts are the use-cases about one list of a profile, such as the positions held.
type Facts[F any, E profile.Edit[F]] struct {
	svc  *Service
	list profile.List[F]
}

// Experience are the use-cases about the positions held.
func (s *Service) Experience() Facts[profile.Experience, profile.ExperienceEdit] {
	return Facts[profile.Experience, profile.ExperienceEdit]{svc: s, list: profile.Experiences}
}

// Education are the use-cases about the courses of study.
func (s *Service) Education() Facts[profile.Education, profile.EducationEdit] {
	return Facts[profile.Education, profile.EducationEdit]{svc: s, list: profile.Educations}
}

// Skills are the use-cases about the skills.
func (s *Service) Skills() Facts[profile.Skill, profile.SkillEdit] {
	return Facts[profile.Skill, profile.SkillEdit]{svc: s, list: profile.Skills}
}

// Languages are the use-cases about the languages.
func (s *Service) Languages() Facts[profile.Language, profile.LanguageEdit] {
	return Facts[profile.Language, profile.LanguageEdit]{svc: s, list: profile.Languages}
}

// Certifications are the use-cases about the certificates.
func (s *Service) Certifications() Facts[profile.Certification, profile.CertificationEdit] {
	return Facts[profile.Certification, profile.CertificationEdit]{svc: s, list: profile.Certifications}
}

// Links are the use-cases about the links.
func (s *Service) Links() Facts[profile.Link, profile.LinkEdit] {
	return Facts[profile.Link, profile.LinkEdit]{svc: s, list: profile.Links}
}

// WorkPermits are the use-cases about what holds for working in each country.
func (s *Service) WorkPermits() Facts[profile.WorkPermit, profile.WorkPermitEdit] {
	return Facts[profile.WorkPermit, profile.WorkPermitEdit]{svc: s, list: profile.WorkPermits}
}

// Name is the list as clients and forms name it.
func (f Facts[F, E]) Name() string { return f.list.Name }

// Of answers the list within a profile.
func (f Facts[F, E]) Of(p profile.Profile) []F { return *f.list.Of(&p) }

// ID answers the identifier of a fact of the list.
func (f Facts[F, E]) ID(fact F) id.Fact { return *f.list.ID(&fact) }

// All answers the list.
func (f Facts[F, E]) All(ctx context.Context, actor identity.Actor) ([]F, error) {
	p, err := f.svc.Get(ctx, actor)
	return f.Of(p), err
}

// Add puts a typed fact into the list. It answers every violation, also when the list
// holds the same fact already or is full.
func (f Facts[F, E]) Add(ctx context.Context, actor identity.Actor, in E) (F, error) {
	added, err := f.AddAll(ctx, actor, in)
	if err != nil {
		var none F
		return none, err
	}
	return added[0], nil
}

// AddAll puts several typed facts into the list, all or none. With more than one the
// violations name the entry, as in "skills[2].name".
func (f Facts[F, E]) AddAll(ctx context.Context, actor identity.Actor, in ...E) ([]F, error) {
	now := f.svc.deps.Now()
	var added []F
	err := f.svc.change(ctx, actor, func(_ context.Context, _ Tx, p *profile.Profile) error {
		if err := f.list.Room(p, len(in)); err != nil {
			return err
		}
		added = nil // a transaction may be run again
		var wrong fault.Check
		for i, edit := range in {
			var zero F
			fact, err := edit.Apply(zero)
			if err == nil {
				fact, err = f.list.Add(p, fact, now)
			}
			if err != nil && len(in) == 1 {
				return err
			}
			if failed := note(&wrong, fmt.Sprintf("%s[%d].", f.list.Name, i), err); failed != nil {
				return failed
			}
			added = append(added, fact)
		}
		return wrong.Err()
	})
	return added, err
}

// note adds the violations of one entry under its name; any other error is answered.
func note(all *fault.Check, at string, err error) error {
	var one *fault.Error
	if err == nil {
		return nil
	}
	if !errors.As(err, &one) || len(one.Violations) == 0 {
		return err
	}
	for _, v := range one.Violations {
		all.Add(at+v.Field, v.Code, v.Message)
	}
	return nil
}

// EditInput is a change of one fact.
type EditInput[E any] struct {
	Actor identity.Actor
	Fact  id.Fact
	Seen  string // profile.Revision of the fact when it was shown; "" = the client did not look
	Edit  E
}

// Edit changes a fact; what the edit does not name stays. The fact then counts as typed.
// It answers every violation, profile.ErrNoFact, and fault.ErrStale when the fact is not
// as it was shown.
func (f Facts[F, E]) Edit(ctx context.Context, in EditInput[E]) (F, error) {
	var changed F
	err := f.svc.change(ctx, in.Actor, func(_ context.Context, _ Tx, p *profile.Profile) error {
		have, err := f.list.Get(p, in.Fact)
		if err != nil {
			return err
		}
		if err := profile.Unchanged(in.Seen, profile.Revision(have)); err != nil {
			return err
		}
		fact, err := in.Edit.Apply(have)
		if err != nil {
			return err
		}
		changed, err = f.list.Replace(p, fact)
		return err
	})
	return changed, err
}

// Remove takes a fact out of the profile, or answers profile.ErrNoFact.
func (f Facts[F, E]) Remove(ctx context.Context, actor identity.Actor, fact id.Fact) error {
	return f.svc.change(ctx, actor, func(_ context.Context, _ Tx, p *profile.Profile) error {
		return f.list.Remove(p, fact)
	})
}
