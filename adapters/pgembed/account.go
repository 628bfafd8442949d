package pgembed

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is who runs the server's processes. PostgreSQL refuses to run as root.
type account struct {
	name     string
	uid, gid uint32
	// switched tells that we are root and change to this account for the child.
	switched bool
}

// prepareDataDir makes the data folder and answers the account that runs the
// server on it: ourselves, or, when we are root, the owner of the folder if it
// exists, else postgres, else nobody.
func prepareDataDir(dir string) (account, error) {
	acct, err := accountFor(dir)
	if err != nil {
		return account{}, err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil { //nolint:gosec // the server's account must pass through
		return account{}, fmt.Errorf("make the data folder: %w; choose a folder that this account may write", err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return account{}, fmt.Errorf("make the data folder: %w; choose a folder that this account may write", err)
	}
	if err := acct.own(dir); err != nil {
		return account{}, err
	}
	return acct, acct.reaches(dir)
}

func accountFor(dir string) (account, error) {
	if os.Geteuid() != 0 {
		return account{name: "this account", uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}, nil
	}
	for _, place := range []string{filepath.Join(dir, "cluster"), dir} {
		info, err := os.Stat(place)
		if err != nil {
			continue
		}
		if stat := info.Sys().(*syscall.Stat_t); stat.Uid != 0 {
			return account{name: nameOf(stat.Uid), uid: stat.Uid, gid: stat.Gid, switched: true}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if acct, err := accountNamed(name); err == nil {
			return acct, nil
		}
	}
	return account{}, errors.New("PostgreSQL does not run as root and neither the account postgres nor nobody exists; add one (useradd --system postgres), or start as an ordinary user")
}

func accountNamed(name string) (account, error) {
	found, err := user.Lookup(name)
	if err != nil {
		return account{}, err
	}
	uid, err := strconv.ParseUint(found.Uid, 10, 32)
	if err != nil {
		return account{}, err
	}
	gid, err := strconv.ParseUint(found.Gid, 10, 32)
	if err != nil {
		return account{}, err
	}
	return account{name: name, uid: uint32(uid), gid: uint32(gid), switched: true}, nil
}

func nameOf(uid uint32) string {
	id := strconv.FormatUint(uint64(uid), 10)
	if found, err := user.LookupId(id); err == nil {
		return found.Username
	}
	return "user " + id
}

// own hands a folder over to the account.
func (a account) own(path string) error {
	if !a.switched {
		return nil
	}
	if err := os.Lchown(path, int(a.uid), int(a.gid)); err != nil {
		return fmt.Errorf("hand %s over to %s: %w", path, a.name, err)
	}
	return nil
}

// reaches checks that the account may pass through every folder above path, and
// names the first one that stops it.
func (a account) reaches(path string) error {
	if !a.switched {
		return nil
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return fmt.Errorf("look at the folder %s: %w", dir, err)
		}
		if !a.mayPass(info) {
			return fmt.Errorf("PostgreSQL runs as %s, which may not pass through %s to reach %s; choose a folder outside of it (such as /var/lib/applyforus), or run chmod o+x %s",
				a.name, dir, path, dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

func (a account) mayPass(info fs.FileInfo) bool {
	stat := info.Sys().(*syscall.Stat_t)
	switch mode := info.Mode().Perm(); {
	case stat.Uid == a.uid:
		return mode&0o100 != 0
	case stat.Gid == a.gid:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}

// open opens a file of the data folder with mode 0600 and hands it over to the
// account, which must be able to start the server next time without us. It follows
// no symbolic link: the account could have planted one, and we may be root.
func (a account) open(path string, flag int) (*os.File, error) {
	file, err := os.OpenFile(path, flag|syscall.O_NOFOLLOW, 0o600) //nolint:gosec // a path of our own data folder
	if err != nil {
		return nil, err
	}
	if a.switched {
		if err := file.Chown(int(a.uid), int(a.gid)); err != nil {
			return nil, errors.Join(err, file.Close())
		}
	}
	return file, nil
}
