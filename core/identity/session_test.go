package identity_test

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func TestSessionLive(t *testing.T) {
	t.Parallel()
	seeker := identity.SessionLifetime(identity.AppSeeker)
	admin := identity.SessionLifetime(identity.AppAdmin)
	for name, tt := range map[string]struct {
		app       identity.App
		seen, now time.Duration // since sign-in
		want      bool
	}{
		"fresh":                      {identity.AppSeeker, 0, 0, true},
		"just before idle":           {identity.AppSeeker, 0, seeker.Idle - 1, true},
		"idle":                       {identity.AppSeeker, 0, seeker.Idle, false},
		"in use beyond idle":         {identity.AppSeeker, seeker.Idle, seeker.Idle + time.Hour, true},
		"in use, absolute end":       {identity.AppSeeker, seeker.Absolute, seeker.Absolute, false},
		"admin goes idle sooner":     {identity.AppAdmin, 0, admin.Idle, false},
		"admin in use, absolute end": {identity.AppAdmin, admin.Absolute - 1, admin.Absolute, false},
		"employer is as patient":     {identity.AppEmployer, 0, seeker.Idle - 1, true},
	} {
		s, _ := identity.NewSession(id.User{1}, tt.app, identity.Client{}, noon)
		s.LastSeenAt = noon.Add(tt.seen)
		if got := s.Live(noon.Add(tt.now)); got != tt.want {
			t.Errorf("%s: Live = %v, want %v", name, got, tt.want)
		}
	}
}

func TestNewSessionKeepsOnlyTheHash(t *testing.T) {
	t.Parallel()
	s, token := identity.NewSession(id.User{1}, identity.AppSeeker, identity.Client{}, noon)
	if len(token) != 43 || s.TokenHash != identity.HashToken(token) {
		t.Fatalf("token of %d characters; hash matches: %v", len(token), s.TokenHash == identity.HashToken(token))
	}
	if _, other := identity.NewSession(id.User{1}, identity.AppSeeker, identity.Client{}, noon); other == token {
		t.Fatal("two sessions share a token")
	}
}

func TestClientNormalAndNetwork(t *testing.T) {
	t.Parallel()
	c := identity.Client{
		IP:        netip.MustParseAddr("::ffff:192.0.2.7"),
		UserAgent: "Agent\x00\r\n\xff/1 " + strings.Repeat("é", 500),
	}.Normal()
	if c.IP.String() != "192.0.2.7" || strings.ContainsAny(c.UserAgent, "\x00\r\n") || len([]rune(c.UserAgent)) != 400 {
		t.Fatalf("Normal = %v, %d characters", c.IP, len([]rune(c.UserAgent)))
	}
	for in, want := range map[string]string{
		"192.0.2.7":            "192.0.2.7",
		"::ffff:192.0.2.7":     "192.0.2.7",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
		"fe80::1%eth0":         "fe80::/64",
	} {
		if got := (identity.Client{IP: netip.MustParseAddr(in)}).Network(); got != want {
			t.Errorf("Network(%s) = %s, want %s", in, got, want)
		}
	}
	if got := (identity.Client{}).Network(); got != "unknown" {
		t.Errorf("Network of no address = %q", got)
	}
}
