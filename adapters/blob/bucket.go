// Package blob keeps files in a folder or an object store, through gocloud.dev.
package blob

import (
	"context"
	"fmt"
	"os"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"

	"github.com/applyforus/applyforus/core/fault"
)

// Bucket implements ports.BlobStore.
type Bucket struct{ bucket *blob.Bucket }

// OpenFolder keeps files below a folder, made when missing. Temporary files are made
// inside it, so that a half-written one never takes a finished one's place.
func OpenFolder(folder string) (*Bucket, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	bucket, err := fileblob.OpenBucket(folder, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	return &Bucket{bucket: bucket}, nil
}

// Put implements ports.BlobStore.
func (b *Bucket) Put(ctx context.Context, key, mediaType string, content []byte) error {
	if err := b.bucket.WriteAll(ctx, key, content, &blob.WriterOptions{ContentType: mediaType}); err != nil {
		return fmt.Errorf("blob: put: %w", err)
	}
	return nil
}

// Get implements ports.BlobStore.
func (b *Bucket) Get(ctx context.Context, key string) ([]byte, error) {
	content, err := b.bucket.ReadAll(ctx, key)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, fault.ErrNotFound.Wrap(err)
	}
	if err != nil {
		return nil, fmt.Errorf("blob: get: %w", err)
	}
	return content, nil
}

// Delete implements ports.BlobStore.
func (b *Bucket) Delete(ctx context.Context, key string) error {
	if err := b.bucket.Delete(ctx, key); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return fmt.Errorf("blob: delete: %w", err)
	}
	return nil
}

// Close releases the store.
func (b *Bucket) Close() error { return b.bucket.Close() }
