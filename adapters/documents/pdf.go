package documents

import (
	"context"
	"errors"
	"fmt"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/resumes"
)

// maxGlyphs bounds the characters of one page; a resume's page has some 5,000.
const maxGlyphs = 50_000

// pdfFile is a file opened in one sandbox.
type pdfFile struct {
	pdfium   pdfium.Pdfium
	document references.FPDF_DOCUMENT
	pages    int
}

func isFault(err error) bool { return fault.As(err) != nil }

func openPDF(instance pdfium.Pdfium, content []byte) (*pdfFile, error) {
	opened, err := instance.OpenDocument(&requests.OpenDocument{File: &content})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, resumes.ErrEncrypted.Wrap(err)
	case errors.Is(err, pdfiumerrors.ErrFormat), errors.Is(err, pdfiumerrors.ErrFile), errors.Is(err, pdfiumerrors.ErrPage):
		return nil, resumes.ErrDamagedPDF.Wrap(err)
	case err != nil:
		return nil, fmt.Errorf("opening: %w", err)
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, fmt.Errorf("counting pages: %w", err)
	}
	switch {
	case count.PageCount == 0:
		return nil, resumes.ErrDamagedPDF
	case count.PageCount > resumes.MaxPages:
		return nil, resumes.ErrTooManyPages
	}
	return &pdfFile{pdfium: instance, document: opened.Document, pages: count.PageCount}, nil
}

func (r *Reader) readPDF(ctx context.Context, content []byte) (resumes.Document, error) {
	var document resumes.Document
	err := r.engines.use(ctx, r.timeout, func(file *pdfFile) error {
		document = resumes.Document{Kind: resumes.PDF} // use may run this again
		for number := 1; number <= file.pages; number++ {
			page, err := file.readPage(number)
			if err != nil {
				return err
			}
			document.Pages = append(document.Pages, page)
		}
		return nil
	}, content)
	return document, err
}

func (f *pdfFile) readPage(number int) (resumes.Page, error) {
	loaded, err := f.pdfium.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.document, Index: number - 1})
	if err != nil {
		return resumes.Page{}, resumes.ErrDamagedPDF.Wrap(fmt.Errorf("page %d: %w", number, err))
	}
	defer f.pdfium.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) //nolint:errcheck // the sandbox is thrown away
	handle := requests.Page{ByReference: &loaded.Page}
	frame, err := f.frame(handle)
	if err != nil {
		return resumes.Page{}, err
	}
	words, aside, err := f.words(handle, frame)
	if err != nil {
		return resumes.Page{}, fmt.Errorf("text of page %d: %w", number, err)
	}
	links, err := f.links(handle, frame)
	if err != nil {
		return resumes.Page{}, fmt.Errorf("links of page %d: %w", number, err)
	}
	page := resumes.Page{Number: number, Width: frame.width, Height: frame.height, Lines: arrange(words, aside)}
	page.Links = placeLinks(links, page.Lines)
	return page, nil
}

// pageImage draws one page.
func (f *pdfFile) pageImage(number, width int) ([]byte, error) {
	if number < 1 || number > f.pages {
		return nil, resumes.ErrNoSuchPage
	}
	drawn, err := f.pdfium.RenderToFile(&requests.RenderToFile{
		RenderPageInPixels: &requests.RenderPageInPixels{
			Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: f.document, Index: number - 1}},
			Width: width, Height: 4 * width,
		},
		OutputFormat: requests.RenderToFileOutputFormatPNG,
		OutputTarget: requests.RenderToFileOutputTargetBytes,
	})
	if err != nil {
		return nil, fmt.Errorf("drawing page %d: %w", number, err)
	}
	return *drawn.ImageBytes, nil
}
