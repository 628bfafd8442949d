// Package e2e_test goes the whole way through the product as its users do: with the
// generated clients of the API and in a browser, against the seeker app, the worker, the
// database and the form lab.
package e2e_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/standalone/trial"
)

// root is the folder of the module.
const root = "../.."

// stopTimeout bounds how long what was started may take to end.
const stopTimeout = 20 * time.Second

// house is a running product and the watch over its API.
type house struct {
	*trial.House

	contract *contract
}

// open starts a house of its own for a test, on a database of its own. When the test
// ends, every answer of the API has been compared with the published specification.
func open(t *testing.T) house {
	t.Helper()
	watch := readContract(t)
	started, err := trial.Start(t.Context(), trial.Options{
		DatabaseURL: pgtest.URL(t), Data: t.TempDir(), Cache: cache(t), Chromium: chromium(t), Wrap: watch.over,
		Say: func(line string) { t.Log(line) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
		defer cancel()
		if err := started.Stop(ctx); err != nil {
			t.Errorf("the house did not stop: %v", err)
		}
		watch.report(t)
	})
	return house{started, watch}
}

// cache is where downloads lie that all tests share.
func cache(t *testing.T) string {
	t.Helper()
	if named := os.Getenv("AFU_CACHE"); named != "" {
		return named
	}
	base, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(base, "applyforus")
}

func chromium(t *testing.T) string {
	t.Helper()
	named := os.Getenv("AFU_CHROMIUM")
	if named == "" {
		named = os.Getenv("CHROMIUM_PATH")
	}
	path, err := browser.FindChromium(named)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// resume is a file of two pages by a person who does not exist.
func resume(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs(root + "/adapters/documents/testdata/two_pages.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// run runs a program against the house and fails the test when the program fails.
func (h house) run(t *testing.T, dir string, command ...string) {
	t.Helper()
	program := exec.CommandContext(t.Context(), command[0], command[1:]...)
	program.Dir = dir
	program.Env = append(os.Environ(), "AFU_URL="+h.URL, "AFU_RESUME="+resume(t), "CHROMIUM="+chromium(t))
	program.Cancel = func() error { return program.Process.Signal(os.Interrupt) }
	program.WaitDelay = stopTimeout
	var said bytes.Buffer
	program.Stdout, program.Stderr = &said, &said
	err := program.Run()
	t.Logf("%v\n%s", command, said.String())
	if err != nil {
		t.Fatalf("%v: %v", command, err)
	}
}
