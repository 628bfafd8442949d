// Command applyforus is the whole product in one process: the three sites, the
// worker, the form lab, and a database and a Redis of its own where none are named.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/applyforus/applyforus/apps/internal/platform"
)

const usage = `applyforus, the job application platform

  applyforus run                 start everything on this machine
  applyforus import jobs …       take postings in from recorded feed files
  applyforus demo add|remove     show or hide the postings of the demo companies
  applyforus admin appoint …     give an account a role in the admin console
  applyforus employer found …    set up a company in the employer portal
  applyforus keys rotate         make a new sealing key and seal every secret with it
  applyforus env-example         print every setting with its meaning

Settings come from the environment; see .env.example.`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "applyforus:", err)
		}
		os.Exit(1) //nolint:gocritic // nothing is left to undo
	}
}

func run(ctx context.Context, args []string, out, errOut io.Writer) error {
	command := strings.Join(args[:min(len(args), 2)], " ")
	if command == "env-example" {
		_, err := io.WriteString(out, platform.Example())
		return err
	}
	config, err := platform.LoadConfig(os.LookupEnv)
	if err != nil {
		return err
	}
	switch {
	case strings.HasPrefix(command, "run"):
		return serve(ctx, config, out)
	case command == "import jobs":
		return withServices(ctx, config, errOut, func(s *platform.Services) error { return importJobs(ctx, s, args[2:], out, errOut) })
	case command == "admin appoint":
		return withServices(ctx, config, errOut, func(s *platform.Services) error { return adminAppoint(ctx, s, args[2:], out) })
	case command == "keys rotate":
		return withServices(ctx, config, errOut, func(s *platform.Services) error { return keysRotate(ctx, s, out) })
	case command == "employer found":
		return withServices(ctx, config, errOut, func(s *platform.Services) error { return employerFound(ctx, s, args[2:], out) })
	case strings.HasPrefix(command, "demo"):
		return withServices(ctx, config, errOut, func(s *platform.Services) error { return demoJobs(ctx, s, args[1:], out) })
	}
	fmt.Fprintln(out, usage)
	return flag.ErrHelp
}

// withServices attaches to the running instance, or starts what it needs for the
// time of one command.
func withServices(ctx context.Context, config platform.Config, errOut io.Writer, do func(*platform.Services) error) error {
	attached, err := platform.Attach(ctx, &config)
	if err != nil {
		return err
	}
	var embedded *platform.Embedded
	if !attached || config.RedisURL == "" {
		if embedded, err = platform.StartEmbedded(ctx, &config, func(line string) { fmt.Fprintln(errOut, line) }); err != nil {
			return err
		}
	}
	s, err := platform.Open(ctx, config, platform.Role{})
	if err == nil {
		err = errors.Join(do(s), s.Close())
	}
	if embedded != nil {
		err = errors.Join(err, embedded.Stop(ctx))
	}
	return err
}
