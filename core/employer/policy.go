package employer

import (
	"slices"

	"github.com/applyforus/applyforus/core/fault"
)

// Action is what somebody may want to do in a company.
type Action string

// The actions.
const (
	SeeCompany Action = "see_company"
	SeeMembers Action = "see_members" // with their addresses
)

// policy says which roles may do what. An action that is not in it is nobody's.
var policy = map[Action][]Role{
	SeeCompany: Roles,
	SeeMembers: {RoleOwner, RoleAdmin, RoleRecruiter, RoleHiringManager},
}

// May answers nil if the role allows the action, else fault.ErrForbidden.
func (r Role) May(action Action) error {
	if slices.Contains(policy[action], r) {
		return nil
	}
	return fault.ErrForbidden.With("Your role in this company does not allow this. Ask one of its owners.")
}
