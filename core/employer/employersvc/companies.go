package employersvc

import (
	"context"

	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Companies answers the companies that the actor belongs to, by name.
func (s *Service) Companies(ctx context.Context, actor identity.Actor) ([]employer.Membership, error) {
	if err := actor.Require(); err != nil {
		return nil, err
	}
	return s.employers.Memberships(ctx, actor.User)
}

// Team is a company and who belongs to it, as far as the actor may see.
type Team struct {
	employer.Membership

	MayList bool
	Members []employer.Member // nobody where MayList is false
}

// Team answers a company that the actor belongs to, or employer.ErrNotFound. A role that
// may not see the members gets the company without them.
func (s *Service) Team(ctx context.Context, actor identity.Actor, company id.Employer) (Team, error) {
	place, err := s.place(ctx, actor, company, employer.SeeCompany)
	if err != nil {
		return Team{}, err
	}
	team := Team{Membership: place, MayList: place.Role.May(employer.SeeMembers) == nil}
	if team.MayList {
		team.Members, err = s.employers.Members(ctx, actor.User, company)
	}
	return team, err
}

// Members answers who belongs to a company, by name. It answers employer.ErrNotFound to
// who does not belong to it, and fault.ErrForbidden to a role that may not see them.
func (s *Service) Members(ctx context.Context, actor identity.Actor, company id.Employer) ([]employer.Member, error) {
	if _, err := s.place(ctx, actor, company, employer.SeeMembers); err != nil {
		return nil, err
	}
	return s.employers.Members(ctx, actor.User, company)
}

// place is what the actor is in the company, if that allows the action.
func (s *Service) place(ctx context.Context, actor identity.Actor, company id.Employer, action employer.Action) (employer.Membership, error) {
	if err := actor.Require(); err != nil {
		return employer.Membership{}, err
	}
	found, err := s.employers.Membership(ctx, actor.User, company)
	if err != nil {
		return employer.Membership{}, err
	}
	return found, found.Role.May(action)
}
