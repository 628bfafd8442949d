package apikeysvc

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// Made is a key with its text, which is shown this once.
type Made struct {
	Key  identity.APIKey
	Text string
}

// CreateInput describes a new key.
type CreateInput struct {
	Actor  identity.Actor
	Name   string
	Scopes []identity.Scope
	Days   int // for which it counts
}

// Validate answers every violation of the input.
func (in CreateInput) Validate() error {
	var c fault.Check
	name := identity.NormalName(in.Name)
	c.Required("name", name, "Write what the key is for, such as the name of the program.")
	c.MaxLen("name", name, identity.MaxAPIKeyName)
	c.PlainText("name", name)
	known := identity.ScopesFor(in.Actor.App)
	c.That(len(in.Scopes) > 0, "scopes", "required", "Choose at least one thing that the key may do.")
	c.That(!slices.ContainsFunc(in.Scopes, func(scope identity.Scope) bool { return !slices.Contains(known, scope) }), "scopes", "unknown",
		"Choose among the scopes that there are here: "+strings.Join(strings.Fields(fmt.Sprint(known)), ", ")+".")
	c.That(in.Days >= 1 && in.Days <= identity.MaxAPIKeyDays, "days", "out_of_range",
		fmt.Sprintf("Let the key count for 1 to %d days.", identity.MaxAPIKeyDays))
	return c.Err()
}

// Create makes a key for a person whose address is confirmed. It answers
// identity.ErrTooManyAPIKeys beyond identity.MaxAPIKeys.
func (s *Service) Create(ctx context.Context, in CreateInput) (Made, error) {
	if err := s.mayChange(ctx, in.Actor); err != nil {
		return Made{}, err
	}
	if err := in.Validate(); err != nil {
		return Made{}, err
	}
	now := s.now()
	key, text := identity.NewAPIKey(in.Actor.User, in.Actor.App, identity.NormalName(in.Name), identity.NewScopes(in.Scopes), in.Days, now)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		all, err := tx.Keys.List(ctx, in.Actor.User, in.Actor.App)
		if err != nil {
			return err
		}
		live := 0
		for _, k := range all {
			if k.Live(now) {
				live++
			}
		}
		if live >= identity.MaxAPIKeys {
			return identity.ErrTooManyAPIKeys
		}
		return tx.Keys.Create(ctx, key)
	})
	if err != nil {
		return Made{}, err
	}
	return Made{Key: key, Text: text}, nil
}
