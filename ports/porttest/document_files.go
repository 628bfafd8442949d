package porttest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

// pdfPage gives the drawing commands of a page with lines of 12 point Helvetica, 20
// points apart, from 72 points left and 92 points below the top of 792.
func pdfPage(lines ...string) string {
	var b strings.Builder
	b.WriteString("BT /F1 12 Tf 72 700 Td 20 TL\n")
	for _, line := range lines {
		fmt.Fprintf(&b, "(%s) Tj T*\n", line)
	}
	b.WriteString("ET")
	return b.String()
}

// pdfFile makes a PDF of US letter pages with the given drawing commands.
func pdfFile(pages ...string) []byte { return buildPDF("", pages...) }

// encryptedPDF makes a PDF whose password nobody knows: the keys in it are noise.
func encryptedPDF() []byte {
	key := strings.Repeat("5a", 32)
	return buildPDF(fmt.Sprintf("/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >> /ID [<%s> <%s>]", key, key, key[:32], key[:32]), pdfPage("secret"))
}

func buildPDF(trailer string, pages ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(text string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), text)
	}
	b.WriteString("%PDF-1.7\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(pages)))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	for i, content := range pages {
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i))
		object(fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, trailer, table)
	return b.Bytes()
}

// docxFile makes a Word document of one paragraph.
func docxFile(text string) []byte {
	return zipFile(map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` +
			text + `</w:t></w:r></w:p></w:body></w:document>`,
	})
}

func zipFile(parts map[string]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(content))
		}
		if err != nil {
			panic(err) // memory takes all that is written
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func manyParts(count int) map[string]string {
	parts := map[string]string{}
	for i := range count {
		parts[fmt.Sprintf("word/%d.xml", i)] = "x"
	}
	return parts
}
