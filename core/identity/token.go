package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// tokenBytes is the entropy of a token: 256 bits, far beyond guessing.
const tokenBytes = 32

// TokenHash is the SHA-256 of a token: all that is ever stored of one. A fast hash is
// enough because a token, unlike a password, cannot be guessed.
type TokenHash [sha256.Size]byte

// NewToken makes a random token of 43 characters (base64url) and its hash.
func NewToken() (string, TokenHash) {
	token := base64.RawURLEncoding.EncodeToString(randomBytes())
	return token, HashToken(token)
}

// HashToken gives the hash under which a token is stored. Any text has one, so a
// malformed token is simply not found.
func HashToken(token string) TokenHash { return sha256.Sum256([]byte(token)) }

// ChildToken derives the token that follows parent. Neither the parent alone nor the
// stored salt alone gives it away, and the same pair gives the same child again: that
// is how a client that lost the answer gets it a second time though it is not stored.
func ChildToken(parent string, salt []byte) (string, TokenHash) {
	mac := hmac.New(sha256.New, []byte(parent))
	mac.Write([]byte("applyforus refresh child\x00"))
	mac.Write(salt)
	token := base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	return token, HashToken(token)
}

func randomBytes() []byte {
	b := make([]byte, tokenBytes)
	rand.Read(b)
	return b
}
