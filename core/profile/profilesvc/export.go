package profilesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/identity"
)

// JSONResume answers the profile as a JSON Resume file.
func (s *Service) JSONResume(ctx context.Context, actor identity.Actor) ([]byte, error) {
	p, err := s.Get(ctx, actor)
	if err != nil {
		return nil, err
	}
	return p.WriteJSONResume()
}
