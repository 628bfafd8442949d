package identity_test

import (
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/identity"
)

func TestMayUse(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status identity.Status
		role   identity.PlatformRole
		app    identity.App
		want   error
	}{
		"active":                 {identity.StatusActive, "", identity.AppSeeker, nil},
		"active employer":        {identity.StatusActive, "", identity.AppEmployer, nil},
		"suspended":              {identity.StatusSuspended, "", identity.AppSeeker, identity.ErrSuspended},
		"deleted":                {identity.StatusDeleted, "", identity.AppSeeker, identity.ErrBadCredentials},
		"admin without a role":   {identity.StatusActive, "", identity.AppAdmin, identity.ErrBadCredentials},
		"admin with a role":      {identity.StatusActive, identity.RoleSupport, identity.AppAdmin, nil},
		"suspended admin":        {identity.StatusSuspended, identity.RoleSuper, identity.AppAdmin, identity.ErrSuspended},
		"status nobody knows of": {"odd", identity.RoleSuper, identity.AppSeeker, identity.ErrBadCredentials},
	} {
		u := identity.User{Status: tt.status, PlatformRole: tt.role}
		if got := u.MayUse(tt.app); !errors.Is(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestVerifyCountsOnce(t *testing.T) {
	t.Parallel()
	u := identity.NewUser("ada@example.org", "Ada", "hash", noon)
	if u.Verified() {
		t.Fatal("verified from the start")
	}
	u.Verify(noon.Add(time.Hour))
	u.Verify(noon.Add(2 * time.Hour))
	if want := noon.Add(time.Hour); !u.EmailVerifiedAt.Equal(want) || !u.UpdatedAt.Equal(want) {
		t.Fatalf("verified at %v, updated at %v", u.EmailVerifiedAt, u.UpdatedAt)
	}
}

func TestVerificationCheck(t *testing.T) {
	t.Parallel()
	u := identity.NewUser("ada@example.org", "Ada", "hash", noon)
	token, secret := identity.NewVerification(u, noon)
	if token.Hash != identity.HashToken(secret) {
		t.Fatal("hash is not that of the secret")
	}
	moved, used := u, token
	moved.Email, used.UsedAt = "eve@example.org", noon
	for name, tt := range map[string]struct {
		token identity.VerificationToken
		user  identity.User
		at    time.Duration
		want  error
	}{
		"in time":         {token, u, identity.VerificationLife - 1, nil},
		"too late":        {token, u, identity.VerificationLife, identity.ErrLinkExpired},
		"address changed": {token, moved, 0, identity.ErrLinkInvalid},
		"someone else's":  {token, identity.User{Email: u.Email}, 0, identity.ErrLinkInvalid},
		"used":            {used, u, 0, identity.ErrLinkInvalid},
	} {
		if got := tt.token.Check(tt.user, noon.Add(tt.at)); !errors.Is(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
