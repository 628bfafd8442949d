package pgembed

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"os"
	"path"

	"github.com/ulikunitz/xz"
)

// maxUnpacked bounds the unpacked server in bytes; the published ones have 60 to 150 MB.
const maxUnpacked = 500 << 20

// unpack writes a .txz into dir. Nothing can land outside of it: os.Root refuses
// a name or a link that leads away.
func unpack(archive io.Reader, dir string) error {
	plain, err := xz.NewReader(archive)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	entries := tar.NewReader(io.LimitReader(plain, maxUnpacked))
	for {
		header, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := writeEntry(root, header, entries); err != nil {
			return fmt.Errorf("%s: %w", header.Name, err)
		}
	}
}

func writeEntry(root *os.Root, header *tar.Header, content io.Reader) error {
	name := path.Clean(header.Name)
	if header.Typeflag == tar.TypeDir {
		return makeDir(root, name)
	}
	if err := makeDir(root, path.Dir(name)); err != nil {
		return err
	}
	switch header.Typeflag {
	case tar.TypeReg:
		return writeFile(root, name, content, readableByAll(header))
	case tar.TypeSymlink:
		if path.IsAbs(header.Linkname) {
			return errors.New("a link leads out of the archive")
		}
		return root.Symlink(header.Linkname, name)
	case tar.TypeLink:
		return root.Link(path.Clean(header.Linkname), name)
	default:
		return fmt.Errorf("an archive of programs holds no entry of type %q", header.Typeflag)
	}
}

// makeDir makes a folder that every account may read, whatever our umask is.
func makeDir(root *os.Root, name string) error {
	if name == "." {
		return nil
	}
	if err := makeDir(root, path.Dir(name)); err != nil {
		return err
	}
	if err := root.Mkdir(name, 0o755); err != nil {
		if errors.Is(err, os.ErrExist) {
			return nil
		}
		return err
	}
	return root.Chmod(name, 0o755)
}

// readableByAll is the mode of a file that every account may use but only its owner change.
func readableByAll(header *tar.Header) os.FileMode {
	if header.Mode&0o100 != 0 {
		return 0o755
	}
	return 0o644
}

func writeFile(root *os.Root, name string, content io.Reader, mode os.FileMode) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	return errors.Join(err, file.Chmod(mode), file.Close())
}
