package pgembed

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// maxJar bounds a download in bytes; the largest published jar has 34 MB.
const maxJar = 100 << 20

// pinned answers the unpacked release of this platform from the cache, and
// fetches it first when it is not there.
func pinned(ctx context.Context, opts Options, acct account) (binaries, error) {
	rel, ok := thisRelease()
	if !ok {
		return binaries{}, fmt.Errorf("there is no build for %s/%s", runtime.GOOS, runtime.GOARCH)
	}
	dir := filepath.Join(opts.CacheDir, rel.folder())
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		if err := rel.install(ctx, opts, dir); err != nil {
			return binaries{}, err
		}
	}
	return inspect(ctx, filepath.Join(dir, "bin"), acct)
}

// install fetches and unpacks the release into dir. The folder appears complete
// or not at all, also when several processes install at once.
func (r release) install(ctx context.Context, opts Options, dir string) error {
	if err := os.MkdirAll(opts.CacheDir, 0o755); err != nil { //nolint:gosec // the server's account must read it
		return fmt.Errorf("make the cache folder: %w", err)
	}
	unlock, err := waitLock(filepath.Join(opts.CacheDir, r.folder()+".lock"))
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	opts.say("PostgreSQL %s: fetching it once from %s into %s", r.version, opts.Repository, opts.CacheDir)
	jar, err := download(ctx, opts.Client, r.url(opts.Repository))
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(jar); hex.EncodeToString(sum[:]) != r.sha256 {
		return fmt.Errorf("what %s answered is not the published file (SHA-256 %x, expected %s)", r.url(opts.Repository), sum, r.sha256)
	}
	archive, err := archiveIn(jar)
	if err != nil {
		return err
	}
	defer archive.Close()
	fresh, err := os.MkdirTemp(opts.CacheDir, r.folder()+".new-")
	if err != nil {
		return fmt.Errorf("make a folder in the cache: %w", err)
	}
	defer os.RemoveAll(fresh)
	if err := unpack(archive, fresh); err != nil {
		return fmt.Errorf("unpack PostgreSQL: %w", err)
	}
	if err := os.Chmod(fresh, 0o755); err != nil { //nolint:gosec // the server's account must read it
		return err
	}
	return os.Rename(fresh, dir)
}

// waitLock waits for the lock on path, made when missing, and answers its release.
func waitLock(path string) (func(), error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600) //nolint:gosec // a path of our own cache folder
	if err != nil {
		return nil, fmt.Errorf("open the lock of the cache: %w", err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("lock the cache: %w", err), file.Close())
	}
	return func() { _ = file.Close() }, nil // nothing was written: closing only drops the lock
}

// download reads the body of a GET request, at most maxJar bytes.
func download(ctx context.Context, client *http.Client, url string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return nil, err
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("fetch PostgreSQL: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch PostgreSQL: %s answered %s", url, response.Status)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxJar+1))
	if err != nil {
		return nil, fmt.Errorf("fetch PostgreSQL: %s broke off: %w", url, err)
	}
	if len(body) > maxJar {
		return nil, fmt.Errorf("fetch PostgreSQL: %s is larger than %d MB", url, maxJar>>20)
	}
	return body, nil
}

// archiveIn opens the .txz inside the jar.
func archiveIn(jar []byte) (io.ReadCloser, error) {
	reader, err := zip.NewReader(bytes.NewReader(jar), int64(len(jar)))
	if err != nil {
		return nil, fmt.Errorf("read the jar: %w", err)
	}
	for _, entry := range reader.File {
		if strings.HasSuffix(entry.Name, ".txz") {
			return entry.Open()
		}
	}
	return nil, errors.New("read the jar: it holds no .txz archive")
}
