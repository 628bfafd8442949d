package identity

import (
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// App is one of the three web applications; sessions and tokens belong to exactly one.
type App string

// The applications.
const (
	AppSeeker   App = "seeker"
	AppEmployer App = "employer"
	AppAdmin    App = "admin"
)

// Via says how the actor proved who they are.
type Via string

// Ways of authentication.
const (
	ViaSession Via = "session" // a browser's cookie
	ViaToken   Via = "token"   // a bearer access token
	ViaKey     Via = "key"     // an API key
)

// Actor is who asks. The zero Actor is a visitor who has not signed in. It is
// the first field of every use-case's input.
type Actor struct {
	User     id.User
	Session  id.Session       // set for ViaSession
	Family   id.RefreshFamily // set for ViaToken
	Key      id.APIKey        // set for ViaKey
	Scopes   Scopes           // what the key may do; nothing for other ways
	App      App
	Via      Via
	Name     string
	Email    string
	Verified bool         // the e-mail address is confirmed
	Role     PlatformRole // in the admin app; "" elsewhere and for everybody else
	Strong   bool         // a second factor was shown, see Methods.Strong
	ProvedAt time.Time    // when they last showed who they are
}

// SignedIn tells whether the actor is a known person.
func (a Actor) SignedIn() bool { return !a.User.IsZero() }

// Require answers fault.ErrUnauthenticated for a visitor.
func (a Actor) Require() error {
	if !a.SignedIn() {
		return fault.ErrUnauthenticated
	}
	return nil
}

// RequirePerson answers what Require does, or ErrKeyNotAllowed for a program with a key.
func (a Actor) RequirePerson() error {
	if err := a.Require(); err != nil {
		return err
	}
	if a.Via == ViaKey {
		return ErrKeyNotAllowed
	}
	return nil
}

// RequireScope answers nil unless the actor is a program whose key lacks the scope. No
// scope at all means that it takes a person.
func (a Actor) RequireScope(wanted Scope) error {
	switch {
	case a.Via != ViaKey:
		return nil
	case wanted == "":
		return ErrKeyNotAllowed
	case !a.Scopes.Allow(wanted):
		return ErrScopeMissing.With("This API key lacks the scope " + string(wanted) + ". Make a key that has it.")
	}
	return nil
}

// RequireVerified answers what Require does, or ErrUnverified while the e-mail
// address is not confirmed.
func (a Actor) RequireVerified() error {
	if err := a.Require(); err != nil {
		return err
	}
	if !a.Verified {
		return ErrUnverified
	}
	return nil
}

// RequireFresh answers what Require does, or ErrProofNeeded if the actor has not shown
// within ProofWindow who they are: whoever finds an open browser must not take the
// account over.
func (a Actor) RequireFresh(now time.Time) error {
	if err := a.Require(); err != nil {
		return err
	}
	if now.Sub(a.ProvedAt) >= ProofWindow {
		return ErrProofNeeded
	}
	return nil
}

// RequirePlatform answers what Require does, fault.ErrForbidden unless the actor signed
// in to the admin app with one of the roles, or ErrFactorRequired if they did so without
// a second factor. With no role named, any will do.
func (a Actor) RequirePlatform(roles ...PlatformRole) error {
	if err := a.Require(); err != nil {
		return err
	}
	if a.App != AppAdmin || a.Role == "" || len(roles) > 0 && !slices.Contains(roles, a.Role) {
		return fault.ErrForbidden
	}
	return a.RequireFactor()
}

// RequireFactor answers ErrFactorRequired to somebody in the admin app who has shown no
// second factor; the other apps only offer one.
func (a Actor) RequireFactor() error {
	if a.App == AppAdmin && !a.Strong {
		return ErrFactorRequired
	}
	return nil
}
