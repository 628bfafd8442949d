// Command employer serves the employer portal from a PostgreSQL and a Redis that are named in
// the environment; with "openapi" it prints the specification of its API.
package main

import (
	"github.com/applyforus/applyforus/apps/employer/site"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/program"
)

func main() {
	program.Main(program.Site{
		Name: "EMPLOYER", Addr: func(c platform.Config) string { return c.EmployerAddr }, Handler: site.Handler, API: site.API,
	}.Run)
}
