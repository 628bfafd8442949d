package site

import (
	"testing"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/routetable/routetest"
)

func TestRoutes(t *testing.T) {
	t.Parallel()
	s := platformtest.Open(t)
	routetest.Run(t, newSite(s), API(chi.NewRouter(), s))
}
