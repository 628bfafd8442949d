package site

import (
	"testing"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/routetable/routetest"
)

func TestRoutes(t *testing.T) {
	t.Parallel()
	routetest.Run(t, newSite(platformtest.Open(t)), API(chi.NewRouter(), &platform.Services{}))
}
