package profile

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/applyforus/applyforus/core/fault"
)

// Revision is a mark that changes whenever the given part of a profile does. A form
// carries the revision that it showed, so that it never overwrites what it did not show,
// and two forms about different facts never get in each other's way.
func Revision(parts ...any) string {
	text, err := json.Marshal(parts)
	if err != nil { // facts are texts, numbers and dates
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// TextsRevision is the revision of some single texts of the profile.
func (p Profile) TextsRevision(names ...TextName) string {
	texts := p.Texts()
	values := make([]any, 0, len(names))
	for _, name := range names {
		values = append(values, texts[name].Value)
	}
	return Revision(values...)
}

// Unchanged answers fault.ErrStale when seen is a revision other than now; "" means that
// the client did not look.
func Unchanged(seen, now string) error {
	if seen != "" && seen != now {
		return fault.ErrStale
	}
	return nil
}
