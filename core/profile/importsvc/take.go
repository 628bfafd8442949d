package importsvc

import (
	"context"
	"fmt"
	"slices"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// Proposal is an import beside the profile as it is now.
type Proposal struct {
	Import      profile.Import
	Differences []profile.Difference
	Version     int // of the profile that it was compared with
}

// Compare answers what each fact of an open import would change. It answers
// profile.ErrNoImport, and profile.ErrImportClosed for one that has ended.
func (s *Service) Compare(ctx context.Context, actor identity.Actor, which id.Import) (Proposal, error) {
	if err := actor.Require(); err != nil {
		return Proposal{}, err
	}
	i, err := s.imports.Get(ctx, actor.User, which)
	if err != nil {
		return Proposal{}, err
	}
	if i.Status != profile.ImportOpen {
		return Proposal{}, profile.ErrImportClosed
	}
	mine, err := s.profiles.Get(ctx, actor.User)
	return Proposal{Import: i, Differences: mine.Compare(i.Facts), Version: mine.Version}, err
}

// TakeInput is the person's decision about an import.
type TakeInput struct {
	Actor   identity.Actor
	Import  id.Import
	Keys    []string // of the differences to take over
	Version int      // of the profile that the differences were shown for
}

// Take takes the ticked facts over into the profile and closes the import, both or
// neither. It answers a violation when nothing is ticked or a key is none of the import's,
// fault.ErrStale when the profile is another one than was shown, profile.ErrNoImport and
// profile.ErrImportClosed.
func (s *Service) Take(ctx context.Context, in TakeInput) error {
	if err := in.Actor.Require(); err != nil {
		return err
	}
	now := s.now()
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		i, err := tx.Imports.Get(ctx, in.Actor.User, in.Import)
		if err != nil {
			return err
		}
		facts := i.Facts
		if err := i.Close(profile.ImportTaken, now); err != nil {
			return err
		}
		mine, err := tx.Profiles.Get(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		if mine.Version != in.Version {
			return fault.ErrStale
		}
		if err := check(in.Keys, mine.Compare(facts)); err != nil {
			return err
		}
		adopted := mine.Adopt(facts, in.Keys, now)
		if err := checkRoom(in.Keys, adopted.Compare(facts)); err != nil {
			return err
		}
		if err := tx.Profiles.Put(ctx, adopted, now); err != nil {
			return err
		}
		return tx.Imports.Close(ctx, i)
	})
}

func check(keys []string, all []profile.Difference) error {
	var c fault.Check
	c.That(len(keys) > 0, "keys", "required", "Tick at least one fact to take over, or dismiss the import.")
	c.That(len(keys) <= len(all), "keys", "too_many", "More facts are ticked than the import has.")
	if err := c.Err(); err != nil {
		return err
	}
	for i, key := range keys {
		known := slices.ContainsFunc(all, func(d profile.Difference) bool { return d.Key == key && d.Kind != profile.Same })
		c.That(known, fmt.Sprintf("keys[%d]", i), "choice", "This fact changes nothing in your profile.")
	}
	return c.Err()
}

// checkRoom tells ticked facts that the profile had no room for.
func checkRoom(keys []string, left []profile.Difference) error {
	var c fault.Check
	for _, d := range left {
		if d.Kind == profile.Added && slices.Contains(keys, d.Key) {
			c.Add("keys", "too_many", "Your profile has no room for all of these. Untick some under “"+d.Section+"”, or remove entries there first.")
			break
		}
	}
	return c.Err()
}

// Dismiss closes an import and takes nothing over. It answers profile.ErrNoImport and
// profile.ErrImportClosed.
func (s *Service) Dismiss(ctx context.Context, actor identity.Actor, which id.Import) error {
	if err := actor.Require(); err != nil {
		return err
	}
	now := s.now()
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		i, err := tx.Imports.Get(ctx, actor.User, which)
		if err != nil {
			return err
		}
		if err := i.Close(profile.ImportDismissed, now); err != nil {
			return err
		}
		return tx.Imports.Close(ctx, i)
	})
}
