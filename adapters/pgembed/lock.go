package pgembed

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// InUseError says that another live process runs a server on the data folder.
type InUseError struct {
	// Path is the lock file.
	Path string
	// PID is the other process, as text; empty when it has not said yet.
	PID string
	// Place is what the other process said about itself (Options.Place).
	Place string
}

// Error names the other process, where it runs, and the ways out.
func (e *InUseError) Error() string {
	who := "another process"
	if e.PID != "" {
		who = "process " + e.PID
	}
	if e.Place != "" {
		who += " (" + e.Place + ")"
	}
	return fmt.Sprintf("%s already uses this data folder (lock %s); use that one, stop it, or choose another data folder", who, e.Path)
}

// lock is an advisory lock on a file. The kernel drops it with the process, so a
// killed one leaves nothing to clean up; the file itself stays.
type lock struct{ file *os.File }

// acquire takes the lock at path and writes who holds it. It answers *InUseError when it is taken.
func acquire(acct account, path, place string) (*lock, error) {
	file, err := acct.open(path, os.O_RDWR|os.O_CREATE)
	if err != nil {
		return nil, fmt.Errorf("open the lock file: %w; give this account the data folder, or choose another one", err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer file.Close()
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		return nil, holder(file)
	}
	l := &lock{file: file}
	text := fmt.Sprintf("%d\n%s\n", os.Getpid(), strings.ReplaceAll(place, "\n", " "))
	if err := errors.Join(file.Truncate(0), writeAt(file, text)); err != nil {
		return nil, errors.Join(fmt.Errorf("write the lock file: %w", err), l.release())
	}
	return l, nil
}

// holder reads who holds the lock.
func holder(file *os.File) *InUseError {
	taken := &InUseError{Path: file.Name()}
	text, err := io.ReadAll(io.LimitReader(file, 4096))
	if err != nil {
		return taken
	}
	lines := strings.SplitN(string(text), "\n", 3)
	taken.PID = lines[0]
	if len(lines) > 1 {
		taken.Place = lines[1]
	}
	return taken
}

func writeAt(file *os.File, text string) error {
	_, err := file.WriteAt([]byte(text), 0)
	return err
}

// release drops the lock. The file is kept: removing it would let two processes
// hold locks on two files of one name.
func (l *lock) release() error {
	return errors.Join(l.file.Truncate(0), l.file.Close())
}
