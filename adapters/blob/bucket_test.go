package blob_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/applyforus/applyforus/adapters/blob"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func open(t *testing.T, folder string) *blob.Bucket {
	t.Helper()
	bucket, err := blob.OpenFolder(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := bucket.Close(); err != nil {
			t.Error(err)
		}
	})
	return bucket
}

func TestFolder(t *testing.T) {
	t.Parallel()
	porttest.BlobStore(t, func(t *testing.T) ports.BlobStore { return open(t, t.TempDir()) })
}

func TestFolderKeepsFilesForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new", "files")
	bucket := open(t, folder)
	info, err := os.Stat(folder)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Fatalf("the folder is %v, %v, want 0700", info.Mode(), err)
	}
	if err := bucket.Put(t.Context(), "resumes/one", "application/pdf", []byte("%PDF-")); err != nil {
		t.Fatal(err)
	}
	if got, err := open(t, folder).Get(t.Context(), "resumes/one"); err != nil || string(got) != "%PDF-" {
		t.Errorf("after opening again: %q, %v", got, err)
	}
}

func TestKeysCannotLeaveTheFolder(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	bucket := open(t, filepath.Join(parent, "files"))
	for _, key := range []string{"../outside", "a/../../outside", "/outside"} {
		if err := bucket.Put(t.Context(), key, "text/plain", []byte("x")); err != nil {
			continue // refused is fine too
		}
		if got, err := bucket.Get(t.Context(), key); err != nil || string(got) != "x" {
			t.Errorf("%s: %q, %v", key, got, err)
		}
	}
	entries, err := os.ReadDir(parent)
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the folder lie %v, %v", entries, err)
	}
}

func TestFolderThatCannotBeMade(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := blob.OpenFolder(filepath.Join(file, "below")); err == nil {
		t.Error("a folder below a file was opened")
	}
}
