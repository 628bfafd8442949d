package site

import (
	"testing"

	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/routetable/routetest"
	"github.com/applyforus/applyforus/core/identity"
)

func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	s := platformtest.Open(t)
	routetest.Guard(t, newSite(s), platformtest.SignIn(t, s, platformtest.NewUser(t, s, "ada@example.org", identity.RoleSuper), identity.AppAdmin).Session)
}
