package porttest

import (
	"strings"
	"testing"

	"github.com/applyforus/applyforus/ports"
)

// HTMLSanitizer is the suite of ports.HTMLSanitizer.
func HTMLSanitizer(t *testing.T, open func(t *testing.T) ports.HTMLSanitizer) {
	t.Helper()
	s := open(t)
	t.Run("structure stays, what acts goes", func(t *testing.T) {
		t.Parallel()
		html, text := s.Clean(`<p onclick="x()">One <strong>two</strong></p><script>three()</script><ul><li>four</li></ul>`)
		for _, gone := range []string{"onclick", "script", "three"} {
			if strings.Contains(html+text, gone) {
				t.Errorf("%q is left in %q", gone, html)
			}
		}
		for _, kept := range []string{"<p>", "<strong>two</strong>", "<li>four</li>"} {
			if !strings.Contains(html, kept) {
				t.Errorf("%q is missing in %q", kept, html)
			}
		}
	})
	t.Run("paragraphs are kept in the text", func(t *testing.T) {
		t.Parallel()
		if _, text := s.Clean("<p>One</p><p>Two</p>"); text != "One\n\nTwo" {
			t.Errorf("text %q", text)
		}
	})
	t.Run("hidden text is dropped", func(t *testing.T) {
		t.Parallel()
		if html, text := s.Clean(`<p>One</p><p style="display:none">secret</p>`); strings.Contains(html+text, "secret") {
			t.Errorf("%q, %q", html, text)
		}
	})
	t.Run("cleaning twice changes nothing", func(t *testing.T) {
		t.Parallel()
		once, text := s.Clean(`<div>One<a href="https://a.example">x</a></div><h1>T &amp; U</h1>`)
		if twice, again := s.Clean(once); twice != once || again != text {
			t.Errorf("once %q, twice %q", once, twice)
		}
	})
}
