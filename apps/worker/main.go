// Command worker works the tasks of all sites: it mails, fetches feeds, reads resumes and
// fills forms. It is the only program that needs a browser.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"time"

	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/program"
)

// stopTimeout bounds how long running tasks may take to end; what is cut off is done again.
const stopTimeout = 60 * time.Second

func main() { program.Main(run) }

func run(ctx context.Context, args []string, lookup program.Lookup, out io.Writer) (err error) {
	if len(args) > 0 {
		fmt.Fprintln(out, "The worker takes no arguments. Settings come from the environment; see .env.example.")
		return flag.ErrHelp
	}
	config, err := platform.LoadConfig(lookup)
	if err != nil {
		return err
	}
	services, err := platform.Open(ctx, config, platform.Role{Works: true})
	if err != nil {
		return err
	}
	defer func() {
		bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		err = errors.Join(err, services.Stop(bounded))
	}()
	if err := services.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	fmt.Fprintln(out, "working")
	<-ctx.Done()
	fmt.Fprintln(out, "stopping")
	return nil
}
