package identity

import (
	"crypto/rand"
	"crypto/subtle"
	"hash/crc32"
	"regexp"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// Limits of API keys.
const (
	MaxAPIKeys      = 20 // that a person has at once, per app
	MaxAPIKeyDays   = 365
	MaxAPIKeyName   = 60
	APIKeyOverlap   = 24 * time.Hour // in which a rotated key still works, unless another time is asked for
	MaxAPIKeyOver   = 7 * 24 * time.Hour
	apiKeyLookupLen = 12
	apiKeySecretLen = 32 // of 62 characters each: 190 bits
	apiKeySumLen    = 6
)

// APIKeyPrefix begins every API key, so that scanners for leaked secrets know one.
const APIKeyPrefix = "afu_"

// apiKeyForm is what a key looks like: afu_, the part that finds it, _, the secret and
// its checksum.
var apiKeyForm = regexp.MustCompile(`\bafu_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}\b`)

// APIKey lets a program act for a person in one app, as far as its scopes go.
type APIKey struct {
	ID         id.APIKey
	User       id.User
	App        App
	Name       string // what it is for, in the person's words
	Lookup     string // the part of the key that finds it; no secret
	Hash       TokenHash
	Scopes     Scopes
	CreatedAt  time.Time
	ExpiresAt  time.Time
	LastUsedAt time.Time // zero until it was used
	RevokedAt  time.Time // zero while it counts
	ReplacedBy id.APIKey // set once it was rotated
}

// What can go wrong with API keys.
var (
	ErrAPIKeyInvalid = fault.ErrUnauthenticated.With(
		"This API key is not valid here: it is unknown, has expired, was revoked, or belongs to another site.")
	ErrTooManyAPIKeys = fault.New(fault.Conflict, "identity.too_many_keys",
		"You have as many keys as there can be at once. Revoke one that you do not need any more.")
	ErrAPIKeyEnded = fault.New(fault.Conflict, "identity.key_ended",
		"This key has ended or was replaced already. Make a new one.")
	// ErrKeyNotAllowed says that something takes a person, not a program.
	ErrKeyNotAllowed = fault.New(fault.Forbidden, "identity.key_not_allowed",
		"An API key may not do this. Sign in instead.")
	// ErrScopeMissing comes with a message that names the scope.
	ErrScopeMissing = fault.New(fault.Forbidden, "identity.scope_missing", "This API key lacks a scope.")
)

// NewAPIKey makes a key that counts for some days, and the text that its owner keeps.
func NewAPIKey(user id.User, app App, name string, scopes Scopes, days int, now time.Time) (APIKey, string) {
	lookup, secret := randomText(apiKeyLookupLen), randomText(apiKeySecretLen)
	text := APIKeyPrefix + lookup + "_" + secret
	text += checksum(text)
	return APIKey{
		ID: id.Make[id.APIKey](now), User: user, App: app, Name: name, Lookup: lookup, Hash: HashToken(text), Scopes: scopes,
		CreatedAt: now, ExpiresAt: now.AddDate(0, 0, days),
	}, text
}

// Rotate makes the key that follows, with the same rights and lifetime. The old one
// still counts for the overlap, so that programs can be changed one by one. It answers
// ErrAPIKeyEnded for a key that does not count or has a follower already.
func (k *APIKey) Rotate(overlap time.Duration, now time.Time) (APIKey, string, error) {
	if !k.Live(now) || !k.ReplacedBy.IsZero() {
		return APIKey{}, "", ErrAPIKeyEnded
	}
	days := max(1, int(k.ExpiresAt.Sub(k.CreatedAt).Round(24*time.Hour)/(24*time.Hour)))
	next, text := NewAPIKey(k.User, k.App, k.Name, k.Scopes, min(days, MaxAPIKeyDays), now)
	k.ReplacedBy = next.ID
	if end := now.Add(overlap); end.Before(k.ExpiresAt) {
		k.ExpiresAt = end
	}
	return next, text, nil
}

// Revoke ends the key at once. The first time counts.
func (k *APIKey) Revoke(now time.Time) {
	if k.RevokedAt.IsZero() {
		k.RevokedAt = now
	}
}

// Live tells whether the key counts.
func (k APIKey) Live(now time.Time) bool { return k.RevokedAt.IsZero() && now.Before(k.ExpiresAt) }

// Holds tells whether text is this key, in the same time for any text.
func (k APIKey) Holds(text string) bool {
	hash := HashToken(text)
	return subtle.ConstantTimeCompare(hash[:], k.Hash[:]) == 1
}

// SeenDue tells whether it is time to note that the key is in use, see SeenEvery.
func (k APIKey) SeenDue(now time.Time) bool { return now.Sub(k.LastUsedAt) >= SeenEvery }

// LookupOf gives the part of a key that finds it, if text is a whole key: a slip or a
// made-up one is known by its checksum, without asking the store.
func LookupOf(text string) (lookup string, ok bool) {
	if apiKeyForm.FindString(text) != text || text == "" {
		return "", false
	}
	body := text[:len(text)-apiKeySumLen]
	return text[len(APIKeyPrefix) : len(APIKeyPrefix)+apiKeyLookupLen], checksum(body) == text[len(body):]
}

// ContainsAPIKey tells whether a text has a key in it, such as an address must not.
func ContainsAPIKey(text string) bool { return apiKeyForm.MatchString(text) }

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// randomText draws characters evenly: bytes beyond a multiple of 62 are thrown away.
func randomText(n int) string {
	text := make([]byte, 0, n)
	for b := [1]byte{}; len(text) < n; {
		rand.Read(b[:])
		if int(b[0]) < 256/len(alphabet)*len(alphabet) {
			text = append(text, alphabet[int(b[0])%len(alphabet)])
		}
	}
	return string(text)
}

// checksum is the CRC-32 of a text in six characters. It guards against slips only.
func checksum(text string) string {
	sum := crc32.ChecksumIEEE([]byte(text))
	var digits [apiKeySumLen]byte
	for i := len(digits) - 1; i >= 0; i-- {
		digits[i] = alphabet[sum%62]
		sum /= 62
	}
	return string(digits[:])
}
