// Package routetable is the one list of what each app serves and to whom. The app's
// test compares it with what is mounted, so nothing is opened by accident, and asks
// every closed route as a visitor.
package routetable

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
)

//go:embed routes.csv
var table []byte

// Row is one route of one app.
type Row struct {
	App    identity.App
	Method string
	Path   string
	// Role is who may use it: "visitor" (anybody), "person" (signed in) or "staff"
	// (signed in with a platform role). What they see there, use-cases decide.
	Role string
	// Only narrows it to some of the platform's or of a company's roles, parted by "|";
	// "" is all of them. The table writes it behind the role, as in "staff:super|moderator".
	Only string
}

// Admits tells whether somebody with a platform or company role may use the route, as far
// as the role decides it.
func (r Row) Admits(role string) bool {
	return r.Only == "" || slices.Contains(strings.Split(r.Only, "|"), role)
}

// Of gives an app's rows of the table.
func Of(app identity.App) ([]Row, error) {
	records, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, r := range records[1:] {
		if identity.App(r[0]) == app {
			role, only, _ := strings.Cut(r[3], ":")
			rows = append(rows, Row{App: app, Method: r[1], Path: r[2], Role: role, Only: only})
		}
	}
	return rows, nil
}

// Mounted gives the rows of what an app has mounted: its pages and its operations.
func Mounted(site *web.Site, a huma.API) []Row {
	closed := "person"
	if site.App == identity.AppAdmin {
		closed = "staff"
	}
	var rows []Row
	for _, route := range site.Routes() {
		row := Row{App: site.App, Method: route.Method, Path: route.Pattern, Role: "visitor"}
		if route.Access == web.SignedIn {
			row.Role = closed
		}
		rows = append(rows, row)
	}
	for path, item := range a.OpenAPI().Paths {
		for method, op := range map[string]*huma.Operation{
			http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodPatch: item.Patch, http.MethodDelete: item.Delete,
		} {
			if op == nil {
				continue
			}
			row := Row{App: site.App, Method: method, Path: path, Role: "visitor"}
			if len(op.Security) > 0 {
				row.Role = closed
			}
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(x, y Row) int { return strings.Compare(x.Path+" "+x.Method, y.Path+" "+y.Method) })
	return rows
}
