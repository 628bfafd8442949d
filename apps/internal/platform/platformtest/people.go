package platformtest

import (
	"context"
	"testing"

	"github.com/applyforus/applyforus/adapters/bcrypt"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// NewUser adds somebody with a confirmed address and, unless it is "", a platform role.
// Nobody knows the password; see SignIn.
func NewUser(t testing.TB, s *platform.Services, email string, role identity.PlatformRole) identity.User {
	t.Helper()
	now := s.Now()
	passwords, err := bcrypt.New(bcrypt.Options{Cost: 4})
	if err != nil {
		t.Fatal(err)
	}
	unknown, _ := identity.NewToken()
	hash, err := passwords.Hash(t.Context(), unknown)
	if err != nil {
		t.Fatal(err)
	}
	user := identity.NewUser(email, "Ada Berg", hash, now)
	user.Verify(now)
	user.PlatformRole = role
	work := postgres.UnitOfWork(s.DB, func(s postgres.Session) ports.UserStore { return identitypg.Users(s.Queryer()) })
	if err := work.Do(t.Context(), func(ctx context.Context, users ports.UserStore) error { return users.Create(ctx, user) }); err != nil {
		t.Fatal(err)
	}
	return user
}

// SignedIn is somebody's session and tokens in one app.
type SignedIn struct {
	User    identity.User
	Session string
	Access  string
}

// SignIn lets somebody into an app, with a browser and with a client.
func SignIn(t testing.TB, s *platform.Services, user identity.User, app identity.App) SignedIn {
	t.Helper()
	proved := []identity.Method{identity.MethodPassword, identity.MethodTOTP} // as good as it gets
	browser, err := s.Identity.Welcome(t.Context(), user, identity.Arrival{App: app, Browser: true, Proved: proved})
	if err != nil {
		t.Fatal(err)
	}
	client, err := s.Identity.Welcome(t.Context(), user, identity.Arrival{App: app, Proved: proved})
	if err != nil {
		t.Fatal(err)
	}
	return SignedIn{User: user, Session: browser.Session, Access: client.Tokens.Access}
}
