package identitysvc_test

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
	"github.com/applyforus/applyforus/ports"
)

func TestCredentials(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		edit  func(*identitysvc.CredentialsInput)
		user  func(*identity.User)
		want  error
		field string // of the first violation
	}{
		"right":           {},
		"other case":      {edit: func(in *identitysvc.CredentialsInput) { in.Email = " " + strings.ToUpper(in.Email) }},
		"wrong password":  {edit: func(in *identitysvc.CredentialsInput) { in.Password += " " }, want: identity.ErrBadCredentials},
		"unknown address": {edit: func(in *identitysvc.CredentialsInput) { in.Email = "eve@example.org" }, want: identity.ErrBadCredentials},
		"absurd password": {edit: func(in *identitysvc.CredentialsInput) { in.Password = strings.Repeat("x", 1<<20) }, want: identity.ErrBadCredentials},
		"hostile address": {edit: func(in *identitysvc.CredentialsInput) { in.Email = "' OR 1=1 --\x00" }, want: identity.ErrBadCredentials},
		"no address":      {edit: func(in *identitysvc.CredentialsInput) { in.Email = " " }, field: "email"},
		"no password":     {edit: func(in *identitysvc.CredentialsInput) { in.Password = "" }, field: "password"},
		"suspended":       {user: func(u *identity.User) { u.Status = identity.StatusSuspended }, want: identity.ErrSuspended},
		"deleted":         {user: func(u *identity.User) { u.Status = identity.StatusDeleted }, want: identity.ErrBadCredentials},
		"admin, no role":  {edit: func(in *identitysvc.CredentialsInput) { in.App = identity.AppAdmin }, want: identity.ErrBadCredentials},
		"admin, with a role": {
			edit: func(in *identitysvc.CredentialsInput) { in.App = identity.AppAdmin },
			user: func(u *identity.User) { u.PlatformRole = identity.RoleSupport },
		},
		"suspended, wrong password": {
			edit: func(in *identitysvc.CredentialsInput) { in.Password = "x" },
			user: func(u *identity.User) { u.Status = identity.StatusSuspended }, want: identity.ErrBadCredentials,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			w.register()
			if tt.user != nil {
				w.change(tt.user)
			}
			in := w.credentials()
			if tt.edit != nil {
				tt.edit(&in)
			}
			for _, in.Browser = range []bool{true, false} {
				_, err := w.SignIn(t.Context(), in)
				if tt.field != "" {
					if f := fault.As(err); f == nil || len(f.Violations) == 0 || f.Violations[0].Field != tt.field {
						t.Errorf("err = %v, want a violation of %s", err, tt.field)
					}
				} else if !errors.Is(err, tt.want) {
					t.Errorf("err = %v, want %v", err, tt.want)
				}
			}
		})
	}
}

func TestGuessingIsSlow(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	wait := func(in identitysvc.CredentialsInput) time.Duration {
		t.Helper()
		_, err := w.SignIn(t.Context(), in)
		if err == nil || errors.Is(err, identity.ErrBadCredentials) {
			return 0
		}
		if !errors.Is(err, identity.ErrTooManyAttempts) {
			t.Fatal(err)
		}
		return fault.As(err).RetryAfter
	}
	for _, email := range []string{adaEmail, "nobody@example.org"} { // nobody can tell them apart
		in := w.credentials()
		in.Email, in.Password = email, "guess"
		for i := range 6 {
			if got := wait(in); got != 0 {
				t.Fatalf("%s: guess %d waits %v", email, i+1, got)
			}
		}
		for _, want := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second} {
			if got := wait(in); got != want {
				t.Errorf("%s: the wait is %v, want %v", email, got, want)
			}
			w.pass(want)
			if got := wait(in); got != 0 {
				t.Errorf("%s: after the wait one waits %v", email, got)
			}
		}
	}
	if got := wait(w.credentials()); got == 0 {
		t.Error("the right password does not wait")
	}
	elsewhere := w.credentials()
	elsewhere.Client.IP = netip.MustParseAddr("203.0.113.9")
	if got := wait(elsewhere); got != 0 {
		t.Errorf("the owner waits %v in another network", got)
	}
	w.pass(time.Minute)
	w.signIn()
	in := w.credentials()
	in.Password = "guess"
	for i := range 5 { // the right password has forgiven all
		if got := wait(in); got != 0 {
			t.Fatalf("guess %d waits %v", i+1, got)
		}
	}
}

func TestGuessingFromManyPlaces(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	credentials := w.credentials()
	credentials.Browser = true
	mine, err := w.SignIn(t.Context(), credentials)
	if err != nil || mine.Mark == "" {
		t.Fatalf("mark %q, %v", mine.Mark, err)
	}
	for i := range 120 {
		in := w.credentials()
		in.Password = "guess"
		in.Client.IP = netip.AddrFrom4([4]byte{198, 51, 100, byte(i)})
		_, err = w.SignIn(t.Context(), in)
	}
	if !errors.Is(err, identity.ErrTooManyAttempts) {
		t.Fatalf("after many guesses from everywhere: %v", err)
	}
	if _, err := w.SignIn(t.Context(), credentials); !errors.Is(err, identity.ErrTooManyAttempts) {
		t.Errorf("an unknown browser: %v", err)
	}
	credentials.Client.Mark = mine.Mark
	if again, err := w.SignIn(t.Context(), credentials); err != nil || again.Mark != "" {
		t.Errorf("the owner's own browser is locked out: %v", err)
	}
	thief := w.credentials()
	thief.Client.Mark = "made up"
	if _, err := w.SignIn(t.Context(), thief); !errors.Is(err, identity.ErrTooManyAttempts) {
		t.Errorf("a made-up mark: %v", err)
	}
	for range 7 { // even the known browser is slowed down
		wrong := credentials
		wrong.Password = "guess"
		_, err = w.SignIn(t.Context(), wrong)
	}
	if !errors.Is(err, identity.ErrTooManyAttempts) {
		t.Errorf("guesses from the owner's browser: %v", err)
	}
}

type brokenLimiter struct{ ports.Throttle }

func (brokenLimiter) Take(context.Context, string, int, time.Duration) (ports.Rate, error) {
	return ports.Rate{}, errors.New("connection refused")
}

func (brokenLimiter) Try(context.Context, string, identity.Pace) (time.Duration, error) {
	return 0, errors.New("connection refused")
}

func TestWithoutLimiterNobodyGetsIn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	w.deps.Limits = brokenLimiter{}
	_, err := identitysvc.New(w.deps).SignIn(t.Context(), w.credentials())
	if f := fault.As(err); f == nil || f.Kind != fault.Unavailable {
		t.Fatalf("err = %v", err)
	}
}

func TestBySession(t *testing.T) {
	t.Parallel()
	lifetime := identity.SessionLifetime(identity.AppSeeker)
	refused := func(t *testing.T, w *world, app identity.App, token string) {
		t.Helper()
		if actor, err := w.BySession(t.Context(), app, token); !errors.Is(err, fault.ErrUnauthenticated) || actor != (identity.Actor{}) {
			t.Errorf("actor %+v, err %v", actor, err)
		}
	}
	t.Run("unknown, and of another app", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		w.register()
		_, token := w.signIn()
		refused(t, w, identity.AppSeeker, "")
		refused(t, w, identity.AppSeeker, token+"x")
		refused(t, w, identity.AppEmployer, token)
	})
	t.Run("use keeps it alive until its absolute end", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		w.register()
		_, token := w.signIn()
		for range int(lifetime.Absolute / (lifetime.Idle - time.Hour)) {
			w.pass(lifetime.Idle - time.Hour)
			if _, err := w.BySession(t.Context(), identity.AppSeeker, token); err != nil {
				t.Fatalf("at %v: %v", w.clock(), err)
			}
		}
		w.pass(lifetime.Idle - time.Hour)
		refused(t, w, identity.AppSeeker, token)
	})
	t.Run("idle", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		w.register()
		_, token := w.signIn()
		w.pass(lifetime.Idle)
		refused(t, w, identity.AppSeeker, token)
	})
	t.Run("a suspended account", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		w.register()
		_, token := w.signIn()
		w.change(func(u *identity.User) { u.Status = identity.StatusSuspended })
		refused(t, w, identity.AppSeeker, token)
	})
	t.Run("last use is noted once a minute", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		w.register()
		_, token := w.signIn()
		began := w.clock()
		for _, step := range []struct{ pass, seen time.Duration }{{59 * time.Second, 0}, {time.Second, time.Minute}, {time.Second, time.Minute}} {
			w.pass(step.pass)
			if _, err := w.BySession(t.Context(), identity.AppSeeker, token); err != nil {
				t.Fatal(err)
			}
			session, _, err := w.deps.Read.Sessions.Find(t.Context(), identity.HashToken(token))
			if err != nil || !session.LastSeenAt.Equal(began.Add(step.seen)) {
				t.Errorf("last seen %v (%v), want %v", session.LastSeenAt, err, began.Add(step.seen))
			}
		}
	})
}

func TestLogout(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, token := w.signIn()
	_, kept := w.signIn()
	for range 2 { // the second time is harmless
		if err := w.Logout(t.Context(), identitysvc.LogoutInput{Actor: actor, App: identity.AppSeeker}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, token); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("after logout: %v", err)
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, kept); err != nil {
		t.Errorf("another browser's session: %v", err)
	}
	refresh := func(pair identity.TokenPair) error {
		_, err := w.Refresh(t.Context(), identitysvc.RefreshInput{Token: pair.Refresh, App: identity.AppSeeker})
		return err
	}
	byToken, byActor, untouched := *w.login().Tokens, *w.login().Tokens, *w.login().Tokens
	for _, app := range []identity.App{identity.AppEmployer, identity.AppSeeker} {
		err := w.Logout(t.Context(), identitysvc.LogoutInput{RefreshToken: byToken.Refresh, App: app})
		if err != nil {
			t.Fatal(err)
		}
		if app == identity.AppEmployer {
			next, err := w.Refresh(t.Context(), identitysvc.RefreshInput{Token: byToken.Refresh, App: identity.AppSeeker})
			if err != nil {
				t.Fatalf("another app signed it out: %v", err)
			}
			byToken = next
		}
	}
	holder, err := w.ByAccessToken(t.Context(), identity.AppSeeker, byActor.Access)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Logout(t.Context(), identitysvc.LogoutInput{Actor: holder, App: identity.AppSeeker, RefreshToken: "unknown"}); err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string]identity.TokenPair{"by refresh token": byToken, "by access token": byActor} {
		if err := refresh(pair); !errors.Is(err, identity.ErrRefreshInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := refresh(untouched); err != nil {
		t.Errorf("another client: %v", err)
	}
}

func TestAppoint(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	_, token := w.signIn()
	tokens := w.login().Tokens
	if _, err := w.Appoint(t.Context(), identitysvc.AppointInput{Email: adaEmail, Role: "king"}); fault.As(err) == nil {
		t.Errorf("an unknown role: %v", err)
	}
	if _, err := w.Appoint(t.Context(), identitysvc.AppointInput{Email: "nobody@example.org", Role: identity.RoleSuper}); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
	user, err := w.Appoint(t.Context(), identitysvc.AppointInput{Email: adaEmail, Role: identity.RoleSuper})
	if err != nil || user.PlatformRole != identity.RoleSuper {
		t.Fatalf("%+v, %v", user, err)
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, token); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("an old session: %v", err)
	}
	if _, err := w.Refresh(t.Context(), identitysvc.RefreshInput{Token: tokens.Refresh, App: identity.AppSeeker}); !errors.Is(err, identity.ErrRefreshInvalid) {
		t.Errorf("an old refresh token: %v", err)
	}
	in := w.credentials()
	in.App = identity.AppAdmin
	if _, err := w.SignIn(t.Context(), in); err != nil {
		t.Error(err)
	}
}

func TestSweepDeletesWhatHasExpired(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	w.work()
	_, token := w.signIn()
	tokens, link := w.login().Tokens, w.linkToken()
	w.pass(identity.FamilyLifetime(identity.AppSeeker).Absolute)
	_, fresh := w.signIn()
	for range 2 {
		if err := w.Sweep(t.Context(), identity.Sweep{}); err != nil {
			t.Fatal(err)
		}
	}
	err := w.deps.Work.Do(t.Context(), func(ctx context.Context, tx identitysvc.Tx) error {
		_, _, sessionErr := tx.Sessions.Find(ctx, identity.HashToken(token))
		_, _, _, refreshErr := tx.Refresh.Find(ctx, identity.HashToken(tokens.Refresh))
		_, linkErr := tx.Verifications.Find(ctx, identity.HashToken(link))
		for _, err := range []error{sessionErr, refreshErr, linkErr} {
			if !errors.Is(err, fault.ErrNotFound) {
				t.Errorf("an expired row is there: %v", err)
			}
		}
		_, _, err := tx.Sessions.Find(ctx, identity.HashToken(fresh))
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
