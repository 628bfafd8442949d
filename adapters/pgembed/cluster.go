package pgembed

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// cluster is PostgreSQL's own data folder and what runs on it.
type cluster struct {
	dir  string // DataDir/cluster
	home string // DataDir
	acct account
	bin  binaries
}

// major answers the major version that wrote the data; 0 is no data yet.
func (c cluster) major() (int, error) {
	text, err := os.ReadFile(filepath.Join(c.dir, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, c.mustBeAbsent()
	}
	if err != nil {
		return 0, fmt.Errorf("read the data folder: %w; give this account the folder, or choose another one", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("%s holds no version of PostgreSQL; restore the folder from a backup, or move it away to begin with empty data", filepath.Join(c.dir, "PG_VERSION"))
	}
	return major, nil
}

// mustBeAbsent refuses a cluster folder without a version: ours appear complete or
// not at all, so it is somebody else's or damaged, and is not ours to overwrite.
func (c cluster) mustBeAbsent() error {
	_, err := os.Lstat(c.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the data folder: %w", err)
	}
	return fmt.Errorf("%s is there but holds no PostgreSQL data; restore it from a backup, or move it away to begin with empty data", c.dir)
}

// ensure makes the cluster when it does not exist, and answers the role's password.
func (c cluster) ensure(ctx context.Context, opts Options, exists bool) (string, error) {
	if exists {
		return c.readPassword()
	}
	opts.say("PostgreSQL %s: making a new data folder in %s", c.bin.version, c.home)
	password := rand.Text()
	if err := c.writePassword(password); err != nil {
		return "", err
	}
	fresh, err := c.freshDir(ctx, opts)
	if err != nil {
		return "", err
	}
	args := append(c.localeArgs(),
		"--pgdata="+fresh, "--username="+Role, "--pwfile="+c.passwordPath(),
		"--auth=scram-sha-256", "--encoding=UTF8")
	if opts.Settings["fsync"] == "off" { // data to be thrown away
		args = append(args, "--no-sync")
	}
	var said bytes.Buffer
	cmd := c.acct.command(ctx, c.home, filepath.Join(c.bin.dir, "initdb"), args...)
	cmd.Stdout, cmd.Stderr = &said, &said
	proc, err := spawn(cmd)
	if err != nil {
		return "", err
	}
	<-proc.done
	if proc.err != nil {
		return "", fmt.Errorf("make PostgreSQL's data folder in %s: %w: %s", c.home, proc.err, lastLines(said.String()))
	}
	return password, os.Rename(fresh, c.dir)
}

// freshDir makes the empty folder that becomes the cluster by being renamed, so that
// a start killed half-way leaves nothing that looks like data. Its name is new each
// time: the initdb of such a start removes its own folder when it ends, a little
// later, and must not find ours under that name.
func (c cluster) freshDir(ctx context.Context, opts Options) (string, error) {
	pattern := c.dir + ".new-*"
	left, err := filepath.Glob(pattern)
	if err != nil {
		return "", err
	}
	for _, dir := range left {
		err := waitUntil(ctx, quickly, func() bool { return !clusterBusy(dir) })
		if err := errors.Join(err, os.RemoveAll(dir)); err != nil {
			opts.say("PostgreSQL: an interrupted start left %s, which could not be removed (%v); it is not needed", dir, err)
		}
	}
	fresh, err := os.MkdirTemp(c.home, filepath.Base(pattern))
	if err != nil {
		return "", fmt.Errorf("make PostgreSQL's data folder: %w", err)
	}
	return fresh, c.acct.own(fresh)
}

// localeArgs choose Unicode rules that do not depend on the machine: since 17
// PostgreSQL brings its own, before that the C library's C.UTF-8 comes closest.
func (c cluster) localeArgs() []string {
	if c.bin.major >= 17 {
		return []string{"--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"}
	}
	return []string{"--locale=C.UTF-8"}
}

func (c cluster) passwordPath() string { return filepath.Join(c.home, "password") }

func (c cluster) writePassword(password string) error {
	file, err := c.acct.open(c.passwordPath(), os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return fmt.Errorf("keep the database password: %w", err)
	}
	_, err = file.WriteString(password + "\n")
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("keep the database password: %w", err)
	}
	return nil
}

func (c cluster) readPassword() (string, error) {
	text, err := os.ReadFile(c.passwordPath())
	if err != nil {
		return "", fmt.Errorf("read the database password: %w; put the file back from a backup of the data folder", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// lastLines gives the end of a log on one line, for an error.
func lastLines(text string) string {
	const keep = 8
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) > keep {
		lines = lines[len(lines)-keep:]
	}
	return strings.Join(lines, " | ")
}
