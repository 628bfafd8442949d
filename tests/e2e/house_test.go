// Package e2e_test goes the whole way through the product as its users do: with the
// generated clients of the API and in a browser, against the seeker app, the worker, the
// database and the form lab.
package e2e_test

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/atslab/labdemo"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/seeker/site"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

// root is the folder of the module.
const root = "../.."

// stopTimeout bounds how long what was started may take to end.
const stopTimeout = 20 * time.Second

// house is everything that `make run` starts, as far as job seekers meet it.
type house struct {
	URL      string
	services *platform.Services
	contract *contract
}

// open starts a house of its own for a test. When the test ends, every answer that its
// API gave has been compared with the published specification.
func open(t *testing.T) *house {
	t.Helper()
	labs, err := labdemo.Start(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(labs.Close)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	h := &house{URL: "http://localhost:" + port, contract: readContract(t)}
	h.start(t, settings(t, h.URL, labs.Origin), labs.Boards)

	server := httptest.NewUnstartedServer(h.contract.watch(site.Handler(h.services)))
	server.Listener.Close() //nolint:errcheck,gosec // ours takes its place
	server.Listener = listener
	server.Start()
	t.Cleanup(server.Close)
	t.Cleanup(func() { h.contract.report(t) })
	return h
}

func (h *house) start(t *testing.T, config platform.Config, boards []labdemo.Board) {
	t.Helper()
	ctx := t.Context()
	embedded, err := platform.StartEmbedded(ctx, &config, func(line string) { t.Log(line) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, "the servers inside", embedded.Stop) })
	if h.services, err = platform.Open(ctx, config, platform.Role{Works: true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, "the services", h.services.Stop) })
	var feeds []jobsvc.DemoBoard
	for _, b := range boards {
		feeds = append(feeds, jobsvc.DemoBoard{Token: b.Token, Company: b.Company, Feed: b.Feed})
	}
	if _, err := h.services.Importer.SeedDemo(ctx, feeds); err != nil {
		t.Fatal(err)
	}
	if err := h.services.Start(context.WithoutCancel(ctx)); err != nil {
		t.Fatal(err)
	}
}

func stop(t *testing.T, what string, end func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	if err := end(ctx); err != nil {
		t.Errorf("%s did not stop: %v", what, err)
	}
}

// settings are those of `make run` without a network, on free ports and a database of
// the test's own. Downloads come from the cache that all tests share.
func settings(t *testing.T, seeker, lab string) platform.Config {
	t.Helper()
	cache := os.Getenv("AFU_CACHE")
	if cache == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		cache = filepath.Join(base, "applyforus")
	}
	values := map[string]string{
		"DATABASE_URL": pgtest.URL(t), "AFU_DATA": t.TempDir(), "AFU_CACHE": cache, "AFU_LIVE_FEEDS": "false",
		"SEEKER_URL": seeker, "LAB_URL": lab, "CHROMIUM_PATH": chromium(t),
	}
	config, err := platform.LoadConfig(func(name string) (string, bool) { v, ok := values[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	return config
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
func (h *house) run(t *testing.T, dir string, command ...string) {
	t.Helper()
	program := exec.CommandContext(t.Context(), command[0], command[1:]...) //nolint:gosec // our own programs
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

// get reads an address of the house without being signed in.
func (h *house) get(t *testing.T, path string) *http.Response {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request) //nolint:forbidigo // a test's request to its own server
	if err != nil {
		t.Fatal(err)
	}
	return response
}
