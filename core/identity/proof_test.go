package identity_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

func TestMethods(t *testing.T) {
	t.Parallel()
	m := identity.MethodsOf(identity.MethodPassword, identity.MethodTOTP, identity.MethodPassword)
	if m != "password totp" || !slices.Equal(m.List(), []identity.Method{identity.MethodPassword, identity.MethodTOTP}) {
		t.Errorf("methods %q", m)
	}
	for methods, strong := range map[identity.Methods]bool{
		"": false, "password": false, "provider": false, "password provider": false,
		"password totp": true, "passkey": true, "provider recovery_code": true,
	} {
		if methods.Strong() != strong {
			t.Errorf("%q is strong: %v", methods, !strong)
		}
	}
	now := time.Unix(1_800_000_000, 0)
	proof := identity.Proof{Methods: "password", At: now.Add(-time.Hour)}.With(identity.MethodTOTP, now)
	if proof != (identity.Proof{Methods: "password totp", At: now}) {
		t.Errorf("proof %+v", proof)
	}
}

func TestFactorMethods(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		factors identity.Factors
		want    []identity.Method
	}{
		{identity.Factors{}, nil},
		{identity.Factors{RecoveryCodes: 10}, nil}, // left over from a factor that is gone
		{identity.Factors{TOTP: true}, []identity.Method{identity.MethodTOTP}},
		{identity.Factors{TOTP: true, Passkeys: 1, RecoveryCodes: 1}, []identity.Method{identity.MethodPasskey, identity.MethodTOTP, identity.MethodRecovery}},
	} {
		if got := tt.factors.Methods(); !slices.Equal(got, tt.want) || tt.factors.Any() != (len(tt.want) > 0) {
			t.Errorf("%+v: %v, any %v", tt.factors, got, tt.factors.Any())
		}
	}
}

func TestActorRequirements(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	actor := identity.Actor{User: id.User{1}, App: identity.AppAdmin, Role: identity.RoleSupport, ProvedAt: now}
	for name, tt := range map[string]struct{ got, want error }{
		"fresh":             {actor.RequireFresh(now.Add(15*time.Minute - 1)), nil},
		"stale":             {actor.RequireFresh(now.Add(15 * time.Minute)), identity.ErrProofNeeded},
		"never proved":      {identity.Actor{User: id.User{1}}.RequireFresh(now), identity.ErrProofNeeded},
		"visitor":           {identity.Actor{}.RequireFresh(now), fault.ErrUnauthenticated},
		"admin, one factor": {actor.RequirePlatform(), identity.ErrFactorRequired},
		"no role first":     {identity.Actor{User: id.User{1}, App: identity.AppAdmin}.RequirePlatform(), fault.ErrForbidden},
	} {
		if !errors.Is(tt.got, tt.want) || tt.want == nil && tt.got != nil {
			t.Errorf("%s: %v, want %v", name, tt.got, tt.want)
		}
	}
	actor.Strong = true
	if err := actor.RequirePlatform(identity.RoleSupport); err != nil {
		t.Error(err)
	}
}

func TestChallengeCheck(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	client := identity.Client{UserAgent: "Agent/1"}
	for name, tt := range map[string]struct {
		edit func(*identity.SignInChallenge)
		app  identity.App
		with identity.Client
		at   time.Duration
		ok   bool
	}{
		"in time":            {ok: true, at: 10*time.Minute - 1},
		"late":               {at: 10 * time.Minute},
		"another app":        {app: identity.AppAdmin},
		"another program":    {with: identity.Client{UserAgent: "Agent/2"}},
		"used":               {edit: func(c *identity.SignInChallenge) { c.UsedAt = now }},
		"the fifth answer":   {edit: func(c *identity.SignInChallenge) { c.Attempts = 4 }, ok: true},
		"tried five times":   {edit: func(c *identity.SignInChallenge) { c.Attempts = 5 }},
		"from a new address": {with: identity.Client{UserAgent: "Agent/1", Mark: "x"}, ok: true},
	} {
		c, token := identity.NewChallenge(id.User{1}, identity.Arrival{App: identity.AppSeeker, Client: client, Proved: []identity.Method{identity.MethodPassword}}, now)
		if c.Hash != identity.HashToken(token) {
			t.Fatal("the token is another's")
		}
		if tt.edit != nil {
			tt.edit(&c)
		}
		app, with := identity.AppSeeker, client
		if tt.app != "" {
			app = tt.app
		}
		if tt.with != (identity.Client{}) {
			with = tt.with
		}
		if err := c.Check(app, with, now.Add(tt.at)); (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
