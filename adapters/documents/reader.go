package documents

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/resumes"
)

// Options configure a Reader. Zero values take the defaults.
type Options struct {
	CacheDir  string        // folder for PDFium's compiled code (22 MB); "" compiles anew at each start of the engine, 6 s
	IdleAfter time.Duration // the engine's memory (40 MB) is given back after this time without work; default 30 s
	Timeout   time.Duration // one file or page picture may take this long, without the engine's start; default 20 s
	Parallel  int           // files read at the same time; default 2
}

// Reader implements ports.DocumentReader. It is safe for concurrent use.
type Reader struct {
	engines *engines
	slots   chan struct{}
	timeout time.Duration
}

// New makes a reader. Nothing is started until the first PDF arrives.
func New(options Options) *Reader {
	if options.IdleAfter <= 0 {
		options.IdleAfter = 30 * time.Second
	}
	if options.Timeout <= 0 {
		options.Timeout = 20 * time.Second
	}
	if options.Parallel <= 0 {
		options.Parallel = 2
	}
	return &Reader{
		engines: &engines{cacheDir: options.CacheDir, idleAfter: options.IdleAfter, parallel: options.Parallel},
		slots:   make(chan struct{}, options.Parallel),
		timeout: options.Timeout,
	}
}

// Warm starts the engine once, so that the compiled code is in the cache folder
// before the first person waits for it. The idle time ends it again.
func (r *Reader) Warm(ctx context.Context) error {
	if err := r.enter(ctx); err != nil {
		return err
	}
	defer r.leave()
	return r.engines.use(ctx, r.timeout, func(*pdfFile) error { return nil }, nil)
}

// Close ends the engine. Files that are being read end with an error.
func (r *Reader) Close() error {
	r.engines.shut()
	return nil
}

// Read implements ports.DocumentReader.
func (r *Reader) Read(ctx context.Context, _ string, content []byte) (resumes.Document, error) {
	kind, err := resumes.Sniff(content)
	if err != nil {
		return resumes.Document{}, err
	}
	if err := r.enter(ctx); err != nil {
		return resumes.Document{}, err
	}
	defer r.leave()
	var document resumes.Document
	if kind == resumes.DOCX {
		document, err = readDOCX(ctx, content)
	} else {
		document, err = r.readPDF(ctx, content)
	}
	if err != nil {
		return resumes.Document{}, err
	}
	if !document.HasText() {
		return resumes.Document{}, resumes.ErrNoText
	}
	return document, nil
}

// PageImage implements ports.DocumentReader.
func (r *Reader) PageImage(ctx context.Context, content []byte, page, width int) ([]byte, error) {
	kind, err := resumes.Sniff(content)
	if err != nil {
		return nil, err
	}
	if kind == resumes.DOCX {
		return nil, resumes.ErrNoPageImage
	}
	if err := r.enter(ctx); err != nil {
		return nil, err
	}
	defer r.leave()
	var image []byte
	err = r.engines.use(ctx, r.timeout, func(file *pdfFile) error {
		image, err = file.pageImage(page, min(max(width, 200), 2400))
		return err
	}, content)
	if err != nil {
		return nil, err
	}
	return image, nil
}

// enter waits for a free slot; it answers ErrReaderBusy when ctx ends first.
func (r *Reader) enter(ctx context.Context) error {
	select {
	case r.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return resumes.ErrReaderBusy.Wrap(ctx.Err())
	}
}

func (r *Reader) leave() { <-r.slots }

// ended tells whether an error is only the end of a context.
func ended(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
