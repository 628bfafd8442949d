// Command withpg runs a command with a PostgreSQL of its own around it, such as
//
//	go run ./adapters/pgembed/cmd/withpg -- go test ./...
//
// The command finds the server in TEST_DATABASE_URL and the folder of its programs
// in TEST_POSTGRES_BIN. When TEST_DATABASE_URL is set already, that server is used
// and none is started. The data is thrown away at the end, so nothing is flushed to disk.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/applyforus/applyforus/adapters/pgembed"
)

const (
	urlVariable = "TEST_DATABASE_URL"
	binVariable = "TEST_POSTGRES_BIN"
)

func main() {
	bin := flag.String("bin", "", "folder with initdb and postgres to use in place of the fetched ones")
	cache := flag.String("cache", "", "folder for fetched binaries (default: the machine's or the person's cache)")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: withpg [-bin DIR] [-cache DIR] -- COMMAND [ARGUMENT…]")
		os.Exit(2)
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *bin, *cache, flag.Args())
	cancel()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended) && ended.ExitCode() > 0:
		os.Exit(ended.ExitCode())
	case err != nil:
		fmt.Fprintln(os.Stderr, "withpg:", err)
		os.Exit(1)
	}
}

// run starts the server, runs the command, and stops the server whatever happened.
func run(ctx context.Context, bin, cache string, args []string) (err error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...) //nolint:gosec // running what we are told is the purpose
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	if configured(cmd.Environ()) {
		say("PostgreSQL: using the one that " + urlVariable + " names")
		return cmd.Run()
	}
	if cache == "" {
		if cache, err = pgembed.DefaultCacheDir(); err != nil {
			return err
		}
	}
	dir, err := os.MkdirTemp("", "afu-test-pg-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // the server's account must pass through
		return err
	}
	server, err := pgembed.Start(ctx, pgembed.Options{
		DataDir:        filepath.Join(dir, "data"),
		CacheDir:       cache,
		BinDir:         bin,
		Log:            say,
		TCP:            true, // proxies and other languages' clients join the tests
		SharedBuffers:  "256MB",
		MaxConnections: 400,
		Settings:       map[string]string{"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"},
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	cmd.Env = append(cmd.Environ(), urlVariable+"="+server.URL(), binVariable+"="+server.BinDir())
	return cmd.Run()
}

// configured tells whether the environment names a server already.
func configured(environment []string) bool {
	for _, entry := range environment {
		if value, ok := strings.CutPrefix(entry, urlVariable+"="); ok && value != "" {
			return true
		}
	}
	return false
}

func say(line string) { fmt.Fprintln(os.Stderr, line) }
