package profilesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// TextsInput is a change of the profile's single texts.
type TextsInput struct {
	Actor identity.Actor
	Seen  string // profile.TextsRevision of the named texts when they were shown; "" = the client did not look
	// Version is that of the profile when it was read, for clients that look at it as a
	// whole; nil = the client did not look.
	Version *int
	Edit    profile.TextsEdit
}

// EditTexts changes the single texts that are named; an empty one is cleared. It answers
// every violation, and fault.ErrStale when one of them is not as it was shown, or
// the profile has another version.
func (s *Service) EditTexts(ctx context.Context, in TextsInput) (profile.Profile, error) {
	err := s.change(ctx, in.Actor, func(_ context.Context, _ Tx, p *profile.Profile) error {
		if in.Version != nil && *in.Version != p.Version {
			return fault.ErrStale
		}
		var named []profile.TextName
		for _, name := range profile.TextNames {
			if _, there := in.Edit[name]; there {
				named = append(named, name)
			}
		}
		if err := profile.Unchanged(in.Seen, p.TextsRevision(named...)); err != nil {
			return err
		}
		changed, err := in.Edit.Apply(*p)
		if err == nil {
			*p = changed
		}
		return err
	})
	if err != nil {
		return profile.Profile{}, err
	}
	return s.Get(ctx, in.Actor)
}
