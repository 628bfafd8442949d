package identity_test

import (
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

func TestNormalEmail(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"  Ada.Berg@Example.ORG \n": "ada.berg@example.org",
		"e\u0301ve@example.org":     "\u00e9ve@example.org",
		"":                          "",
	} {
		if got := identity.NormalEmail(in); got != want {
			t.Errorf("NormalEmail(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCheckEmail(t *testing.T) {
	t.Parallel()
	label := strings.Repeat("a", 60)
	for _, tt := range []struct{ in, code string }{
		{"ada@example.org", ""},
		{"ada+jobs@sub.example.co.uk", ""},
		{"ève@example.org", ""},
		{"a@xn--mller-kva.de", ""},
		{"", "required"},
		{"ada", "email"},
		{"ada@", "email"},
		{"@example.org", "email"},
		{"ada@localhost", "email"},
		{"ada@127.0.0.1", "email"},
		{"ada@[127.0.0.1]", "email"},
		{"ada@-x.org", "email"},
		{"ada@x-.org", "email"},
		{"ada@example..org", "email"},
		{"ada@example.org.", "email"},
		{"ada@müller.de", "email"},
		{"ada berg@example.org", "email"},
		{`"ada berg"@example.org`, "email"},
		{"ada <ada@example.org>", "email"},
		{"ada@example.org, eve@example.org", "email"},
		{"ada@example.org\r\nbcc: eve@example.org", "email"},
		{"ada@exam\x00ple.org", "email"},
		{"<script>@example.org", "email"},
		{strings.Repeat("a", 65) + "@example.org", "email"},
		{"ada@" + strings.Repeat("a", 64) + ".org", "email"},
		{"ada@" + strings.Join([]string{label, label, label, label, "org"}, "."), ""},
		{"ada@" + strings.Join([]string{label, label, label, label, label, "org"}, "."), "too_long"},
	} {
		var c fault.Check
		identity.CheckEmail(&c, "email", tt.in)
		if got := firstCode(c.Err()); got != tt.code {
			t.Errorf("CheckEmail(%q): code %q, want %q", tt.in, got, tt.code)
		}
	}
}

func firstCode(err error) string {
	if f := fault.As(err); f != nil && len(f.Violations) > 0 {
		return f.Violations[0].Code
	}
	return ""
}

func TestCheckName(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, normal, code string }{
		{"  Ada \n  Berg\t", "Ada Berg", ""},
		{"Nguyễn Thị Minh-Khai O'Neill Jr.", "Nguyễn Thị Minh-Khai O'Neill Jr.", ""},
		{" \t ", "", "required"},
		{"a\x00b", "a\x00b", "unreadable"},
		{strings.Repeat("é", 100), strings.Repeat("é", 100), ""},
		{strings.Repeat("é", 101), strings.Repeat("é", 101), "too_long"},
	} {
		name := identity.NormalName(tt.in)
		if name != tt.normal {
			t.Errorf("NormalName(%q) = %q, want %q", tt.in, name, tt.normal)
		}
		var c fault.Check
		identity.CheckName(&c, "name", name)
		if got := firstCode(c.Err()); got != tt.code {
			t.Errorf("CheckName(%q): code %q, want %q", tt.in, got, tt.code)
		}
	}
}
