package pgembed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// postmasterFile is what a running server writes into its data folder: a line each
// for pid, data folder, start time, port, socket folder, address, shared memory and state
// (PostgreSQL's src/include/utils/pidfile.h).
const (
	postmasterFile  = "postmaster.pid"
	postmasterState = 7 // index of the line that becomes "ready"
)

// stopOrphan ends a server that runs on the cluster without a parent, and removes
// the mark of one that is gone. It must be called with the data folder's lock held:
// then whoever runs there belongs to no live process of ours.
func stopOrphan(ctx context.Context, dir string, log func(string)) error {
	pid, err := postmasterPID(dir)
	if err != nil || pid == 0 {
		return err
	}
	if servesCluster(pid, dir) {
		log(fmt.Sprintf("PostgreSQL (process %d) was left behind by a killed process; stopping it", pid))
		if err := endOrphan(ctx, pid, dir); err != nil {
			return err
		}
	}
	// A dead server's children end by themselves; the file must stay until they
	// have, for PostgreSQL's own check of them rests on it.
	if err := waitUntil(ctx, quickly, func() bool { return !clusterBusy(dir) }); err != nil {
		return fmt.Errorf("processes of an earlier PostgreSQL still work on %s: %w; end them (ps -ef | grep postgres), then start again", dir, err)
	}
	if err := os.Remove(filepath.Join(dir, postmasterFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the mark of an earlier PostgreSQL: %w", err)
	}
	return nil
}

// endOrphan stops the process by signals, softest first.
func endOrphan(ctx context.Context, pid int, dir string) error {
	gone := func() bool { return !servesCluster(pid, dir) }
	for _, step := range []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, 30 * time.Second}, {syscall.SIGQUIT, quickly}, {syscall.SIGKILL, quickly}} {
		if err := syscall.Kill(pid, step.signal); errors.Is(err, syscall.EPERM) {
			return fmt.Errorf("PostgreSQL (process %d) runs on this data folder under another account; stop it there, then start again", pid)
		}
		if err := waitUntil(ctx, step.wait, gone); err == nil || ctx.Err() != nil {
			return err
		}
	}
	return fmt.Errorf("PostgreSQL (process %d), left behind by a killed process, does not end; end it by hand (kill -9 %d), then start again", pid, pid)
}

// postmasterPID reads the process that the data folder names; 0 is none.
func postmasterPID(dir string) (int, error) {
	lines, err := postmasterLines(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the data folder: %w; give this account the folder, or choose another one", err)
	}
	pid, err := strconv.Atoi(lines[0])
	if err != nil || pid <= 1 {
		return -1, nil //nolint:nilerr // a file broken by a power cut names no process, but is there to be removed
	}
	return pid, nil
}

func postmasterLines(dir string) ([]string, error) {
	text, err := os.ReadFile(filepath.Join(dir, postmasterFile)) //nolint:gosec // a path of our own data folder
	if err != nil {
		return nil, err
	}
	lines := strings.Split(string(text), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return lines, nil
}

// waitUntil polls a condition every 10 ms; it answers an error when the time or ctx ends first.
func waitUntil(ctx context.Context, limit time.Duration, holds func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-tick.C:
		}
	}
	return nil
}
