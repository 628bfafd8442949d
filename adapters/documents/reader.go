package documents

import (
	"bytes"
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
	kind, err := sniff(content)
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
	kind, err := sniff(content)
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

// The oldest Word format and the encrypted container of new ones begin alike.
var compoundFile = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

// encryptedPackage is the name of the stream that holds an encrypted document
// ([MS-OFFCRYPTO] 2.3), as the container's directory spells it: UTF-16, little endian.
var encryptedPackage = func() []byte {
	var wide []byte
	for _, c := range []byte("EncryptedPackage") {
		wide = append(wide, c, 0)
	}
	return wide
}()

// sniff judges the type by the content.
func sniff(content []byte) (resumes.FileKind, error) {
	switch {
	case len(content) == 0:
		return "", resumes.ErrEmptyFile
	case len(content) > resumes.MaxFileSize:
		return "", resumes.ErrTooLarge
	case bytes.HasPrefix(content, compoundFile) && bytes.Contains(content, encryptedPackage):
		return "", resumes.ErrEncrypted
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return resumes.DOCX, nil
	case bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")):
		// ISO 32000-1, annex H: readers accept the header within the first 1024 bytes.
		// PDFium mends a file that was cut off and shows the rest; a resume that lacks its
		// second half must not pass for a whole one.
		if tail := content[max(0, len(content)-4096):]; !bytes.Contains(tail, []byte("startxref")) && !bytes.Contains(tail, []byte("%%EOF")) {
			return "", resumes.ErrDamagedPDF
		}
		return resumes.PDF, nil
	}
	return "", resumes.ErrWrongType
}

// ended tells whether an error is only the end of a context.
func ended(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
