package ats

import (
	"strings"
	"testing"
)

func TestQuoteGivesTheConfirmationAsItReads(t *testing.T) {
	t.Parallel()
	p, _ := ByURL("https://job-boards.greenhouse.io/acme/jobs/1")
	got := p.Quote("Acme · Thank You For Applying. We have your application and write within a week.")
	if !strings.HasPrefix(got, "Thank You For Applying. We have") {
		t.Errorf("quote = %q", got)
	}
	if got := p.Quote("Thank you for applying " + strings.Repeat("word ", 200)); len([]rune(got)) > quoted+2 || !strings.HasSuffix(got, " …") {
		t.Errorf("a long quote is not cut: %d characters", len([]rune(got)))
	}
	if got := p.Quote("Our openings"); got != "" {
		t.Errorf("quote = %q, want none", got)
	}
}
