package apikeys

import (
	"testing"

	"github.com/applyforus/applyforus/core/identity"
)

func TestEveryScopeHasWords(t *testing.T) {
	t.Parallel()
	known := 0
	for _, app := range []identity.App{identity.AppSeeker, identity.AppEmployer, identity.AppAdmin} {
		for _, scope := range identity.ScopesFor(app) {
			if known++; words[scope] == "" {
				t.Errorf("%s has no words", scope)
			}
		}
	}
	if known != len(words) {
		t.Errorf("%d scopes and words for %d", known, len(words))
	}
}
