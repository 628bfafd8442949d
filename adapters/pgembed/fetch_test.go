package pgembed

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"
)

// archiveOf packs entries into a .txz.
func archiveOf(t *testing.T, entries ...tar.Header) []byte {
	t.Helper()
	var packed bytes.Buffer
	compressed, err := xz.NewWriter(&packed)
	if err != nil {
		t.Fatal(err)
	}
	archive := tar.NewWriter(compressed)
	for _, entry := range entries {
		if err := archive.WriteHeader(&entry); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := compressed.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func jarOf(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	var jar bytes.Buffer
	writer := zip.NewWriter(&jar)
	entry, err := writer.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := entry.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return jar.Bytes()
}

func TestInstall(t *testing.T) {
	t.Parallel()
	good := jarOf(t, "postgres.txz", archiveOf(t,
		tar.Header{Name: "./bin/", Typeflag: tar.TypeDir, Mode: 0o700},
		tar.Header{Name: "./bin/postgres", Typeflag: tar.TypeReg, Mode: 0o700},
		tar.Header{Name: "lib/deep/libpq.so", Typeflag: tar.TypeSymlink, Linkname: "libpq.so.5"}))
	for _, c := range []struct {
		name   string
		status int
		body   []byte
		other  bool // another file than the one whose sum is pinned
		want   string
	}{
		{"good", http.StatusOK, good, false, ""},
		{"altered", http.StatusOK, good, true, "not the published file"},
		{"missing", http.StatusNotFound, nil, false, "404"},
		{"not a jar", http.StatusOK, []byte("<html>"), false, "read the jar"},
		{"jar of something else", http.StatusOK, jarOf(t, "README", nil), false, "no .txz"},
		{"broken archive", http.StatusOK, jarOf(t, "a.txz", []byte("?")), false, "unpack"},
		{"leads out by name", http.StatusOK, jarOf(t, "a.txz", archiveOf(t, tar.Header{Name: "../evil", Typeflag: tar.TypeReg})), false, "escapes"},
		{"leads out by link", http.StatusOK, jarOf(t, "a.txz", archiveOf(t, tar.Header{Name: "l", Typeflag: tar.TypeSymlink, Linkname: ".."},
			tar.Header{Name: "l/evil", Typeflag: tar.TypeReg})), false, "escapes"},
		{"device", http.StatusOK, jarOf(t, "a.txz", archiveOf(t, tar.Header{Name: "null", Typeflag: tar.TypeChar})), false, "no entry of type"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			central := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				_, _ = w.Write(c.body) // a client that went away fails the test by itself
			}))
			defer central.Close()
			sum := sha256.Sum256(c.body)
			if c.other {
				sum[0]++
			}
			rel := release{version: "18.6.0", platform: "test", sha256: hex.EncodeToString(sum[:])}
			opts, err := Options{DataDir: t.TempDir(), CacheDir: t.TempDir(), Repository: central.URL}.withDefaults()
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(opts.CacheDir, rel.folder())
			err = rel.install(t.Context(), opts, dir)
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got %v, want something with %q", err, c.want)
				}
				if left, err := filepath.Glob(filepath.Join(opts.CacheDir, "*[^k]")); err != nil || len(left) > 0 {
					t.Errorf("left %v behind (%v)", left, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(filepath.Join(dir, "bin", "postgres"))
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode().Perm() != 0o755 {
				t.Errorf("the server's program has mode %v", info.Mode())
			}
		})
	}
}
