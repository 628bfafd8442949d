package applications

import (
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// HistoryKind says what happened.
type HistoryKind string

// The kinds of history entries.
const (
	HistoryStarted     HistoryKind = "started"
	HistoryApproved    HistoryKind = "approved"
	HistorySent        HistoryKind = "sent"
	HistoryConfirmed   HistoryKind = "confirmed"
	HistoryUnconfirmed HistoryKind = "unconfirmed"
	HistoryStopped     HistoryKind = "stopped"
	HistoryMoved       HistoryKind = "moved"
	HistoryPlanned     HistoryKind = "planned"
)

// Entry is one line of an application's timeline.
type Entry struct {
	Application id.Application
	Kind        HistoryKind
	Text        string // one sentence for the person
	At          time.Time
}

// maxNote is the longest note, in characters.
const maxNote = 5_000

// Note is the person's own note; nobody else ever sees it.
type Note struct {
	ID          id.Note
	Application id.Application
	Text        string
	CreatedAt   time.Time
}

// NewNote makes a note. It answers every violation.
func NewNote(note id.Note, application id.Application, text string, now time.Time) (Note, error) {
	text = strings.TrimSpace(text)
	var c fault.Check
	c.Required("text", text, "Write something, or leave the note away.")
	c.MaxLen("text", text, maxNote)
	c.PlainText("text", text)
	return Note{ID: note, Application: application, Text: text, CreatedAt: now}, c.Err()
}
