// Package routetest holds the test that every app runs over the table of routes.
package routetest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/routetable"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/id"
)

var parameter = regexp.MustCompile(`\{[^}]+\}`)

// Run compares the table with what is mounted, and asks every closed route as a
// visitor: a page leads to the sign-in, an operation answers 401.
func Run(t *testing.T, site *web.Site, a huma.API) {
	t.Helper()
	listed, err := routetable.Of(site.App)
	if err != nil {
		t.Fatal(err)
	}
	mounted := routetable.Mounted(site, a)
	for i := range listed {
		listed[i].Only = "" // nothing that is mounted says it; the matrix of apps/standalone/access asks for it
	}
	for _, row := range mounted {
		if !slices.Contains(listed, row) {
			t.Errorf("mounted, and not in routes.csv: %s,%s,%s,%s", row.App, row.Method, row.Path, row.Role)
		}
	}
	for _, row := range listed {
		if !slices.Contains(mounted, row) {
			t.Errorf("in routes.csv, and not mounted: %s,%s,%s,%s", row.App, row.Method, row.Path, row.Role)
		}
	}
	for _, row := range mounted {
		if row.Role == "visitor" {
			continue
		}
		t.Run(fmt.Sprintf("visitor %s %s", row.Method, row.Path), func(t *testing.T) {
			t.Parallel()
			path := parameter.ReplaceAllString(row.Path, id.New[struct{}]().String())
			r := httptest.NewRequestWithContext(t.Context(), row.Method, "http://localhost"+path, strings.NewReader("{}"))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			site.Router.ServeHTTP(w, r)
			switch {
			case strings.HasPrefix(row.Path, "/api/") && w.Code == http.StatusUnauthorized:
			case !strings.HasPrefix(row.Path, "/api/") && w.Code == http.StatusSeeOther && strings.HasPrefix(w.Header().Get("Location"), "/login"):
			default:
				t.Errorf("a visitor got %d (%s)", w.Code, w.Header().Get("Location"))
			}
		})
	}
}
