package employer_test

import (
	"errors"
	"testing"

	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/fault"
)

func TestPolicy(t *testing.T) {
	t.Parallel()
	all := []employer.Role{"owner", "admin", "recruiter", "hiring_manager", "interviewer", "viewer"}
	for action, may := range map[employer.Action]int{employer.SeeCompany: 6, employer.SeeMembers: 4, "unknown": 0, "": 0} {
		for i, role := range all {
			if err := role.May(action); (err == nil) != (i < may) || err != nil && !errors.Is(err, fault.ErrForbidden) {
				t.Errorf("%s as %s: %v", action, role, err)
			}
		}
	}
	for _, role := range []employer.Role{"", "Owner", "super"} {
		if role.May(employer.SeeCompany) == nil {
			t.Errorf("%q is a role", role)
		}
	}
}
