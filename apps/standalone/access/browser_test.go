package access_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/core/identity"
)

// chunk is how many bytes of hostile strings are planted at once.
const chunk = 12_000

// TestNothingRunsInABrowser plants all strings with scripts in them where the pages show
// them, and opens those pages in Chromium: no script of theirs runs, and the policy of the
// pages has nothing to stop, because it is all text.
func TestNothingRunsInABrowser(t *testing.T) {
	t.Parallel()
	program, err := browser.FindChromium("")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	servers := map[identity.App]string{}
	for app, roles := range w.roles {
		who := roles[len(roles)-1]
		server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/events") || strings.HasSuffix(r.URL.Path, "/progress") {
				out.WriteHeader(http.StatusNoContent) // an open stream would keep the page from ever being ready
				return
			}
			w.signed(who, r) // the browser itself has no cookie
			w.sites[app].ServeHTTP(out, r)
		}))
		t.Cleanup(server.Close)
		servers[app] = server.URL
	}
	opened := 0
	for _, text := range chunks() {
		w.plant(text)
		for _, page := range w.pages() {
			if !strings.Contains(w.send(page, "").Body.String(), "data-owned") {
				continue // nothing of it is on this page
			}
			opened++
			ran, stopped := look(t, program, servers[page.role.app]+page.path)
			if ran || stopped != "" {
				t.Errorf("%s: a script ran: %v; the policy stopped: %s", page.path, ran, stopped)
			}
		}
	}
	t.Logf("%d pages were opened", opened)
	if opened < 20 {
		t.Errorf("only %d pages showed the strings", opened)
	}
}

// chunks joins the strings with scripts to a few long ones.
func chunks() []string {
	joined := []string{""}
	for _, h := range hostiles() {
		if h.sort != "script" {
			continue
		}
		last := len(joined) - 1
		if len(joined[last])+len(h.text) > chunk {
			joined, last = append(joined, ""), last+1
		}
		joined[last] += h.text + " "
	}
	return joined
}

// look opens an address and tells whether a script has marked the page, and what the
// policy of the page complained about.
func look(t *testing.T, program, address string) (ran bool, stopped string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--user-data-dir="+t.TempDir(), "--enable-logging=stderr", "--virtual-time-budget=2000", "--dump-dom", address)
	var page, said bytes.Buffer
	command.Stdout, command.Stderr = &page, &said
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%.2000s", address, err, said.String())
	}
	root, _, _ := strings.Cut(page.String(), "<head")
	if !strings.Contains(root, "<html") {
		t.Fatalf("%s: no page: %.300s", address, page.String())
	}
	for line := range strings.Lines(said.String()) {
		if strings.Contains(line, "CONSOLE") && strings.Contains(line, "Content Security Policy") {
			stopped += line
		}
	}
	return strings.Contains(root, "data-owned"), stopped
}

// TestTheBrowserNoticesScripts shows that look sees what it looks for.
func TestTheBrowserNoticesScripts(t *testing.T) {
	t.Parallel()
	program, err := browser.FindChromium("")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/guarded" {
			out.Header().Set("Content-Security-Policy", "default-src 'none'")
		}
		_, _ = out.Write([]byte("<!doctype html><html><head></head><body><img src=x onerror=" + owned + "></body></html>"))
	}))
	t.Cleanup(server.Close)
	if ran, stopped := look(t, program, server.URL+"/open"); !ran || stopped != "" {
		t.Errorf("open: ran %v, stopped %q", ran, stopped)
	}
	if ran, stopped := look(t, program, server.URL+"/guarded"); ran || stopped == "" {
		t.Errorf("guarded: ran %v, stopped %q", ran, stopped)
	}
}
