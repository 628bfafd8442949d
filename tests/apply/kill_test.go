package apply_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/atslab/labdemo"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/tests/apply/rig"
)

// killAt makes this test binary a worker that dies at the point it names.
const killAt = "AFU_TEST_KILL_AT"

func TestMain(m *testing.M) {
	if point := os.Getenv(killAt); point != "" {
		if err := doomed(point); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1) // it should not have come this far
	}
	os.Exit(m.Run())
}

// doomed is a worker process: it works the queue with a Chromium of its own until it is
// killed, by itself, at the point.
func doomed(point string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Second)
	defer cancel()
	pool, err := rig.Chromium(ctx, os.Getenv("AFU_TEST_WORK"), os.Getenv("AFU_TEST_LAB"))
	if err != nil {
		return err
	}
	r, err := rig.Open(ctx, rig.Parts{DatabaseURL: os.Getenv("AFU_TEST_DB"), Folder: os.Getenv("AFU_TEST_FILES"), Browser: pool}, 1)
	if err != nil {
		return err
	}
	r.Engine.Checkpoint = func(name string) {
		if name == point {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // the signal is on its way
		}
	}
	if err := r.Queue.Start(ctx); err != nil {
		return err
	}
	<-ctx.Done()
	return ctx.Err()
}

// TestKilledWorkerNeverSubmitsTwice kills a worker process at each point of a run. What
// comes after it either sends the form for the first time, or nothing at all.
func TestKilledWorkerNeverSubmitsTwice(t *testing.T) {
	t.Parallel()
	server, err := labdemo.Start(time.Now())
	must(t, err)
	t.Cleanup(server.Close)
	pool, err := rig.Chromium(t.Context(), "", server.Origin)
	must(t, err)
	t.Cleanup(func() { _ = pool.Close() })
	for i, c := range []struct {
		point    string
		received int // by the worker that was killed
		state    autoapply.State
	}{
		{"claimed", 0, autoapply.StateConfirmed},
		{"opened", 0, autoapply.StateConfirmed},
		{"filled", 0, autoapply.StateConfirmed},
		{"verified", 0, autoapply.StateConfirmed},
		{"committed", 0, autoapply.StateUnconfirmed},
		{"clicked", 1, autoapply.StateUnconfirmed},
	} {
		t.Run(c.point, func(t *testing.T) {
			t.Parallel()
			database, files, work := pgtest.URL(t), t.TempDir(), workDir(t)
			r, err := rig.Open(t.Context(), rig.Parts{DatabaseURL: database, Folder: files, Browser: pool}, 0)
			must(t, err)
			t.Cleanup(r.Close)
			const board, posting = "wimblequay-demo", 4002004
			s := &site{Rig: r, lab: server}
			s.person, err = s.AddPerson(t.Context(), fmt.Sprintf("ada%d@example.org", i)) // the lab is shared: told apart by address
			must(t, err)
			for _, b := range server.Boards {
				if b.Token == board {
					must(t, s.AddJobs(t.Context(), b.Token, b.Company, b.Feed))
				}
			}
			job, err := s.Job(t.Context(), board, strconv.Itoa(posting))
			must(t, err)
			draft, err := s.Ready(t.Context(), s.person, job, rig.Missing)
			must(t, err)
			received := func() (n int) {
				for _, one := range s.received(t, posting) {
					if one.Email == s.person.Email {
						n++
					}
				}
				return n
			}

			worker := exec.CommandContext(t.Context(), os.Args[0])
			worker.Env = append(os.Environ(), killAt+"="+c.point, "AFU_TEST_DB="+database, "AFU_TEST_FILES="+files, "AFU_TEST_WORK="+work, "AFU_TEST_LAB="+server.Origin)
			output, err := worker.CombinedOutput()
			if status, ok := worker.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
				t.Fatalf("the worker ended with %v, not by the signal: %s", err, output)
			}
			if n := received(); n != c.received {
				t.Fatalf("the killed worker sent it %d times, want %d", n, c.received)
			}
			wantNoProcess(t, work)

			for range 3 { // leases lapse in between
				deliver(t, r)
				must(t, r.Recover(t.Context()))
			}
			got := look(t, r, s.person, draft.File.Application.ID)
			wantState(t, got, c.state, "")
			want := 1
			if c.point == "committed" {
				want = 0 // nobody pressed it: the person is asked, and nothing is sent by itself
			}
			if n := received(); n != want {
				t.Errorf("received %d times, want %d", n, want)
			}
			if n := count(t, r, "notifications.notifications WHERE user_id = $1", s.person.User); n != 1 {
				t.Errorf("%d notices", n)
			}
		})
	}
}

// deliver runs every task of the engine that the queue ever held, as a queue may that
// rescues the tasks of dead workers and delivers others twice.
func deliver(t *testing.T, r *rig.Rig) {
	t.Helper()
	rows, err := r.DB.Pool().Query(t.Context(), "SELECT (args->>'attempt_id')::uuid FROM river.river_job WHERE kind = 'autoapply.attempt' ORDER BY id")
	must(t, err)
	attempts, err := pgx.CollectRows(rows, pgx.RowTo[id.Attempt])
	must(t, err)
	for _, attempt := range attempts {
		must(t, r.Engine.Run(t.Context(), autoapply.RunAttempt{AttemptID: attempt}))
	}
}

// workDir is a folder that an unprivileged browser may enter, and by whose name its
// processes are found.
func workDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "afu-kill-")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	must(t, os.Chmod(dir, 0o755))
	return dir
}

// wantNoProcess waits until nothing that was started with the folder runs any more.
func wantNoProcess(t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Stat("/proc/self/cmdline"); err != nil {
		t.Log("no /proc here, so left-over processes cannot be looked for")
		return
	}
	var left []string
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		left = nil
		lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
		must(t, err)
		for _, path := range lines {
			if line, err := os.ReadFile(path); err == nil && strings.Contains(string(line), dir) {
				left = append(left, strings.ReplaceAll(string(line[:min(len(line), 120)]), "\x00", " "))
			}
		}
		if len(left) == 0 {
			return
		}
	}
	t.Errorf("%d processes outlived their worker, such as %s", len(left), left[0])
}
