package applications

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// MaxAttachment is the largest file that may be attached, in bytes: what the forms of the
// platforms take too.
const MaxAttachment = 10 << 20

// maxFileName is the longest name kept of an attached file, in characters.
const maxFileName = 120

// Attachment is a file that the person attached to one question. Its bytes lie in the
// blob store.
type Attachment struct {
	Name      string `json:"name"`
	MediaType string `json:"mediaType"`
	Size      int64  `json:"size"`   // bytes
	SHA256    string `json:"sha256"` // of the bytes, 64 lower-case hex digits
}

// BlobKey is where the bytes lie.
func (a Attachment) BlobKey(application id.Application) string {
	return "attachments/" + application.String() + "/" + a.SHA256
}

// What can be wrong with an attached file.
var (
	ErrAttachmentEmpty = fault.New(fault.Invalid, "applications.attachment_empty",
		"This file holds no data (0 bytes). Save it again, then attach it.")
	ErrAttachmentTooLarge = fault.New(fault.Invalid, "applications.attachment_too_large",
		"This file is larger than 10 MB, which application forms do not take. Make it smaller, then attach it.")
	ErrAttachmentType = fault.New(fault.Invalid, "applications.attachment_type",
		"This is not a PDF, Word, text, PNG or JPEG file, judged by its content rather than its name. Save it as PDF, then attach that.")
	ErrNoFileQuestion = fault.New(fault.NotFound, "applications.no_file_question",
		"This form has no such question for a file. Reload the page to see its questions.")
)

// NewAttachment judges a file by its content and describes it. It answers
// ErrAttachmentEmpty, ErrAttachmentTooLarge or ErrAttachmentType.
func NewAttachment(name string, content []byte) (Attachment, error) {
	switch {
	case len(content) == 0:
		return Attachment{}, ErrAttachmentEmpty
	case len(content) > MaxAttachment:
		return Attachment{}, ErrAttachmentTooLarge
	}
	mediaType, extension := sniff(content)
	if mediaType == "" {
		return Attachment{}, ErrAttachmentType
	}
	sum := sha256.Sum256(content)
	return Attachment{
		Name: fileName(name, extension), MediaType: mediaType, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:]),
	}, nil
}

// Intact tells whether the bytes are those that were attached.
func (a Attachment) Intact(content []byte) bool {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]) == a.SHA256
}

func sniff(content []byte) (mediaType, extension string) {
	switch {
	case bytes.HasPrefix(content, []byte("%PDF-")):
		return "application/pdf", ".pdf"
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png", ".png"
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return "image/jpeg", ".jpg"
	case bytes.HasPrefix(content, []byte("PK\x03\x04")) && wordDocument(content):
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"
	case plainText(content):
		return "text/plain; charset=utf-8", ".txt"
	}
	return "", ""
}

func wordDocument(content []byte) bool {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	return err == nil && slices.ContainsFunc(archive.File, func(f *zip.File) bool { return f.Name == "word/document.xml" })
}

// plainText tells text that a person wrote: nothing that a page or a program would run.
func plainText(content []byte) bool {
	if !utf8.Valid(content) || bytes.ContainsFunc(content, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) {
		return false
	}
	start := strings.ToLower(strings.TrimSpace(string(content[:min(len(content), 512)])))
	return !strings.HasPrefix(start, "<") && !strings.HasPrefix(start, "#!")
}

// fileName keeps what is harmless of a person's file name, with the extension that
// the content has.
func fileName(name, extension string) string {
	name = path.Base(strings.ReplaceAll(name, "\\", "/"))
	name = strings.TrimSuffix(name, path.Ext(name))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError || strings.ContainsRune(`/<>:"|?*`, r) {
			return -1
		}
		return r
	}, name))
	if runes := []rune(name); len(runes) > maxFileName {
		name = string(runes[:maxFileName])
	}
	if strings.Trim(name, ". ") == "" {
		name = "attachment"
	}
	return name + extension
}
