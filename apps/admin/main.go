// Command admin serves the admin console from a PostgreSQL and a Redis that are named in
// the environment; with "openapi" it prints the specification of its API.
package main

import (
	"github.com/applyforus/applyforus/apps/admin/site"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/program"
)

func main() {
	program.Main(program.Site{
		Name: "ADMIN", Addr: func(c platform.Config) string { return c.AdminAddr }, Handler: site.Handler, API: site.API,
	}.Run)
}
