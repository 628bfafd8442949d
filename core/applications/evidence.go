package applications

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// EvidenceKind says what a piece of evidence proves.
type EvidenceKind string

// The kinds of evidence.
const (
	EvidenceResume       EvidenceKind = "resume"            // the exact bytes that were uploaded
	EvidenceAttachment   EvidenceKind = "attachment"        // the exact bytes of another file that was uploaded
	EvidenceAnswers      EvidenceKind = "answers"           // every question with its answer and origin, as JSON
	EvidenceFilled       EvidenceKind = "screenshot_filled" // the form before the button was pressed
	EvidenceResult       EvidenceKind = "screenshot_result" // the page after it was pressed
	EvidenceConfirmation EvidenceKind = "confirmation"      // the words that confirmed it, as text
)

// Label is the kind for people.
func (k EvidenceKind) Label() string {
	switch k {
	case EvidenceResume:
		return "Resume as sent"
	case EvidenceAttachment:
		return "Attached file as sent"
	case EvidenceAnswers:
		return "Questions and answers as sent"
	case EvidenceFilled:
		return "The filled form, before sending"
	case EvidenceResult:
		return "The page after sending"
	case EvidenceConfirmation:
		return "The employer's confirmation"
	}
	return ""
}

// Evidence is one kept proof. Its bytes lie in the blob store.
type Evidence struct {
	ID          id.Evidence
	Application id.Application
	Attempt     id.Attempt
	Kind        EvidenceKind
	Name        string
	MediaType   string
	Size        int64  // bytes
	SHA256      string // of the bytes, 64 lower-case hex digits
	BlobKey     string
	CreatedAt   time.Time
}

// NewEvidence describes content as evidence. Its key holds the hash, so that the
// bytes can be checked against it for ever.
func NewEvidence(evidence id.Evidence, application id.Application, attempt id.Attempt, kind EvidenceKind, name, mediaType string, content []byte, now time.Time) Evidence {
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:])
	return Evidence{
		ID: evidence, Application: application, Attempt: attempt, Kind: kind, Name: name, MediaType: mediaType,
		Size: int64(len(content)), SHA256: hash, BlobKey: "evidence/" + application.String() + "/" + string(kind) + "-" + hash,
		CreatedAt: now,
	}
}
