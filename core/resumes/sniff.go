package resumes

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
)

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

// Sniff judges a file by its content: its kind, or why it is refused before anything
// is kept of it (ErrEmptyFile, ErrTooLarge, ErrWrongType, ErrEncrypted, ErrDamagedPDF).
// It unpacks nothing, so it is quick on a hostile file too; reading may find more.
func Sniff(content []byte) (FileKind, error) {
	switch {
	case len(content) == 0:
		return "", ErrEmptyFile
	case len(content) > MaxFileSize:
		return "", ErrTooLarge
	case bytes.HasPrefix(content, compoundFile) && bytes.Contains(content, encryptedPackage):
		return "", ErrEncrypted
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		if otherZIP(content) {
			return "", ErrWrongType
		}
		return DOCX, nil
	case bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")):
		// ISO 32000-1, annex H: readers accept the header within the first 1024 bytes.
		// PDFium mends a file that was cut off and shows the rest; a resume that lacks its
		// second half must not pass for a whole one.
		if tail := content[max(0, len(content)-4096):]; !bytes.Contains(tail, []byte("startxref")) && !bytes.Contains(tail, []byte("%%EOF")) {
			return "", ErrDamagedPDF
		}
		return PDF, nil
	}
	return "", ErrWrongType
}

// otherZIP tells a ZIP file that surely is no Word document: its directory can be read
// and lists nothing of Word's. One without a directory is a damaged file of some kind.
func otherZIP(content []byte) bool {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	return err == nil && !slices.ContainsFunc(archive.File, func(file *zip.File) bool {
		return strings.HasPrefix(strings.TrimPrefix(file.Name, "/"), "word/")
	})
}
