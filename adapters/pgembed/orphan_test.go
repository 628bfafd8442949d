package pgembed

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestHelperProcess is no test: it is the parent that the next tests kill.
func TestHelperProcess(t *testing.T) {
	dir := os.Getenv("PGEMBED_HELPER_DIR")
	if dir == "" {
		t.Skip("only runs as a child of the tests that kill it")
	}
	opts := Options{DataDir: filepath.Join(dir, "data"), CacheDir: os.Getenv("PGEMBED_HELPER_CACHE")}
	server, err := Start(context.Background(), opts)
	if err != nil {
		fmt.Println("FAILED", err)
		os.Exit(1)
	}
	fmt.Println("URL", server.URL())
	select {}
}

func TestKilledParent(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	opts := testOptions(t, dir)
	helper, url := helperParent(t, dir, opts.CacheDir, nil)
	ask(t, url, keepSomething, "SELECT 'x'")
	if err := helper.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = helper.Wait() // killed: it has no answer to give
	if got := ask(t, start(t, opts).URL(), "SELECT what FROM kept"); got != "still here" {
		t.Errorf("kept %q", got)
	}
}

func TestOrdinaryUser(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("the other tests already run as an ordinary user")
	}
	nobody, err := accountNamed("nobody")
	if err != nil {
		t.Fatal(err)
	}
	dir := openDir(t)
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	opts := testOptions(t, dir)
	helper, url := helperParent(t, dir, opts.CacheDir, &syscall.Credential{Uid: nobody.uid, Gid: nobody.gid})
	ask(t, url, keepSomething, "SELECT 'x'")
	if err := helper.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = helper.Wait() // killed: it has no answer to give
	// Root takes over the folder of another account, and runs it as its owner.
	server := start(t, opts)
	if got := ask(t, server.URL(), "SELECT what FROM kept"); got != "still here" {
		t.Errorf("kept %q", got)
	}
	info, err := os.Stat(filepath.Join(opts.DataDir, "cluster", postmasterFile))
	if err != nil {
		t.Fatal(err)
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; owner != nobody.uid {
		t.Errorf("the server runs as %d, want %d", owner, nobody.uid)
	}
}

func TestKilledWhileMakingTheFolder(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	opts := testOptions(t, dir)
	helper, _ := runHelper(t, dir, opts.CacheDir, nil)
	begun := func() bool {
		made, err := filepath.Glob(filepath.Join(opts.DataDir, "cluster.new-*", "base"))
		return err == nil && len(made) > 0
	}
	if err := waitUntil(t.Context(), time.Minute, begun); err != nil {
		t.Fatal(err)
	}
	if err := helper.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = helper.Wait() // killed: it has no answer to give
	if got := ask(t, start(t, opts).URL(), keepSomething, "SELECT what FROM kept"); got != "still here" {
		t.Errorf("kept %q", got)
	}
}

// helperParent runs the helper and answers the URL of its server.
func helperParent(t *testing.T, dir, cache string, as *syscall.Credential) (*exec.Cmd, string) {
	t.Helper()
	cmd, out := runHelper(t, dir, cache, as)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "URL "); ok {
			return cmd, url
		}
		t.Log("the helper says", lines.Text())
	}
	t.Fatal("the helper ended without a server")
	return nil, ""
}

// runHelper runs this test binary as the parent of a server, and answers what it prints.
func runHelper(t *testing.T, dir, cache string, as *syscall.Credential) (*exec.Cmd, io.Reader) {
	t.Helper()
	program := filepath.Join(dir, "helper")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	image, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	// A copy, because go test builds where only we can look.
	if err := os.WriteFile(program, image, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run=^TestHelperProcess$")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PGEMBED_HELPER_DIR="+dir, "PGEMBED_HELPER_CACHE="+cache)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // most have ended by then
	return cmd, out
}

func TestOrphanIsStopped(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	first := start(t, opts)
	ask(t, first.URL(), keepSomething, "SELECT 'x'")
	stop(t, first)
	for _, way := range []struct {
		name  string
		wound func(t *testing.T, pid int)
	}{
		{"running", func(*testing.T, int) {}},
		{"killed", func(t *testing.T, pid int) {
			t.Helper()
			if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
				t.Error(err)
			}
		}},
	} {
		orphan := adoptable(t, opts)
		way.wound(t, orphan.cmd.Process.Pid)
		server := start(t, opts)
		if got := ask(t, server.URL(), "SELECT what FROM kept"); got != "still here" {
			t.Errorf("%s: kept %q", way.name, got)
		}
		stop(t, server)
		<-orphan.done
	}
}

// adoptable starts a server on the folder without holding its lock, as a killed parent leaves it.
func adoptable(t *testing.T, opts Options) *process {
	t.Helper()
	opts, err := opts.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	acct, err := accountFor(opts.DataDir)
	if err != nil {
		t.Fatal(err)
	}
	bin, err := locate(t.Context(), opts, acct, releaseMajor)
	if err != nil {
		t.Fatal(err)
	}
	clu := cluster{dir: filepath.Join(opts.DataDir, "cluster"), home: opts.DataDir, acct: acct, bin: bin}
	orphan, _, err := clu.launch(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return orphan
}

func TestStaleMarkOfARecycledPID(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	stop(t, start(t, opts))
	mark := filepath.Join(opts.DataDir, "cluster", postmasterFile)
	for _, text := range []string{fmt.Sprintf("%d\n%s\n", os.Getpid(), opts.DataDir), "", "gibberish"} {
		if err := os.WriteFile(mark, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		stop(t, start(t, opts))
	}
}
