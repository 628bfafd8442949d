package profile

import "github.com/applyforus/applyforus/core/id"

// DiscardPhoto asks for a replaced or removed photo to be deleted from the files. Its
// place was that photo's alone, so running it late or twice hurts nobody.
type DiscardPhoto struct {
	Photo id.Photo `json:"photo"`
}

// Kind implements the task's stable name.
func (DiscardPhoto) Kind() string { return "profile.discard_photo" }
