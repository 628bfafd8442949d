package identity_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ password, code string }{
		{"", "required"},
		{"k3Vt9!q", "too_short"},
		{"ふくろう七羽森", "too_short"},
		{"ふくろうが七羽森", ""},
		{"k3Vt9!qz", ""},
		{strings.Repeat("lantern moss ", 9) + "eleven chars"[:11], ""},
		{strings.Repeat("lantern moss ", 10), "too_long"},
		{"\xff\xfe lantern moss", "unreadable"},
		{"a thistle \x00 in tar", ""}, // exactly as typed; the hash takes any byte
		{"password", "common"},
		{"P@ssw0rd2026!!", "common"},
		{"123password", "common"},
		{"5uperman1", "common"},
		{"$unshine99", "common"},
		{"Trustno1!", "common"},
		{"12345678", "common"},
		{"87654321!", "common"},
		{"qwertyuiop", "common"},
		{"1qaz2wsx3edc", "common"},
		{"abcd1234", "common"},
		{"aaaaaaaaaa", "common"},
		{"xyz1xyz1xyz1", "common"},
		{"charlotte1", "common"}, // of the breached list
		{"Jennifer!2", "common"},
		{"iloveyou22", "common"},
		{"the dragon of 2024 sleeps", ""},
		{"moon 4821 9937 5520", ""},
		{"mississippi-mud", ""},
		{"ada.berg@example.org", "personal"},
		{"AdaBerg1987", "personal"},
		{"berg-2026!", "personal"},
		{"bergberg", "personal"},
		{"ApplyForUs1", "personal"},
		{"xx ada.berg@example.org xx", "personal"},
		{"heidelberg castle", ""},
	} {
		var c fault.Check
		identity.CheckPassword(&c, "password", tt.password, "ada.berg@example.org", "Ada Berg")
		if got := firstCode(c.Err()); got != tt.code {
			t.Errorf("CheckPassword(%q): code %q, want %q", tt.password, got, tt.code)
		}
	}
}

func TestCheckPasswordWithoutContext(t *testing.T) {
	t.Parallel()
	var c fault.Check
	identity.CheckPassword(&c, "password", "lantern moss", "", "")
	if err := c.Err(); err != nil {
		t.Fatal(err)
	}
}

// TestBreachedFilterRefusesFewGoodPasswords counts how often chance alone is refused.
func TestBreachedFilterRefusesFewGoodPasswords(t *testing.T) {
	t.Parallel()
	const tries = 20_000
	refused := 0
	for range tries {
		var c fault.Check
		identity.CheckPassword(&c, "password", rand.Text(), "", "")
		if c.Err() != nil {
			refused++
		}
	}
	if refused > tries/2000 {
		t.Errorf("%d of %d random passwords are refused", refused, tries)
	}
}

func FuzzCheckPassword(f *testing.F) {
	f.Add("P@ssw0rd2026!!", "ada@example.org", "Ada")
	f.Add("\xff\x00", "@", " ")
	f.Fuzz(func(_ *testing.T, password, email, name string) {
		var c fault.Check
		identity.CheckPassword(&c, "password", password, email, name)
	})
}
