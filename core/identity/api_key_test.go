package identity_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

var keyNow = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

func TestAPIKeyForm(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 200 {
		key, text := identity.NewAPIKey(id.User{1}, identity.AppSeeker, "CRM", "jobs:read", 30, keyNow)
		lookup, ok := identity.LookupOf(text)
		if !ok || lookup != key.Lookup || !key.Holds(text) || len(text) != 55 || !strings.HasPrefix(text, identity.APIKeyPrefix) || seen[text] || seen[lookup] {
			t.Fatalf("%s: %q, %v", text, lookup, ok)
		}
		seen[text], seen[lookup] = true, true
	}
	key, text := identity.NewAPIKey(id.User{1}, identity.AppSeeker, "CRM", "jobs:read", 30, keyNow)
	for i := len(identity.APIKeyPrefix); i < len(text); i++ { // one slip at any place is noticed
		if text[i] == '_' {
			continue
		}
		slip := text[:i] + string('0'+(text[i]+1)%10) + text[i+1:]
		if _, ok := identity.LookupOf(slip); ok && slip != text {
			t.Errorf("a slip at %d was not noticed", i)
		}
		if slip != text && key.Holds(slip) {
			t.Errorf("a slip at %d opens", i)
		}
	}
	for _, bad := range []string{"", "afu_", text[1:], text + "x", " " + text, text[:54], strings.ToUpper(text), "eyJhbGciOi.x.y"} {
		if _, ok := identity.LookupOf(bad); ok {
			t.Errorf("%q was taken for a key", bad)
		}
	}
	if !identity.ContainsAPIKey("/api/v1/jobs?key="+text+"&x=1") || identity.ContainsAPIKey("/api/v1/jobs?q=afu_parts") {
		t.Error("a key in a text is not told from other words")
	}
}

func TestAPIKeyLife(t *testing.T) {
	t.Parallel()
	key, _ := identity.NewAPIKey(id.User{1}, identity.AppSeeker, "CRM", "jobs:read", 30, keyNow)
	if !key.Live(keyNow) || !key.Live(keyNow.AddDate(0, 0, 30).Add(-1)) || key.Live(keyNow.AddDate(0, 0, 30)) {
		t.Error("it does not live for its 30 days")
	}
	later := keyNow.AddDate(0, 0, 10)
	next, text, err := key.Rotate(time.Hour, later)
	if err != nil || !next.Holds(text) || key.Holds(text) || next.Scopes != key.Scopes || next.Name != key.Name || next.User != key.User || next.App != key.App ||
		!next.ExpiresAt.Equal(later.AddDate(0, 0, 30)) || key.ReplacedBy != next.ID {
		t.Fatalf("%+v, %v", next, err)
	}
	if !key.Live(later.Add(time.Hour-1)) || key.Live(later.Add(time.Hour)) {
		t.Error("the old key does not count for the overlap, and only for it")
	}
	if _, _, err := key.Rotate(time.Hour, later); !errors.Is(err, identity.ErrAPIKeyEnded) {
		t.Errorf("rotated twice: %v", err)
	}
	next.Revoke(later)
	next.Revoke(later.Add(time.Hour))
	if next.Live(later) || !next.RevokedAt.Equal(later) {
		t.Error("revoking does not end it at once")
	}
	if _, _, err := next.Rotate(0, later); !errors.Is(err, identity.ErrAPIKeyEnded) {
		t.Errorf("rotated after its end: %v", err)
	}
	short, _ := identity.NewAPIKey(id.User{1}, identity.AppSeeker, "CRM", "jobs:read", 1, keyNow)
	if _, _, err := short.Rotate(identity.MaxAPIKeyOver, keyNow); err != nil || !short.ExpiresAt.Equal(keyNow.AddDate(0, 0, 1)) {
		t.Error("an overlap makes an old key live longer")
	}
}

func TestScopes(t *testing.T) {
	t.Parallel()
	scopes := identity.NewScopes([]identity.Scope{"resumes:write", "jobs:read", "jobs:read"})
	if scopes != "jobs:read resumes:write" || len(scopes.List()) != 2 {
		t.Errorf("%q", scopes)
	}
	for scope, want := range map[identity.Scope]bool{
		"jobs:read": true, "jobs:write": false, "resumes:write": true, "resumes:read": true, "resumes": false, "": false, "job:read": false, "profile:read": false,
	} {
		key := identity.Actor{User: id.User{1}, Via: identity.ViaKey, Scopes: scopes}
		if got := scopes.Allow(scope); got != want || (key.RequireScope(scope) == nil) != want {
			t.Errorf("%q: %v", scope, got)
		}
	}
	for _, via := range []identity.Via{identity.ViaSession, identity.ViaToken} {
		if (identity.Actor{User: id.User{1}, Via: via}).RequireScope("") != nil {
			t.Errorf("%s needs scopes", via)
		}
	}
	key := identity.Actor{User: id.User{1}, Via: identity.ViaKey}
	if !errors.Is(key.RequirePerson(), identity.ErrKeyNotAllowed) || !errors.Is((identity.Actor{}).RequirePerson(), fault.ErrUnauthenticated) {
		t.Error("a program passes for a person")
	}
	if len(identity.ScopesFor(identity.AppAdmin)) != 0 || len(identity.ScopesFor(identity.AppSeeker)) == 0 {
		t.Error("scopes of the apps")
	}
}
