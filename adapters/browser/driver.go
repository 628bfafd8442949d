package browser

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// The playwright driver that playwright-go speaks with, as published on npm. The sum is
// the registry's "integrity" (SHA-512, base64).
const (
	driverVersion = "1.52.0"
	driverURL     = "https://registry.npmjs.org/playwright-core/-/playwright-core-" + driverVersion + ".tgz"
	driverSum     = "l2osTgLXSMeuLZOML9qYODUQoPPnUsKsb5/P6LJ2e6uPKXUdPK5WYhN4z03G+YNbWmGDY4YENauNu4ZKczreHg=="
	driverMaxSize = 16 << 20 // packed; the real one has 2 MB
	unpackMaxSize = 64 << 20 // per file
)

// EnsureDriver finds the playwright driver in cacheDir or fetches it there, and answers
// the folder for Options.DriverDir. log is told before something is downloaded. It is
// safe to call from several processes at once.
func EnsureDriver(ctx context.Context, cacheDir string, log func(string)) (string, error) {
	dir := filepath.Join(cacheDir, "playwright-"+driverVersion)
	if driverComplete(dir) {
		return dir, nil
	}
	log("fetching the playwright driver " + driverVersion + " (2 MB) from registry.npmjs.org")
	packed, err := fetchDriver(ctx)
	if err != nil {
		return "", fmt.Errorf("the playwright driver cannot be fetched from %s: %w; fetch that file on another machine and unpack it as %s", driverURL, err, filepath.Join(dir, "package"))
	}
	if err := os.MkdirAll(cacheDir, 0o755); err != nil { //nolint:gosec // the browser runs as another user when we are root
		return "", err
	}
	fresh, err := os.MkdirTemp(cacheDir, ".playwright-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	if err := os.Chmod(fresh, 0o755); err != nil { //nolint:gosec // an unprivileged browser user must read it
		return "", err
	}
	if err := unpack(packed, fresh); err != nil {
		return "", fmt.Errorf("unpack the playwright driver: %w", err)
	}
	// What lies at dir is incomplete, or another process was quicker.
	if !driverComplete(dir) {
		if err := os.RemoveAll(dir); err != nil {
			return "", err
		}
	}
	if err := os.Rename(fresh, dir); err != nil && !driverComplete(dir) {
		return "", err
	}
	return dir, nil
}

// driverComplete looks for the driver's entry. A folder gets its name only when all of it
// is written, so there is no half of one.
func driverComplete(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "package", "cli.js"))
	return err == nil
}

func fetchDriver(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, driverURL, nil)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: &http.Transport{Proxy: http.ProxyFromEnvironment}}
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the registry answered %s", response.Status)
	}
	packed, err := io.ReadAll(io.LimitReader(response.Body, driverMaxSize))
	if err != nil {
		return nil, err
	}
	if sum := sha512.Sum512(packed); base64.StdEncoding.EncodeToString(sum[:]) != driverSum {
		return nil, errors.New("what came is not the published file (its checksum differs)")
	}
	return packed, nil
}

// unpack writes the archive's files below dir. The archive is pinned by its sum; paths
// are checked all the same.
func unpack(packed []byte, dir string) error {
	zipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for archive := tar.NewReader(zipped); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		if err := root.MkdirAll(filepath.Dir(header.Name), 0o755); err != nil {
			return err
		}
		content, err := io.ReadAll(io.LimitReader(archive, unpackMaxSize))
		if err != nil {
			return err
		}
		if err := root.WriteFile(header.Name, content, 0o644); err != nil {
			return err
		}
	}
}

// FindChromium finds the browser: the configured path if there is one, else what the
// machine has installed. The error names the remedy.
func FindChromium(configured string) (string, error) {
	if configured != "" {
		path, err := exec.LookPath(configured)
		if err != nil {
			return "", fmt.Errorf("the configured browser %s cannot be run: %w", configured, err)
		}
		return path, nil
	}
	names := []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"}
	remedy := "install it with: apt-get install chromium"
	if runtime.GOOS == "darwin" {
		names = append(names,
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
		remedy = "install it with: brew install --cask chromium"
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no Chromium was found (looked for %s); %s", strings.Join(names, ", "), remedy)
}
