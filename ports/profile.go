package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// ProfileReader reads profiles.
type ProfileReader interface {
	// Get answers the person's profile; an empty one when nothing is known yet.
	Get(ctx context.Context, user id.User) (profile.Profile, error)
}

// ProfileStore reads and writes profiles within a transaction.
type ProfileStore interface {
	ProfileReader
	// Put stores the whole profile under the version it was read with, and gives it the
	// next one. It answers fault.ErrStale when somebody else changed it in the meantime.
	Put(ctx context.Context, p profile.Profile, now time.Time) error
}

// AnswerReader reads the answer bank.
type AnswerReader interface {
	// All answers everything in the person's answer bank, latest first.
	All(ctx context.Context, user id.User) ([]profile.Answer, error)
}

// AnswerStore writes the answer bank within a transaction.
type AnswerStore interface {
	AnswerReader
	// Remember stores an answer; an earlier one to the same question and employer is replaced.
	Remember(ctx context.Context, a profile.Answer) error
	// Forget removes an answer. It answers profile.ErrNoAnswer when it is not there or
	// not the person's.
	Forget(ctx context.Context, user id.User, answer id.Answer) error
	// Share makes an answer good for every employer, in the place of the one that was so
	// far. It answers profile.ErrNoAnswer as Forget does.
	Share(ctx context.Context, user id.User, answer id.Answer) error
	// Used notes that answers were sent with an application.
	Used(ctx context.Context, user id.User, answers []id.Answer, at time.Time) error
}

// PreferencesReader reads what people wish for.
type PreferencesReader interface {
	// Get answers the person's preferences; profile.NewPreferences when nothing was said.
	Get(ctx context.Context, user id.User) (profile.Preferences, error)
}

// PreferencesStore writes preferences within a transaction.
type PreferencesStore interface {
	PreferencesReader
	// Put stores the preferences under the version they were read with, and gives them the
	// next one. It answers fault.ErrStale when somebody else changed them in the meantime.
	Put(ctx context.Context, p profile.Preferences, now time.Time) error
}

// ImportReader reads imports of facts.
type ImportReader interface {
	// Get answers the person's import, or profile.ErrNoImport.
	Get(ctx context.Context, user id.User, which id.Import) (profile.Import, error)
	// Open lists the person's imports that wait for a decision, latest first.
	Open(ctx context.Context, user id.User) ([]profile.Import, error)
}

// ImportStore writes imports within a transaction.
type ImportStore interface {
	ImportReader
	// Add stores a new import. Open ones of the same source are replaced by it.
	Add(ctx context.Context, i profile.Import) error
	// Close stores that the import ended, and forgets its facts. It answers
	// profile.ErrImportClosed when it had ended already, profile.ErrNoImport when it is
	// not there or not the person's.
	Close(ctx context.Context, i profile.Import) error
}

// FactImporter is for what learns facts about a person from elsewhere, such as an account
// that they connect.
type FactImporter interface {
	// ImportFacts keeps the facts for the person to look at; nothing in the profile
	// changes before they take it over at /profile/import/{id}. Single texts and lists are
	// filled in as far as they are known, origins and identifiers are set here. It answers
	// profile.ErrImportNothing when no fact is among them.
	ImportFacts(ctx context.Context, actor identity.Actor, source profile.Source, facts profile.Profile) (id.Import, error)
}

// Portraits makes profile photos of uploaded pictures. Files are untrusted: a hostile one
// costs bounded time and memory.
type Portraits interface {
	// Make answers the picture as square JPEG files, one for each of profile.PhotoSizes,
	// without anything else that the file held. The type is judged by the content. It
	// answers profile.ErrPhotoEmpty, ErrPhotoTooLarge, ErrPhotoKind, ErrPhotoAnimated,
	// ErrPhotoMixed, ErrPhotoSize, ErrPhotoDamaged, and ErrPhotoBusy when ctx ended first.
	Make(ctx context.Context, content []byte) ([][]byte, error)
}
