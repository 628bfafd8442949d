// Package program is what the binaries of the three sites have in common: reading the
// settings, serving until told to stop, and printing the published specification.
package program

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/platform"
)

// Lookup reads one setting, as os.LookupEnv does.
type Lookup = func(name string) (string, bool)

// Site is the binary of one site.
type Site struct {
	Name    string // as in its settings, e.g. "SEEKER" for SEEKER_ADDR
	Addr    func(platform.Config) string
	Handler func(*platform.Services) http.Handler
	API     func(chi.Router, *platform.Services) huma.API
}

// Run does what the arguments ask: nothing = serve until ctx ends, "openapi" = print the
// specification, which needs neither database nor settings.
func (s Site) Run(ctx context.Context, args []string, lookup Lookup, out io.Writer) error {
	switch {
	case len(args) == 0:
		return s.serve(ctx, lookup, out)
	case len(args) == 1 && args[0] == "openapi":
		document, err := api.Document(s.API(chi.NewRouter(), &platform.Services{Parts: &platform.Parts{}}))
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s\n", document)
		return err
	}
	fmt.Fprintln(out, "Without arguments the site is served; \"openapi\" prints the specification of its API. Settings come from the environment; see .env.example.")
	return flag.ErrHelp
}

func (s Site) serve(ctx context.Context, lookup Lookup, out io.Writer) (err error) {
	config, err := platform.LoadConfig(lookup)
	if err != nil {
		return err
	}
	services, err := platform.Open(ctx, config, platform.Role{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, services.Close()) }()
	site := platform.Site{Name: s.Name, Addr: s.Addr(config), Handler: s.Handler(services)}
	listener, err := platform.Listen(ctx, site)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "serving on http://%s\n", listener.Addr())
	return platform.Serve(ctx, listener, site.Handler)
}

// Main runs a program until it is done or the process is told to stop, and ends the
// process with 1 where it failed.
func Main(run func(ctx context.Context, args []string, lookup Lookup, out io.Writer) error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.LookupEnv, os.Stdout)
	stop()
	if err == nil {
		return
	}
	if !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}
