package pgembed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// launch starts the server and waits until it is ready.
func (c cluster) launch(ctx context.Context, opts Options) (*process, endpoint, error) {
	at, err := endpointFor(ctx, opts)
	if err != nil {
		return nil, at, err
	}
	if at.socketDir != "" {
		if err := c.makeSocketDir(at.socketDir); err != nil {
			return nil, at, err
		}
	}
	log, err := c.openLog()
	if err != nil {
		return nil, at, err
	}
	defer log.Close()
	begin, err := log.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, at, err
	}
	// The server outlives ctx: Stop ends it, or our death.
	cmd := c.acct.command(context.WithoutCancel(ctx), c.home, filepath.Join(c.bin.dir, "postgres"), c.serverArgs(opts, at)...)
	cmd.Stdout, cmd.Stderr = log, log
	proc, err := spawn(cmd)
	if err != nil {
		return nil, at, err
	}
	if err := c.awaitReady(ctx, proc, opts.StartTimeout); err != nil {
		err = fmt.Errorf("%w; it said: %s (log %s)", err, tailFrom(log.Name(), begin), log.Name())
		return nil, at, errors.Join(err, proc.stop(context.WithoutCancel(ctx)))
	}
	return proc, at, nil
}

func (c cluster) makeSocketDir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("make the socket folder: %w", err)
	}
	return c.acct.own(dir)
}

// serverArgs are the settings, on the command line so that no file can disagree
// with the program. They suit a small desktop: idle, the server takes about 22 MB.
func (c cluster) serverArgs(opts Options, at endpoint) []string {
	settings := map[string]string{
		"shared_buffers":             opts.SharedBuffers,
		"max_connections":            strconv.Itoa(opts.MaxConnections),
		"huge_pages":                 "off",
		"effective_cache_size":       "1GB",
		"work_mem":                   "8MB",
		"maintenance_work_mem":       "64MB",
		"max_wal_size":               "512MB",
		"min_wal_size":               "80MB",
		"random_page_cost":           "1.1", // solid-state disks
		"jit":                        "off", // costs more than it saves on short queries
		"timezone":                   "UTC",
		"log_timezone":               "UTC",
		"logging_collector":          "off",
		"log_line_prefix":            "%m [%p] ",
		"unix_socket_directories":    at.socketDir,
		"unix_socket_permissions":    "0700",
		"listen_addresses":           "",
		"port":                       strconv.Itoa(at.port),
		"max_parallel_workers":       "2",
		"autovacuum_max_workers":     "2",
		"log_min_duration_statement": "2s",
		"log_parameter_max_length":   "0", // people's data stays out of the log
	}
	if at.socketDir == "" {
		settings["listen_addresses"] = "127.0.0.1"
	}
	if c.bin.major >= 18 {
		settings["io_method"] = "sync" // three processes less
	}
	maps.Copy(settings, opts.Settings)
	args := []string{"-D", c.dir}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "-c", name+"="+settings[name])
	}
	return args
}

// awaitReady waits for the word "ready" in the server's own mark, and notices a
// server that ends before.
func (c cluster) awaitReady(ctx context.Context, proc *process, limit time.Duration) error {
	err := waitUntil(ctx, limit, func() bool { return proc.ended() || c.ready(proc.pid()) })
	switch {
	case proc.ended():
		return fmt.Errorf("PostgreSQL ended while starting (%w)", endedBecause(proc.err))
	case err != nil && ctx.Err() == nil:
		return fmt.Errorf("PostgreSQL was not ready within %s", limit)
	case err != nil:
		return fmt.Errorf("PostgreSQL was not ready in time: %w", err)
	}
	return nil
}

// ready tells whether the server of that process takes connections.
func (c cluster) ready(pid string) bool {
	lines, err := postmasterLines(c.dir)
	return err == nil && len(lines) > postmasterState && lines[0] == pid && lines[postmasterState] == "ready"
}

func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func endedBecause(err error) error {
	if err == nil {
		return errors.New("it was asked to stop")
	}
	return err
}

// maxLog is the size in bytes at which a start begins the log anew.
const maxLog = 8 << 20

// openLog opens the server's log for appending.
func (c cluster) openLog() (*os.File, error) {
	log, err := c.acct.open(filepath.Join(c.home, "postgres.log"), os.O_RDWR|os.O_CREATE|os.O_APPEND)
	if err != nil {
		return nil, fmt.Errorf("open the log of PostgreSQL: %w", err)
	}
	info, err := log.Stat()
	if err == nil && info.Size() > maxLog {
		err = log.Truncate(0)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the log of PostgreSQL: %w", err), log.Close())
	}
	return log, nil
}

// tailFrom reads what was written to the log since an offset, shortened for an error.
func tailFrom(path string, begin int64) string {
	file, err := os.Open(path) //nolint:gosec // a path of our own data folder
	if err != nil {
		return "nothing readable"
	}
	defer file.Close()
	text, err := io.ReadAll(io.NewSectionReader(file, begin, 1<<16))
	if err != nil || len(text) == 0 {
		return "nothing"
	}
	return lastLines(string(text))
}
