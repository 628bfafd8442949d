package ports

import (
	"context"

	"github.com/applyforus/applyforus/core/resumes"
)

// DocumentReader reads uploaded resumes. Files are untrusted: a hostile one costs
// bounded time and memory and never takes the process down.
type DocumentReader interface {
	// Read gives the lines of a file in reading order. The name only helps messages:
	// the type is judged by the content. It answers resumes.ErrEmptyFile, ErrTooLarge,
	// ErrWrongType, ErrEncrypted, ErrDamagedPDF, ErrDamagedDOCX, ErrNoText (a scan),
	// ErrZipBomb, ErrTooManyPages, ErrUnreadable (it took too long or the engine
	// failed) and ErrReaderBusy (all readers stayed busy until ctx ended).
	Read(ctx context.Context, filename string, content []byte) (resumes.Document, error)

	// PageImage draws a page (from 1) as PNG, width pixels wide (bounded to 200–2400).
	// It answers resumes.ErrNoPageImage for a DOCX file, resumes.ErrNoSuchPage, and
	// the errors of Read apart from ErrNoText.
	PageImage(ctx context.Context, content []byte, page, width int) ([]byte, error)
}
