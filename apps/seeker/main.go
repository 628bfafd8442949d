// Command seeker serves the site for job seekers from a PostgreSQL and a Redis that are named in
// the environment; with "openapi" it prints the specification of its API.
package main

import (
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/program"
	"github.com/applyforus/applyforus/apps/seeker/site"
)

func main() {
	program.Main(program.Site{
		Name: "SEEKER", Addr: func(c platform.Config) string { return c.SeekerAddr }, Handler: site.Handler, API: site.API,
	}.Run)
}
