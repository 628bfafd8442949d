package e2e_test

import "testing"

func TestBrowserJourney(t *testing.T) {
	t.Parallel()
	open(t).run(t, root, "node", "tests/e2e/journey.mjs")
}

func TestJourneyWithoutJavaScript(t *testing.T) {
	t.Parallel()
	open(t).run(t, root, "node", "tests/e2e/noscript.mjs")
}

func TestAccountSecurity(t *testing.T) {
	t.Parallel()
	open(t).run(t, root, "node", "tests/e2e/account.mjs")
}

func TestProfileJourney(t *testing.T) {
	t.Parallel()
	open(t).run(t, root, "node", "tests/e2e/profile.mjs")
}
