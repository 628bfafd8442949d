package identity_test

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

func TestJudge(t *testing.T) {
	t.Parallel()
	family, root, secret := identity.NewFamily(id.User{1}, identity.AppSeeker, identity.Client{}, noon)
	spent := root
	spent.SpentAt = noon
	child, childSecret := family.Child(root, secret, noon)
	usedChild := child
	usedChild.SpentAt = noon
	revoked := family
	revoked.RevokedAt = noon
	none := identity.RefreshToken{}

	for name, tt := range map[string]struct {
		family       identity.RefreshFamily
		token, child identity.RefreshToken
		app          identity.App
		at           time.Duration
		want         identity.Use
	}{
		"fresh":                       {family, root, none, identity.AppSeeker, 0, identity.UseRotate},
		"another app":                 {family, root, none, identity.AppEmployer, 0, identity.UseRefuse},
		"spent, another app":          {family, spent, child, identity.AppEmployer, time.Hour, identity.UseRefuse},
		"unused for too long":         {family, root, none, identity.AppSeeker, identity.RefreshLife, identity.UseRefuse},
		"family too old":              {family, child, none, identity.AppSeeker, identity.FamilyLifetime(identity.AppSeeker).Absolute, identity.UseRefuse},
		"revoked":                     {revoked, root, none, identity.AppSeeker, 0, identity.UseRefuse},
		"revoked, spent in the grace": {revoked, spent, child, identity.AppSeeker, 0, identity.UseRefuse},
		"parent in the grace":         {family, spent, child, identity.AppSeeker, identity.RefreshGrace - 1, identity.UseRepeat},
		"parent after the grace":      {family, spent, child, identity.AppSeeker, identity.RefreshGrace, identity.UseRevoke},
		"grandparent in the grace":    {family, spent, usedChild, identity.AppSeeker, 0, identity.UseRevoke},
		"child is somebody else's":    {family, spent, none, identity.AppSeeker, 0, identity.UseRevoke},
	} {
		if got := tt.family.Judge(tt.token, tt.child, tt.app, noon.Add(tt.at)); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
	if again, hash := identity.ChildToken(secret, child.Salt); again != childSecret || hash != child.Hash {
		t.Error("the same parent and salt gave another child")
	}
	if other, _ := identity.ChildToken(secret+"x", child.Salt); other == childSecret {
		t.Error("another parent gave the same child")
	}
}

func TestTokensNeverOutliveTheirFamily(t *testing.T) {
	t.Parallel()
	family, root, secret := identity.NewFamily(id.User{1}, identity.AppSeeker, identity.Client{}, noon)
	late := family.ExpiresAt.Add(-time.Hour)
	child, _ := family.Child(root, secret, late)
	if !child.ExpiresAt.Equal(family.ExpiresAt) {
		t.Fatalf("child expires %v, family %v", child.ExpiresAt, family.ExpiresAt)
	}
	if want := noon.Add(identity.RefreshLife); !root.ExpiresAt.Equal(want) {
		t.Fatalf("first token expires %v, want %v", root.ExpiresAt, want)
	}
}
