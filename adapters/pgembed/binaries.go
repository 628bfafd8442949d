package pgembed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// oldestMajor is the oldest PostgreSQL that the product supports.
const oldestMajor = 15

// binaries is a folder with initdb and postgres of one major version.
type binaries struct {
	dir     string
	major   int
	version string
}

// locate finds binaries that can run the data of the given major version (0 = no
// data yet, any version serves): the folder asked for, else the pinned release
// from the cache or Maven Central, else what is installed on the machine.
func locate(ctx context.Context, opts Options, acct account, major int) (binaries, error) {
	if opts.BinDir != "" {
		return chosen(ctx, opts.BinDir, acct, major)
	}
	var fetchErr error
	if major == 0 || major == releaseMajor {
		found, err := pinned(ctx, opts, acct)
		if err == nil {
			return found, nil
		}
		if ctx.Err() != nil {
			return binaries{}, err
		}
		fetchErr = err
	}
	for _, found := range installed(ctx, acct) {
		if major == 0 || found.major == major {
			if fetchErr != nil {
				opts.say("PostgreSQL %d could not be fetched (%v); using the installed %s from %s", releaseMajor, fetchErr, found.version, found.dir)
			}
			return found, nil
		}
	}
	if major != 0 && major != releaseMajor {
		return binaries{}, fmt.Errorf("the data in %s belongs to PostgreSQL %d, ours is %d, and no PostgreSQL %d is installed; install it (Debian: apt-get install postgresql-%d), or move the folder away to begin with empty data",
			opts.DataDir, major, releaseMajor, major, major)
	}
	return binaries{}, fmt.Errorf("no PostgreSQL to run: %w; and none of version %d or newer is installed. Install one (Debian: apt-get install postgresql), connect this machine to the internet once, or name a server of your own in DATABASE_URL",
		fetchErr, oldestMajor)
}

// chosen takes the folder that the caller named, or says why it does not serve.
func chosen(ctx context.Context, dir string, acct account, major int) (binaries, error) {
	found, err := inspect(ctx, dir, acct)
	switch {
	case err != nil:
		return binaries{}, fmt.Errorf("the folder %s for PostgreSQL's programs does not serve: %w; name a folder that holds initdb and postgres", dir, err)
	case found.major < oldestMajor:
		return binaries{}, fmt.Errorf("PostgreSQL %s in %s is too old; name a folder of version %d or newer", found.version, dir, oldestMajor)
	case major != 0 && found.major != major:
		return binaries{}, fmt.Errorf("the data belongs to PostgreSQL %d, but %s holds %s; name a folder of version %d, or another data folder", major, dir, found.version, major)
	}
	return found, nil
}

// installed lists what the machine has, newest first.
func installed(ctx context.Context, acct account) []binaries {
	var found []binaries
	for _, dir := range installedDirs() {
		b, err := inspect(ctx, dir, acct)
		if err == nil && b.major >= oldestMajor {
			found = append(found, b)
		}
	}
	slices.SortStableFunc(found, func(a, b binaries) int { return cmp.Compare(b.major, a.major) })
	return found
}

// installedDirs are the places where packages for Debian, Red Hat, Homebrew and
// macOS put the server, then PATH.
func installedDirs() []string {
	var dirs []string
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin",
		"/usr/local/opt/postgresql@*/bin",
		"/Applications/Postgres.app/Contents/Versions/*/bin",
	} {
		matches, err := filepath.Glob(pattern)
		if err == nil {
			dirs = append(dirs, matches...)
		}
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		dirs = append(dirs, filepath.Dir(path))
	}
	return dirs
}

// versionLine is what `postgres --version` says, such as "postgres (PostgreSQL) 18.6".
var versionLine = regexp.MustCompile(`\(PostgreSQL\) ((\d+)[^\s]*)`)

// inspect runs the server's own version question as the account that will run it.
func inspect(ctx context.Context, dir string, acct account) (binaries, error) {
	program := filepath.Join(dir, "postgres")
	if err := acct.reaches(program); err != nil {
		return binaries{}, err
	}
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return binaries{}, err
	}
	out, err := acct.command(ctx, "/", program, "--version").Output()
	if err != nil {
		return binaries{}, fmt.Errorf("run %s --version: %w", program, err)
	}
	match := versionLine.FindSubmatch(out)
	if match == nil {
		return binaries{}, errors.New("postgres --version gave no version")
	}
	major, err := strconv.Atoi(string(match[2]))
	if err != nil {
		return binaries{}, err
	}
	return binaries{dir: dir, major: major, version: string(match[1])}, nil
}
