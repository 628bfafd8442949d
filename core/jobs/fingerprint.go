package jobs

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Fingerprint is a digest of company, title and text that does not change with case,
// accents, spacing or punctuation. Postings with the same one say the same.
func Fingerprint(company, title, text string) string {
	sum := sha256.Sum256([]byte(foldName(company) + "\x00" + foldName(title) + "\x00" + foldName(text)))
	return hex.EncodeToString(sum[:16])
}

// SameJob tells whether two postings are one job: the same external id at the same
// board, or the same text in the same places on two boards. Two postings of one board are
// two jobs even with equal texts, for each has a form and an opening of its own.
func SameJob(a, b Job) bool {
	if a.Source == b.Source && a.BoardToken == b.BoardToken {
		return a.ExternalID == b.ExternalID
	}
	return a.Fingerprint != "" && a.Fingerprint == b.Fingerprint && PlacesKey(a.Locations) == PlacesKey(b.Locations)
}

// PlacesKey is the same for the same set of places, however they are worded or ordered.
func PlacesKey(places []Place) string {
	keys := make([]string, 0, len(places))
	for _, p := range places {
		key := foldName(p.Raw)
		if p.Known() {
			key = p.Country + "/" + foldName(p.Region) + "/" + foldName(p.City)
		}
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return strings.Join(slices.Compact(keys), "|")
}
