package porttest

import (
	"bytes"
	"errors"
	"image/png"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports"
)

// Documents checks a DocumentReader against the promises of the port.
func Documents(t *testing.T, open func(*testing.T) ports.DocumentReader) {
	t.Run("refuses with its own error", func(t *testing.T) {
		reader := open(t)
		whole := pdfFile(pdfPage("Ada Example", "ada@example.org"))
		cases := []struct {
			name    string
			content []byte
			want    *fault.Error
		}{
			{"empty", nil, resumes.ErrEmptyFile},
			{"30 MB", append([]byte("%PDF-1.7\n"), make([]byte, 30<<20)...), resumes.ErrTooLarge},
			{"picture", []byte("\x89PNG\r\n\x1a\n0000"), resumes.ErrWrongType},
			{"text named as PDF", []byte("Ada Example, engineer"), resumes.ErrWrongType},
			{"ZIP of something else", zipFile(map[string]string{"a.txt": "hello"}), resumes.ErrWrongType},
			{"encrypted PDF", encryptedPDF(), resumes.ErrEncrypted},
			{"truncated PDF", whole[:len(whole)/2], resumes.ErrDamagedPDF},
			{"PDF of noise", []byte("%PDF-1.7\nnothing\nstartxref\n9\n%%EOF\n"), resumes.ErrDamagedPDF},
			{"scanned PDF", pdfFile("0 0 200 200 re f"), resumes.ErrNoText},
			{"31 pages", pdfFile(strings.Split(strings.Repeat(pdfPage("x")+"|", 30)+pdfPage("x"), "|")...), resumes.ErrTooManyPages},
			{"truncated DOCX", docxFile("Ada Example")[:200], resumes.ErrDamagedDOCX},
			{"broken XML", zipFile(map[string]string{"word/document.xml": "<w:document><w:body><w:p>"}), resumes.ErrDamagedDOCX},
			{"DOCX without text", docxFile(""), resumes.ErrNoText},
			{"zip bomb", zipFile(map[string]string{"word/document.xml": strings.Repeat("<w:p/>", 12<<20/6)}), resumes.ErrZipBomb},
			{"zip of 3,000 parts", zipFile(manyParts(3000)), resumes.ErrZipBomb},
		}
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				document, err := reader.Read(t.Context(), "resume.pdf", c.content)
				if !errors.Is(err, c.want) {
					t.Fatalf("got %v, want %v", err, c.want)
				}
				if len(document.Pages) > 0 {
					t.Error("an error came with half a document")
				}
			})
		}
	})
	t.Run("reads a PDF in reading order", func(t *testing.T) {
		document, err := open(t).Read(t.Context(), "any.bin", pdfFile(pdfPage("Ada Example", "Engineer"), pdfPage("Second page")))
		if err != nil {
			t.Fatal(err)
		}
		if document.Kind != resumes.PDF || len(document.Pages) != 2 {
			t.Fatalf("got %s with %d pages", document.Kind, len(document.Pages))
		}
		if got, want := document.Text(), "Ada Example\nEngineer\nSecond page\n"; got != want {
			t.Errorf("text %q, want %q", got, want)
		}
		first := document.Pages[0].Lines[0]
		if first.Box.X < 71 || first.Box.X > 75 || first.Box.Y < 80 || first.Box.Bottom() > 105 || first.Size != 12 {
			t.Errorf("the first line stands at %+v with size %v", first.Box, first.Size)
		}
	})
	t.Run("reads a DOCX", func(t *testing.T) {
		document, err := open(t).Read(t.Context(), "any.bin", docxFile("Ada Example"))
		if err != nil {
			t.Fatal(err)
		}
		if document.Kind != resumes.DOCX || document.Text() != "Ada Example\n" {
			t.Errorf("got %s %q", document.Kind, document.Text())
		}
	})
	t.Run("draws pages of a PDF", func(t *testing.T) {
		reader := open(t)
		content := pdfFile(pdfPage("Ada Example"))
		drawn, err := reader.PageImage(t.Context(), content, 1, 600)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(bytes.NewReader(drawn))
		if err != nil {
			t.Fatal(err)
		}
		if width := picture.Bounds().Dx(); width < 598 || width > 602 {
			t.Errorf("the picture is %d pixels wide, want 600", width)
		}
		for _, page := range []int{0, 2} {
			if _, err := reader.PageImage(t.Context(), content, page, 600); !errors.Is(err, resumes.ErrNoSuchPage) {
				t.Errorf("page %d: got %v", page, err)
			}
		}
		if _, err := reader.PageImage(t.Context(), docxFile("Ada"), 1, 600); !errors.Is(err, resumes.ErrNoPageImage) {
			t.Errorf("DOCX: got %v", err)
		}
		if _, err := reader.PageImage(t.Context(), encryptedPDF(), 1, 600); !errors.Is(err, resumes.ErrEncrypted) {
			t.Errorf("encrypted: got %v", err)
		}
	})
}
