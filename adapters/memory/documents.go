package memory

import (
	"context"
	"sync"

	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports"
)

// Documents is a scripted ports.DocumentReader: what Says answers for every file. It
// judges no content; the real one does.
type Documents struct {
	mu       sync.Mutex
	document resumes.Document
	err      error
	reads    int
	// OnRead, if set, runs while a file is being read.
	OnRead func()
}

var _ ports.DocumentReader = (*Documents)(nil)

// Says sets what the next reads answer.
func (d *Documents) Says(document resumes.Document, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.document, d.err = document, err
}

// Reads counts the files that were read.
func (d *Documents) Reads() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.reads
}

// Read implements ports.DocumentReader.
func (d *Documents) Read(context.Context, string, []byte) (resumes.Document, error) {
	d.mu.Lock()
	d.reads++
	document, err, during := d.document, d.err, d.OnRead
	d.mu.Unlock()
	if during != nil {
		during()
	}
	if err != nil {
		return resumes.Document{}, err
	}
	return document, nil
}

// PageImage implements ports.DocumentReader: it answers text that stands for a picture.
func (d *Documents) PageImage(_ context.Context, _ []byte, page, _ int) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.err != nil:
		return nil, d.err
	case d.document.Kind == resumes.DOCX:
		return nil, resumes.ErrNoPageImage
	case page < 1 || page > len(d.document.Pages):
		return nil, resumes.ErrNoSuchPage
	}
	return []byte("\x89PNG\r\n\x1a\n"), nil
}
