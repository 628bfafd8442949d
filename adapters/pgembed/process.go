package pgembed

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

// process is a running server that is our child.
type process struct {
	cmd  *exec.Cmd
	done chan struct{}
	// err is how it ended; read it after done.
	err error
}

// command prepares a program run by the account, with nothing of our environment.
func (a account) command(ctx context.Context, dir, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...) //nolint:gosec // programs of PostgreSQL, found by locate
	cmd.Dir = dir
	cmd.Env = []string{"PATH=/usr/bin:/bin", "HOME=" + dir, "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = childAttr()
	if a.switched {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: a.uid, Gid: a.gid}
	}
	return cmd
}

// spawn starts the command and watches it. The kernel ends the child with the
// thread that started it (childAttr), so that thread belongs to it while it lives.
func spawn(cmd *exec.Cmd) (*process, error) {
	p := &process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err != nil {
			return
		}
		p.err = cmd.Wait()
		close(p.done)
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	return p, nil
}

// quickly bounds each harder step of a stop.
const quickly = 5 * time.Second

// stop asks for a fast shutdown and waits for it until ctx ends; then it asks for
// an immediate one, and at last kills.
func (p *process) stop(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	p.signal(syscall.SIGINT)
	select {
	case <-p.done:
		return nil
	case <-ctx.Done():
	}
	for _, harder := range []syscall.Signal{syscall.SIGQUIT, syscall.SIGKILL} {
		p.signal(harder)
		select {
		case <-p.done:
			return fmt.Errorf("PostgreSQL did not stop in time and was ended by signal (%v); it repairs itself at the next start", harder)
		case <-time.After(quickly):
		}
	}
	return fmt.Errorf("PostgreSQL (process %d) does not end", p.cmd.Process.Pid)
}

// signal sends a signal; one that comes too late for a process that has ended is no failure.
func (p *process) signal(s os.Signal) { _ = p.cmd.Process.Signal(s) }

func (p *process) pid() string { return strconv.Itoa(p.cmd.Process.Pid) }
