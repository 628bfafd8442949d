package identity_test

import (
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/identity"
)

// TestTOTPCode holds against the values of RFC 6238, appendix B, cut to six digits.
func TestTOTPCode(t *testing.T) {
	t.Parallel()
	secret := identity.TOTPSecret("12345678901234567890")
	for seconds, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got := secret.Code(identity.TOTPStepAt(time.Unix(seconds, 0))); got != want {
			t.Errorf("at %d the code is %s, want %s", seconds, got, want)
		}
	}
	if got := secret.Text(); got != "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" {
		t.Errorf("text %s", got)
	}
	uri := secret.URI("ada+x@example.org")
	if uri != "otpauth://totp/ApplyForUs:ada+x@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ApplyForUs" {
		t.Errorf("URI %s", uri)
	}
}

func TestTOTPMatch(t *testing.T) {
	t.Parallel()
	secret := identity.NewTOTPSecret()
	now := time.Date(2026, 11, 23, 12, 0, 10, 0, time.UTC)
	step := identity.TOTPStepAt(now)
	for offset, want := range map[int64]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		got, ok := secret.Match(secret.Code(step+offset), 0, now)
		if ok != want || ok && got != step+offset {
			t.Errorf("a code %d steps off: %d, %v", offset, got, ok)
		}
	}
	code := secret.Code(step)
	if _, ok := secret.Match(code[:3]+" "+code[3:], step-1, now); !ok {
		t.Error("a code with a space in it is refused")
	}
	for name, tt := range map[string]struct {
		code string
		last int64
	}{"used": {code, step}, "overtaken": {code, step + 1}, "short": {code[:5], 0}, "long": {code + "0", 0}, "empty": {"", 0}, "words": {"abcdef", 0}} {
		if _, ok := secret.Match(tt.code, tt.last, now); ok {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestRecoveryCodes(t *testing.T) {
	t.Parallel()
	codes, hashes := identity.NewRecoveryCodes()
	if len(codes) != 10 || len(hashes) != 10 {
		t.Fatalf("%d codes, %d hashes", len(codes), len(hashes))
	}
	seen := map[string]bool{}
	for i, code := range codes {
		if seen[code] || len(strings.Split(code, "-")) != 4 || len(code) != 27 || strings.ContainsAny(code, "ilou") {
			t.Errorf("code %q", code)
		}
		seen[code] = true
		typed := " " + strings.ToUpper(strings.NewReplacer("-", " ", "0", "O", "1", "l").Replace(code))
		if identity.HashRecoveryCode(typed) != hashes[i] || identity.HashRecoveryCode(code+"0") == hashes[i] {
			t.Errorf("%q does not match %q", typed, code)
		}
	}
}
