package browser_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/ports/porttest"
)

// workDir is a folder that an unprivileged browser may enter, and by whose name its
// processes are found.
func workDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "afu-pool-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// processes gives the ids of the processes that were started with the folder in their
// command line, and whether one of them runs as root.
func processes(t *testing.T, dir string) (ids []int, root bool) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("looks into /proc")
	}
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range lines {
		line, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(line), dir) {
			continue
		}
		id, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
		if info, err := os.Stat(filepath.Dir(path)); err == nil {
			root = root || info.Sys().(*syscall.Stat_t).Uid == 0
		}
	}
	return ids, root
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 200 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("did not happen: " + what)
}

func TestIdlePoolHoldsNoProcess(t *testing.T) {
	t.Parallel()
	origin, dir := startLab(t), workDir(t)
	pool := startPool(t, func(o *browser.Options) { o.WorkDir, o.IdleClose = dir, 200*time.Millisecond }, origin)
	if ids, _ := processes(t, dir); len(ids) > 0 {
		t.Fatalf("%d processes before the first form", len(ids))
	}
	for range 2 { // it starts again after it went idle
		s, err := pool.Open(t.Context(), practice(origin))
		if err != nil {
			t.Fatal(err)
		}
		ids, root := processes(t, dir)
		if len(ids) == 0 || root {
			t.Fatalf("%d processes, as root: %v", len(ids), root)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		eventually(t, "an idle pool ends its processes and removes its folder", func() bool {
			ids, _ := processes(t, dir)
			left, _ := os.ReadDir(dir)
			return len(ids) == 0 && len(left) == 0
		})
	}
}

func TestCrashedTabIsNoFilledForm(t *testing.T) {
	t.Parallel()
	origin, dir := startLab(t), workDir(t)
	pool := startPool(t, func(o *browser.Options) { o.WorkDir = dir }, origin)
	s, err := pool.Open(t.Context(), practice(origin))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	page, err := s.Inspect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	killed := 0
	ids, _ := processes(t, dir)
	for _, id := range ids {
		line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", id))
		if err == nil && strings.Contains(string(line), "--type=renderer") && syscall.Kill(id, syscall.SIGKILL) == nil {
			killed++
		}
	}
	if killed == 0 {
		t.Fatalf("no process of a tab among %d", len(ids))
	}
	if err := s.Fill(t.Context(), porttest.Answers(page.Form)); !errors.Is(err, autoapply.ErrBrowserUnavailable) {
		t.Errorf("fill: %v", err)
	}
	if n := len(received(t, origin)); n != 0 {
		t.Errorf("received %d", n)
	}
}

func TestKilledBrowserIsReplaced(t *testing.T) {
	t.Parallel()
	origin, dir := startLab(t), workDir(t)
	pool := startPool(t, func(o *browser.Options) { o.WorkDir = dir }, origin)
	s, err := pool.Open(t.Context(), practice(origin))
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.Inspect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ids, _ := processes(t, dir)
	for _, id := range ids {
		_ = syscall.Kill(id, syscall.SIGKILL)
	}
	if err := s.Fill(t.Context(), porttest.Answers(page.Form)); !errors.Is(err, autoapply.ErrBrowserUnavailable) {
		t.Errorf("fill: %v", err)
	}
	if _, err := s.Submit(t.Context()); !errors.Is(err, autoapply.ErrBrowserUnavailable) {
		t.Errorf("submit: %v", err)
	}
	if n := len(received(t, origin)); n != 0 {
		t.Errorf("received %d", n)
	}
	again, err := pool.Open(t.Context(), practice(origin))
	if err != nil {
		t.Fatalf("the next form: %v", err)
	}
	if page, err := again.Inspect(t.Context()); err != nil || page.Form == nil {
		t.Errorf("page %+v, error %v", page, err)
	}
	_, _ = s.Close(), again.Close()
}

func TestOnlyAllowedOriginsAreReached(t *testing.T) {
	t.Parallel()
	reached := false
	private := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	t.Cleanup(private.Close)
	pool := startPool(t, nil, startLab(t))
	if _, err := pool.Open(t.Context(), private.URL); !errors.Is(err, autoapply.ErrPageUnreachable) {
		t.Errorf("got %v", err)
	}
	if reached {
		t.Error("the private address was reached")
	}
}

func TestSlowPageEndsWithTheContext(t *testing.T) {
	t.Parallel()
	origin := startLab(t)
	pool := startPool(t, nil, origin)
	s, err := pool.Open(t.Context(), practice(origin)) // so that the start is not measured
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := pool.Open(ctx, practice(origin, "slow:20000")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took > 8*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestClosedPoolOpensNothing(t *testing.T) {
	t.Parallel()
	pool := startPool(t, nil)
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Open(t.Context(), "http://127.0.0.1:1/"); !errors.Is(err, autoapply.ErrBrowserUnavailable) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkApplication is one application of more than twenty fields in a warm browser,
// from Open to Confirmed.
func BenchmarkApplication(b *testing.B) {
	origin := startLab(b)
	pool := startPool(b, nil, origin)
	apply := func() {
		s, err := pool.Open(b.Context(), practice(origin))
		if err != nil {
			b.Fatal(err)
		}
		defer s.Close()
		page, err := s.Inspect(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		answers := porttest.Answers(page.Form)
		if err := s.Fill(b.Context(), answers); err != nil {
			b.Fatal(err)
		}
		read, err := s.ReadBack(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if m := autoapply.Verify(answers, read); len(m) > 0 {
			b.Fatalf("mismatches %+v", m)
		}
		if outcome, err := s.Submit(b.Context()); err != nil || outcome.Result != autoapply.Confirmed {
			b.Fatalf("outcome %+v, error %v", outcome, err)
		}
	}
	apply()
	for b.Loop() {
		apply()
	}
}
