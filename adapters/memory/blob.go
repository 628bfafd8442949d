package memory

import (
	"bytes"
	"context"
	"sync"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/ports"
)

// Blobs keeps files in a map.
type Blobs struct {
	mu    sync.Mutex
	files map[string][]byte
}

var _ ports.BlobStore = (*Blobs)(nil)

// NewBlobs makes an empty store.
func NewBlobs() *Blobs { return &Blobs{files: map[string][]byte{}} }

// Put implements ports.BlobStore.
func (b *Blobs) Put(_ context.Context, key, _ string, content []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
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
