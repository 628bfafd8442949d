package memory

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/ports"
)

// Blobs keeps files in a map. Fail makes the next Put fail.
type Blobs struct {
	mu    sync.Mutex
	files map[string][]byte
	fail  error
}

var _ ports.BlobStore = (*Blobs)(nil)

// NewBlobs makes an empty store.
func NewBlobs() *Blobs { return &Blobs{files: map[string][]byte{}} }

// Put implements ports.BlobStore.
func (b *Blobs) Put(_ context.Context, key, _ string, content []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.fail; err != nil {
		b.fail = nil
		return err
	}
	b.files[key] = bytes.Clone(content)
	return nil
}

// Get implements ports.BlobStore.
func (b *Blobs) Get(_ context.Context, key string) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	content, ok := b.files[key]
	if !ok {
		return nil, fault.ErrNotFound
	}
	return bytes.Clone(content), nil
}

// Delete implements ports.BlobStore.
func (b *Blobs) Delete(_ context.Context, key string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.files, key)
	return nil
}

// Fail makes the next Put answer err.
func (b *Blobs) Fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fail = err
}

// Keys lists what is kept, in order.
func (b *Blobs) Keys() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Sorted(maps.Keys(b.files))
}
