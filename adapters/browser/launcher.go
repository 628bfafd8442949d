package browser

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// layout is the folder of one run: the driver as playwright-go expects it, with a
// launcher in the place of Node, and a home for the browser's profile.
type layout struct{ dir string }

// newLayout writes the folder. The launcher starts Node with an environment of its own,
// because the server's holds secrets that pages' processes have no business with, and as
// an unprivileged user when this process is root.
func newLayout(o Options) (l layout, err error) {
	node, err := exec.LookPath(orElse(o.Node, "node"))
	if err != nil {
		return l, fmt.Errorf("the browser is driven by Node, which was not found: %w; install it with: apt-get install nodejs", err)
	}
	if node, err = filepath.Abs(node); err != nil {
		return l, err
	}
	if l.dir, err = os.MkdirTemp(o.WorkDir, "afu-browser-"); err != nil {
		return l, err
	}
	defer func() {
		if err != nil {
			l.remove()
		}
	}()
	home := filepath.Join(l.dir, "home")
	if err := os.Mkdir(home, 0o700); err != nil {
		return l, err
	}
	drop := ""
	if os.Geteuid() == 0 {
		if drop, err = l.give(o.RunAs, home); err != nil {
			return l, err
		}
		// The driver may lie where only root can look.
		err = os.CopyFS(filepath.Join(l.dir, "package"), os.DirFS(filepath.Join(o.DriverDir, "package")))
	} else {
		err = os.Symlink(filepath.Join(o.DriverDir, "package"), filepath.Join(l.dir, "package"))
	}
	if err != nil {
		return l, fmt.Errorf("the playwright driver in %s: %w", o.DriverDir, err)
	}
	script := "#!/bin/sh\ncd " + quote(home) + " && exec " + drop +
		"env -i PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 HOME=" + quote(home) + " TMPDIR=" + quote(home) + " " +
		quote(node) + " \"$@\"\n"
	// A process that is forked while the script is open for writing would hold it open, and
	// running it would fail as "text file busy".
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	return l, os.WriteFile(filepath.Join(l.dir, "node"), []byte(script), 0o755) //nolint:gosec // it is run by the unprivileged user
}

// give hands the home to the user and answers the words that start a program as it.
func (l layout) give(name, home string) (string, error) {
	setpriv, err := exec.LookPath("setpriv")
	if err != nil {
		return "", fmt.Errorf("as root the browser runs as %s, which needs setpriv: %w; install it with: apt-get install util-linux, or start this program as an ordinary user", name, err)
	}
	account, err := user.Lookup(name)
	if err != nil {
		return "", fmt.Errorf("the user %s that the browser should run as: %w", name, err)
	}
	uid, err := strconv.Atoi(account.Uid)
	if err != nil {
		return "", err
	}
	gid, err := strconv.Atoi(account.Gid)
	if err != nil {
		return "", err
	}
	if uid == 0 {
		return "", fmt.Errorf("the browser may not run as %s, which is root", name)
	}
	if err := os.Chown(home, uid, gid); err != nil {
		return "", err
	}
	if err := os.Chmod(l.dir, 0o755); err != nil { //nolint:gosec // the user must pass through it to its home
		return "", err
	}
	return fmt.Sprintf("%s --reuid=%d --regid=%d --clear-groups --inh-caps=-all ", quote(setpriv), uid, gid), nil
}

func (l layout) remove() { _ = os.RemoveAll(l.dir) }

// quote makes a text one word of the shell.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
