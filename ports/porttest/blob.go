package porttest

import (
	"bytes"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/ports"
)

// BlobStore runs the suite of ports.BlobStore. open makes an empty store.
func BlobStore(t *testing.T, open func(t *testing.T) ports.BlobStore) {
	t.Helper()
	holds := func(t *testing.T, store ports.BlobStore, key string, want []byte) {
		t.Helper()
		if got, err := store.Get(t.Context(), key); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s holds %d bytes, %v, want %d", key, len(got), err, len(want))
		}
	}
	t.Run("round trip", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		contents := map[string][]byte{
			"resumes/0190/original": []byte("%PDF-1.7"),
			"resumes/01900":         {0, 1, 2, 255},
			"resumes/0190/empty":    {},
			"big":                   bytes.Repeat([]byte("0123456789abcdef"), 1<<16),
			strings.Repeat("k", 90): []byte("long key"),
		}
		for key, content := range contents {
			must(t, store.Put(t.Context(), key, "application/octet-stream", content))
		}
		for key, content := range contents {
			holds(t, store, key, content)
		}
	})
	t.Run("nothing there", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		must(t, store.Put(t.Context(), "a/b", "text/plain", []byte("x")))
		for _, key := range []string{"b", "a/c", "a/b2"} {
			_, err := store.Get(t.Context(), key)
			wantErr(t, err, fault.ErrNotFound)
			must(t, store.Delete(t.Context(), key))
		}
		holds(t, store, "a/b", []byte("x"))
	})
	t.Run("storing again", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		for _, content := range []string{"same", "same", "other"} {
			must(t, store.Put(t.Context(), "key", "text/plain", []byte(content)))
			holds(t, store, "key", []byte(content))
		}
	})
	t.Run("deleting", func(t *testing.T) {
		t.Parallel()
		store := open(t)
		must(t, store.Put(t.Context(), "gone", "text/plain", []byte("x")))
		must(t, store.Put(t.Context(), "stays", "text/plain", []byte("y")))
		for range 2 { // the second time it is gone already
			must(t, store.Delete(t.Context(), "gone"))
		}
		_, err := store.Get(t.Context(), "gone")
		wantErr(t, err, fault.ErrNotFound)
		holds(t, store, "stays", []byte("y"))
	})
	t.Run("what is handed over is copied", func(t *testing.T) {
		t.Parallel()
		store, content := open(t), []byte("first")
		must(t, store.Put(t.Context(), "key", "text/plain", content))
		content[0] = 'X'
		got, err := store.Get(t.Context(), "key")
		must(t, err)
		got[1] = 'X'
		holds(t, store, "key", []byte("first"))
	})
}
