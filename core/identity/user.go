package identity

import (
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// MaxNameLen is how long a person's name may be, in characters.
const MaxNameLen = 100

// Status is whether an account may be used.
type Status string

// The statuses of an account.
const (
	StatusActive    Status = "active"
	StatusSuspended Status = "suspended" // by moderation; nothing is lost
	StatusDeleted   Status = "deleted"   // by the person; waits for erasure
)

// PlatformRole is what somebody may do in the admin app; "" for everybody else.
type PlatformRole string

// The platform roles.
const (
	RoleSuper     PlatformRole = "super"
	RoleModerator PlatformRole = "moderator"
	RoleSupport   PlatformRole = "support"
	RoleFinance   PlatformRole = "finance"
	RoleAnalyst   PlatformRole = "analyst"
)

// Known tells whether the role is one of those above.
func (r PlatformRole) Known() bool {
	switch r {
	case RoleSuper, RoleModerator, RoleSupport, RoleFinance, RoleAnalyst:
		return true
	}
	return false
}

// User is a person's account. One account serves all three apps.
type User struct {
	ID              id.User
	Email           string // in its normal form, see NormalEmail
	Name            string
	PasswordHash    string
	EmailVerifiedAt time.Time // zero while the address is not confirmed
	Status          Status
	PlatformRole    PlatformRole
	Language        Language
	TimeZone        string // IANA name; "" while not chosen
	Version         int    // counts changes; a store refuses to write over a newer one
	CreatedAt       time.Time
	UpdatedAt       time.Time
}

// NewUser makes an active account whose address is not confirmed yet.
func NewUser(email, name, passwordHash string, now time.Time) User {
	return User{
		ID: id.Make[id.User](now), Email: email, Name: name, PasswordHash: passwordHash,
		Status: StatusActive, Language: English, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}

// Verified tells whether the person has shown that the address is theirs.
func (u User) Verified() bool { return !u.EmailVerifiedAt.IsZero() }

// Verify notes that the address was confirmed. The first time counts.
func (u *User) Verify(now time.Time) {
	if u.Verified() {
		return
	}
	u.EmailVerifiedAt, u.UpdatedAt = now, now
}

// MayUse answers nil if the account may be used in the app, else ErrSuspended, or
// ErrBadCredentials where saying more would tell a stranger who works here.
func (u User) MayUse(app App) error {
	switch u.Status {
	case StatusActive:
	case StatusSuspended:
		return ErrSuspended
	default:
		return ErrBadCredentials
	}
	if app == AppAdmin && u.PlatformRole == "" {
		return ErrBadCredentials
	}
	return nil
}

// Actor gives the person as the one who asks. A platform role counts in the admin app only.
func (u User) Actor(app App, via Via) Actor {
	a := Actor{User: u.ID, App: app, Via: via, Name: u.Name, Email: u.Email, Verified: u.Verified()}
	if app == AppAdmin {
		a.Role = u.PlatformRole
	}
	return a
}

// NormalName gives a name on one line, without outer or doubled spaces.
func NormalName(name string) string { return strings.Join(strings.Fields(name), " ") }

// CheckName notes what is wrong with a name in its normal form.
func CheckName(c *fault.Check, field, name string) {
	c.Required(field, name, "Write your name, as it should appear in your applications.")
	c.MaxLen(field, name, MaxNameLen)
	c.PlainText(field, name)
}
