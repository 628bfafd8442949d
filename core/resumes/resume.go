package resumes

import (
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// Status is how far a resume has come.
type Status string

// The states of a resume: uploaded -> read | unreadable; read -> confirmed. A read or
// confirmed one may be read again, which discards the former draft.
const (
	Uploaded   Status = "uploaded"   // stored, waiting to be read
	Read       Status = "read"       // the draft waits for the person's corrections
	Confirmed  Status = "confirmed"  // the person checked the draft
	Unreadable Status = "unreadable" // Problem says why
)

// Valid tells whether s is one of the states.
func (s Status) Valid() bool {
	switch s {
	case Uploaded, Read, Confirmed, Unreadable:
		return true
	}
	return false
}

// The longest names kept, in characters.
const (
	maxName     = 120
	maxFileName = 200
)

// Resume is one uploaded resume of a person.
type Resume struct {
	ID        id.Resume `json:"id"`
	User      id.User   `json:"user"`
	Name      string    `json:"name"`     // what the person calls it
	FileName  string    `json:"fileName"` // as uploaded, without folders
	MediaType string    `json:"mediaType"`
	Size      int64     `json:"size"`    // bytes
	SHA256    string    `json:"sha256"`  // of the bytes, 64 lower-case hex digits
	BlobKey   string    `json:"blobKey"` // where the bytes are kept
	Pages     int       `json:"pages"`   // 0 until read
	Status    Status    `json:"status"`
	Draft     Draft     `json:"draft"`             // empty until read
	Problem   string    `json:"problem,omitempty"` // code of the fault, when unreadable
	Remedy    string    `json:"remedy,omitempty"`  // its message: why, and what to do
	IsDefault bool      `json:"isDefault"`         // the one taken when none is picked
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
	Version   int       `json:"version"` // rises with each stored change; stores refuse a stale one
}

// File is what is known about a file when it arrives.
type File struct {
	Name    string // as sent by the client
	Kind    FileKind
	Size    int64  // bytes
	SHA256  string // hex
	BlobKey string
}

// New makes an uploaded resume. Its name is the file's name without the ending.
func New(resumeID id.Resume, user id.User, file File, now time.Time) Resume {
	fileName := cleanFileName(file.Name)
	name := strings.TrimSpace(strings.TrimSuffix(fileName, path.Ext(fileName)))
	if name == "" {
		name = "Resume"
	}
	return Resume{
		ID: resumeID, User: user, Name: cut(name, maxName), FileName: fileName,
		MediaType: file.Kind.MediaType(), Size: file.Size, SHA256: file.SHA256, BlobKey: file.BlobKey,
		Status: Uploaded, CreatedAt: now, UpdatedAt: now, Version: 1,
	}
}

// MarkRead keeps what was read. It answers ErrWrongStatus for a confirmed resume,
// whose facts the person has corrected already; see Reread.
func (r *Resume) MarkRead(pages int, draft Draft, now time.Time) error {
	if r.Status == Confirmed {
		return ErrWrongStatus
	}
	r.Status, r.Pages, r.Draft, r.Problem, r.Remedy, r.UpdatedAt = Read, pages, draft, "", "", now
	return nil
}

// MarkUnreadable keeps why the file could not be read. It answers ErrWrongStatus for
// a confirmed resume.
func (r *Resume) MarkUnreadable(cause *fault.Error, now time.Time) error {
	if r.Status == Confirmed {
		return ErrWrongStatus
	}
	r.Status, r.Pages, r.Draft, r.Problem, r.Remedy, r.UpdatedAt = Unreadable, 0, Draft{}, cause.Code, cause.Message, now
	return nil
}

// Confirm keeps the draft as the person corrected it. It answers ErrWrongStatus
// unless the resume was read or confirmed before.
func (r *Resume) Confirm(draft Draft, now time.Time) error {
	if r.Status != Read && r.Status != Confirmed {
		return ErrWrongStatus
	}
	r.Status, r.Draft, r.UpdatedAt = Confirmed, draft, now
	return nil
}

// Reread puts the resume back to waiting, so that a better reader may try again.
func (r *Resume) Reread(now time.Time) {
	r.Status, r.Problem, r.Remedy, r.UpdatedAt = Uploaded, "", "", now
}

// Rename changes what the person calls the resume. It answers every violation.
func (r *Resume) Rename(name string, now time.Time) error {
	name = strings.TrimSpace(name)
	var check fault.Check
	check.Required("name", name, "Give the resume a name.")
	check.MaxLen("name", name, maxName)
	check.PlainText("name", name)
	if err := check.Err(); err != nil {
		return err
	}
	r.Name, r.UpdatedAt = name, now
	return nil
}

// Usable tells whether an application may be sent with this resume: its text could be read.
func (r *Resume) Usable() bool { return r.Status == Read || r.Status == Confirmed }

// cleanFileName drops folders and control characters, which some clients send.
func cleanFileName(name string) string {
	name = strings.ToValidUTF8(strings.ReplaceAll(name, `\`, "/"), "")
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, path.Base(name))
	if name = strings.TrimSpace(name); name == "" || name == "." || name == "/" {
		return "resume"
	}
	return cut(name, maxFileName)
}

// cut shortens a text to limit characters.
func cut(text string, limit int) string {
	if runes := []rune(text); len(runes) > limit {
		return strings.TrimSpace(string(runes[:limit-1])) + "…"
	}
	return text
}
