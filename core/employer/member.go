package employer

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// Role is what somebody is in a company.
type Role string

// The roles, from the one who may do everything to the one who only looks.
const (
	RoleOwner         Role = "owner"
	RoleAdmin         Role = "admin"
	RoleRecruiter     Role = "recruiter"
	RoleHiringManager Role = "hiring_manager"
	RoleInterviewer   Role = "interviewer"
	RoleViewer        Role = "viewer"
)

// Roles lists them all, in that order.
var Roles = []Role{RoleOwner, RoleAdmin, RoleRecruiter, RoleHiringManager, RoleInterviewer, RoleViewer}

// Membership is one company as one of its members sees it.
type Membership struct {
	Company Company
	Role    Role
	Since   time.Time
}

// Member is somebody who belongs to a company, as the others see them.
type Member struct {
	User  id.User
	Name  string
	Email string
	Role  Role
	Since time.Time
}
