package site

import (
	"encoding/json"
	"testing"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/routetable/routetest"
)

func TestRoutes(t *testing.T) {
	t.Parallel()
	s := platformtest.Open(t)
	routetest.Run(t, newSite(s), API(chi.NewRouter(), s))
}

func TestSpecificationNeedsNothingOpen(t *testing.T) {
	t.Parallel()
	document, err := api.Document(API(chi.NewRouter(), &platform.Services{}))
	if err != nil {
		t.Fatal(err)
	}
	var spec struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(document, &spec); err != nil {
		t.Fatal(err)
	}
	for path, method := range map[string]string{"/api/v1/auth/register": "post", "/api/v1/auth/login": "post", "/api/v1/auth/me": "get"} {
		if spec.Paths[path][method] == nil {
			t.Errorf("%s %s is not described", method, path)
		}
	}
}
