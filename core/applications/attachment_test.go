package applications

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestNewAttachment(t *testing.T) {
	t.Parallel()
	zipped := func(name string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, tt := range []struct {
		what, name string
		content    []byte
		want       string // the name kept
		err        error
	}{
		{"pdf", "Letter.PDF", []byte("%PDF-1.7\n"), "Letter.pdf", nil},
		{"word", "letter.docx", zipped("word/document.xml"), "letter.docx", nil},
		{"text", "letter", []byte("Dear all,\r\n\tI write code.\n"), "letter.txt", nil},
		{"picture with a wrong name", "photo.pdf", []byte("\x89PNG\r\n\x1a\nrest"), "photo.png", nil},
		{"path and controls in the name", "..\\..\\etc/pass\u202ewd\x00.pdf", []byte("%PDF-1.7"), "passwd.pdf", nil},
		{"no name", "...", []byte("%PDF-1.7"), "attachment.pdf", nil},
		{"long name", strings.Repeat("x", 400) + ".pdf", []byte("%PDF-1.7"), strings.Repeat("x", 120) + ".pdf", nil},
		{"empty", "a.pdf", nil, "", ErrAttachmentEmpty},
		{"too large", "a.pdf", append([]byte("%PDF-1.7"), make([]byte, MaxAttachment)...), "", ErrAttachmentTooLarge},
		{"program", "a.pdf", []byte("MZ\x00\x90"), "", ErrAttachmentType},
		{"page", "a.txt", []byte("  <html><script>"), "", ErrAttachmentType},
		{"script", "a.txt", []byte("#!/bin/sh\n"), "", ErrAttachmentType},
		{"other archive", "a.docx", zipped("a.exe"), "", ErrAttachmentType},
		{"not UTF-8", "a.txt", []byte("caf\xe9"), "", ErrAttachmentType},
	} {
		got, err := NewAttachment(tt.name, tt.content)
		if !errors.Is(err, tt.err) || got.Name != tt.want {
			t.Errorf("%s: %q, %v; want %q, %v", tt.what, got.Name, err, tt.want, tt.err)
		}
		if err == nil && (!got.Intact(tt.content) || got.Intact(append(tt.content, 'x')) || got.Size != int64(len(tt.content))) {
			t.Errorf("%s: %+v", tt.what, got)
		}
	}
}
