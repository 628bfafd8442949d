package identitysvc_test

import (
	"context"
	"errors"
	"flag"
	"strconv"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

func TestAccessToken(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	in := w.login()
	if in.User.Email != adaEmail || in.Tokens.ExpiresIn != 15*time.Minute {
		t.Errorf("login = %+v", in)
	}
	actor, err := w.ByAccessToken(t.Context(), identity.AppSeeker, in.Tokens.Access)
	if err != nil || actor.User != in.User.ID || actor.Via != identity.ViaToken || actor.Family.IsZero() || !actor.Session.IsZero() {
		t.Fatalf("actor = %+v, %v", actor, err)
	}
	refused := func(app identity.App, token string) {
		t.Helper()
		if actor, err := w.ByAccessToken(t.Context(), app, token); !errors.Is(err, fault.ErrUnauthenticated) || actor != (identity.Actor{}) {
			t.Errorf("actor %+v, err %v", actor, err)
		}
	}
	refused(identity.AppEmployer, in.Tokens.Access)
	refused(identity.AppSeeker, in.Tokens.Refresh)
	refused(identity.AppSeeker, "")
	other := setup(t)
	other.register()
	refused(identity.AppSeeker, other.login().Tokens.Access) // a key that is not ours
	w.change(func(u *identity.User) { u.Status = identity.StatusSuspended })
	refused(identity.AppSeeker, in.Tokens.Access)
	w.change(func(u *identity.User) { u.Status = identity.StatusActive })
	w.pass(identity.AccessLife + time.Minute)
	refused(identity.AppSeeker, in.Tokens.Access)
}

func TestSigningKeyIsSharedAndMadeOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	services := make([]*identitysvc.Service, 8) // as many processes
	for i := range services {
		services[i] = identitysvc.New(w.deps)
	}
	var group sync.WaitGroup
	for i, service := range services {
		group.Go(func() {
			in, err := service.SignIn(t.Context(), w.credentials())
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := services[(i+1)%len(services)].ByAccessToken(t.Context(), identity.AppSeeker, in.Tokens.Access); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if keys, err := w.KeySet(t.Context()); err != nil || len(keys) != 1 {
		t.Fatalf("KeySet = %d keys, %v", len(keys), err)
	}
}

func TestRotateKeys(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	old := w.login().Tokens.Access
	other := identitysvc.New(w.deps) // another process, which has the old key in memory
	if _, err := other.ByAccessToken(t.Context(), identity.AppSeeker, old); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	if err := w.RotateKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	fresh := w.login().Tokens.Access
	for _, token := range []string{old, fresh} {
		for _, service := range []*identitysvc.Service{w.Service, other} {
			if _, err := service.ByAccessToken(t.Context(), identity.AppSeeker, token); err != nil {
				t.Error(err)
			}
		}
	}
	if keys, err := w.KeySet(t.Context()); err != nil || len(keys) != 2 {
		t.Errorf("%d keys, %v; want the new one and the retired one", len(keys), err)
	}
	w.pass(identity.AccessLife + identity.KeyCacheLife)
	if keys, err := w.KeySet(t.Context()); err != nil || len(keys) != 1 {
		t.Errorf("%d keys, %v; want the new one", len(keys), err)
	}
}

func TestLostSealingKey(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	w.login()
	w.deps.Sealer = memory.NewSealer(8)
	service := identitysvc.New(w.deps)
	if _, err := service.SignIn(t.Context(), w.credentials()); err == nil || fault.As(err) != nil {
		t.Fatalf("err = %v, want one for the log", err)
	}
	if err := service.RotateKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := service.SignIn(t.Context(), w.credentials()); err != nil {
		t.Error(err)
	}
}

func TestSuspensionEndsTheFamily(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	in := identitysvc.RefreshInput{Token: w.login().Tokens.Refresh, App: identity.AppSeeker}
	for _, status := range []identity.Status{identity.StatusSuspended, identity.StatusActive} {
		w.change(func(u *identity.User) { u.Status = status })
		if _, err := w.Refresh(t.Context(), in); !errors.Is(err, identity.ErrRefreshInvalid) {
			t.Errorf("%s: %v", status, err)
		}
	}
}

func TestTwoTabsRefreshAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	in := identitysvc.RefreshInput{Token: w.login().Tokens.Refresh, App: identity.AppSeeker}
	answers := make([]identity.TokenPair, 8)
	var group sync.WaitGroup
	for i := range answers {
		group.Go(func() {
			var err error
			if answers[i], err = w.Refresh(t.Context(), in); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, pair := range answers {
		if pair.Refresh != answers[0].Refresh {
			t.Error("one token has two children")
		}
		if _, err := w.ByAccessToken(t.Context(), identity.AppSeeker, pair.Access); err != nil {
			t.Error(err)
		}
	}
}

// chain is what the rules say about one family, told in another way than the code
// does it: the tokens in their order, and when the newest was made.
type chain struct {
	tokens  []string
	rotated time.Time
	used    time.Time
	began   time.Time
	dead    bool
}

// expect says what the use of the token at position i must answer: "" for a refusal,
// the newest token for a repetition, or new for one never seen.
func (c *chain) expect(i int, now time.Time) (repeat string, fresh bool) {
	last := len(c.tokens) - 1
	lifetime := identity.FamilyLifetime(identity.AppSeeker)
	switch {
	case c.dead || !now.Before(c.began.Add(lifetime.Absolute)):
		return "", false
	case i == last:
		return "", now.Before(c.used.Add(lifetime.Idle))
	case i == last-1 && now.Sub(c.rotated) < 10*time.Second:
		return c.tokens[last], false
	}
	c.dead = true
	return "", false
}

// interleavings is how many are played, in parts that run beside each other.
const (
	interleavings = 100_000
	parts         = 4
)

// TestRefreshRotation plays random interleavings of honest and stolen uses, of sign-outs
// and of time. A revoked family never yields a token, no token has two children, and
// what is answered is what the rules say.
func TestRefreshRotation(t *testing.T) {
	t.Parallel()
	if err := flag.Set("rapid.checks", strconv.Itoa(interleavings/parts)); err != nil { // the only such test of the package
		t.Fatal(err)
	}
	for range parts {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			playRotations(t)
		})
	}
}

func playRotations(t *testing.T) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		w := setup(t)
		user := someUser(t, w)
		chains := map[int]*chain{}
		seen := map[string]bool{}
		begin := func() {
			secret := beginFamily(t, w, user)
			now := w.clock()
			chains[len(chains)] = &chain{tokens: []string{secret}, used: now, began: now}
			seen[secret] = true
		}
		begin()
		pick := func(rt *rapid.T) *chain { return chains[rapid.IntRange(0, len(chains)-1).Draw(rt, "family")] }
		rt.Repeat(map[string]func(*rapid.T){
			"use": func(rt *rapid.T) {
				c := pick(rt)
				back := rapid.SampledFrom([]int{0, 0, 0, 1, 1, 2, 5}).Draw(rt, "back")
				i := max(0, len(c.tokens)-1-back)
				repeat, fresh := c.expect(i, w.clock())
				pair, err := w.Refresh(t.Context(), identitysvc.RefreshInput{Token: c.tokens[i], App: identity.AppSeeker})
				switch {
				case repeat == "" && !fresh:
					if !errors.Is(err, identity.ErrRefreshInvalid) || pair != (identity.TokenPair{}) {
						rt.Fatalf("token %d of %d yields %+v, %v; want a refusal", i+1, len(c.tokens), pair, err)
					}
					return
				case err != nil:
					rt.Fatalf("token %d of %d: %v", i+1, len(c.tokens), err)
				case fresh && seen[pair.Refresh]:
					rt.Fatal("a rotation answered a token that was out already")
				case repeat != "" && pair.Refresh != repeat:
					rt.Fatal("a repetition answered a second child")
				}
				if _, err := w.ByAccessToken(t.Context(), identity.AppSeeker, pair.Access); err != nil {
					rt.Fatal(err)
				}
				if fresh {
					c.tokens = append(c.tokens, pair.Refresh)
					c.rotated, c.used = w.clock(), w.clock()
					seen[pair.Refresh] = true
				}
			},
			"wrong app": func(rt *rapid.T) {
				c := pick(rt)
				i := rapid.IntRange(0, len(c.tokens)-1).Draw(rt, "token")
				_, err := w.Refresh(t.Context(), identitysvc.RefreshInput{Token: c.tokens[i], App: identity.AppEmployer})
				if !errors.Is(err, identity.ErrRefreshInvalid) {
					rt.Fatal(err)
				}
			},
			"sign out": func(rt *rapid.T) {
				if rapid.IntRange(0, 3).Draw(rt, "rarely") > 0 {
					rt.Skip()
				}
				c := pick(rt)
				i := rapid.IntRange(0, len(c.tokens)-1).Draw(rt, "token")
				if err := w.Logout(t.Context(), identitysvc.LogoutInput{RefreshToken: c.tokens[i], App: identity.AppSeeker}); err != nil {
					rt.Fatal(err)
				}
				c.dead = true
			},
			"another client": func(rt *rapid.T) {
				if len(chains) == 4 {
					rt.Skip()
				}
				begin()
			},
			"time passes": func(rt *rapid.T) {
				w.pass(time.Duration(rapid.SampledFrom([]int{1, 3, 9, 10, 60, 3600, 86400 * 20, 86400 * 31}).Draw(rt, "seconds")) * time.Second)
			},
		})
	})
}

// someUser makes an account without the cost of registering.
func someUser(t *testing.T, w *world) id.User {
	t.Helper()
	user := identity.NewUser(adaEmail, "Ada Berg", "", w.clock())
	err := w.deps.Work.Do(t.Context(), func(ctx context.Context, tx identitysvc.Tx) error { return tx.Users.Create(ctx, user) })
	if err != nil {
		t.Fatal(err)
	}
	return user.ID
}

// beginFamily signs a client in without the cost of a password.
func beginFamily(t *testing.T, w *world, user id.User) string {
	t.Helper()
	family, first, secret := identity.NewFamily(user, identity.AppSeeker, home, w.clock())
	err := w.deps.Work.Do(t.Context(), func(ctx context.Context, tx identitysvc.Tx) error {
		return tx.Refresh.Begin(ctx, family, first)
	})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}
