package identity_test

import (
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

func TestEmailChange(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	user := identity.NewUser("old@example.org", "Ada", "hash", now)
	change := identity.NewEmailChange(user, "new@example.org", identity.AppSeeker, now)
	if err := change.Undo(&user, now); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("undone before it was confirmed: %v", err)
	}
	if err := change.Confirm(&user, now); err != nil || user.Email != "new@example.org" || !user.Verified() {
		t.Fatalf("%+v, %v", user, err)
	}
	if err := change.Confirm(&user, now); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("confirmed twice: %v", err)
	}
	user.Email = "thief@example.org" // changed once more
	if err := change.Undo(&user, now); err != nil || user.Email != "old@example.org" {
		t.Errorf("%+v, %v", user, err)
	}
	if err := change.Undo(&user, now); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("undone twice: %v", err)
	}
	overtaken := identity.NewEmailChange(user, "new@example.org", identity.AppSeeker, now)
	user.Email = "third@example.org"
	if err := overtaken.Confirm(&user, now); !errors.Is(err, identity.ErrLinkInvalid) || user.Email != "third@example.org" {
		t.Errorf("an overtaken change: %v", err)
	}
}

func TestFactorRemoval(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	removal := identity.NewFactorRemoval(id.User{1}, identity.AppSeeker, now)
	if removal.Waiting() || removal.Finish(now.Add(time.Hour*24*365)) || !removal.DueAt().IsZero() {
		t.Error("it waits before the mailbox has confirmed it")
	}
	if err := removal.Confirm(now); err != nil || !removal.Waiting() || !removal.DueAt().Equal(now.Add(72*time.Hour)) {
		t.Fatalf("%+v, %v", removal, err)
	}
	if err := removal.Confirm(now); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("confirmed twice: %v", err)
	}
	stopped := removal
	stopped.CallOff(now)
	if stopped.Open() || stopped.Finish(now.Add(72*time.Hour)) || stopped.Confirm(now) == nil {
		t.Error("a removal that was called off goes on")
	}
	if removal.Finish(now.Add(72*time.Hour - 1)) {
		t.Error("it ends early")
	}
	if !removal.Finish(now.Add(72*time.Hour)) || removal.Open() || removal.Finish(now.Add(73*time.Hour)) {
		t.Errorf("%+v", removal)
	}
	removal.CallOff(now)
	if !removal.CalledOffAt.IsZero() {
		t.Error("what is done was called off")
	}
}

func TestMailLinkCheck(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	for purpose, life := range map[identity.LinkPurpose]time.Duration{
		identity.LinkReset: time.Hour, identity.LinkNewEmail: 24 * time.Hour, identity.LinkUndoEmail: 7 * 24 * time.Hour,
		identity.LinkDropFactor: time.Hour, identity.LinkKeepFactor: 73 * time.Hour,
	} {
		link, secret := identity.NewMailLink(id.User{1}, purpose, id.MailToken{}, "a@example.org", now)
		if link.Hash != identity.HashToken(secret) || link.Check(now.Add(life-1)) != nil || !errors.Is(link.Check(now.Add(life)), identity.ErrLinkTooLate) {
			t.Errorf("%s does not live for %v", purpose, life)
		}
		link.UsedAt = now
		if err := link.Check(now); !errors.Is(err, identity.ErrLinkInvalid) {
			t.Errorf("%s works twice: %v", purpose, err)
		}
	}
}

func TestCheckPreferences(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		language identity.Language
		zone     string
		code     string
	}{
		{"en", "", ""}, {"en", "Europe/Oslo", ""}, {"en", "UTC", ""}, {"tlh", "", "unknown"}, {"en", "Mars/Olympus", "unknown"}, {"en", "Local", "unknown"},
	} {
		var c fault.Check
		identity.CheckPreferences(&c, tt.language, tt.zone)
		if got := firstCode(c.Err()); got != tt.code {
			t.Errorf("%s, %s: %q, want %q", tt.language, tt.zone, got, tt.code)
		}
	}
	for _, zone := range identity.TimeZones {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Errorf("%s: %v", zone, err)
		}
	}
}
