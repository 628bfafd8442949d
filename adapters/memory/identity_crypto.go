package memory

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Passwords hashes at once what the real hasher makes slow on purpose. It protects
// nobody's password.
type Passwords struct{}

var _ ports.PasswordHasher = Passwords{}

const saltSize = 8

// Hash implements ports.PasswordHasher.
func (p Passwords) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	rand.Read(salt)
	return p.salted(salt, password), ctx.Err()
}

// Matches implements ports.PasswordHasher.
func (p Passwords) Matches(ctx context.Context, hash, password string) (bool, error) {
	if err := ctx.Err(); err != nil || hash == "" {
		return false, err
	}
	known, err := base64.RawURLEncoding.DecodeString(hash)
	if err != nil || len(known) != saltSize+sha256.Size {
		return false, errors.New("memory: not a hash")
	}
	return p.salted(known[:saltSize], password) == hash, nil
}

func (Passwords) salted(salt []byte, password string) string {
	sum := sha256.Sum256(append(append([]byte{}, salt...), password...))
	return base64.RawURLEncoding.EncodeToString(append(append([]byte{}, salt...), sum[:]...))
}

// AccessTokens writes claims as JSON with a signature behind it.
type AccessTokens struct{ issuer string }

var _ ports.AccessTokens = AccessTokens{}

// NewAccessTokens makes the codec of the installation that the issuer names.
func NewAccessTokens(issuer string) AccessTokens { return AccessTokens{issuer} }

type signedClaims struct {
	Issuer string
	Key    id.SigningKey
	Claims identity.AccessClaims
}

// strict accepts one spelling of each text only, so that no token has a second form.
var strict = base64.RawURLEncoding.Strict()

// Sign implements ports.AccessTokens.
func (t AccessTokens) Sign(key id.SigningKey, private ed25519.PrivateKey, c identity.AccessClaims) (string, error) {
	body, err := json.Marshal(signedClaims{t.issuer, key, c})
	if err != nil {
		return "", err
	}
	return strict.EncodeToString(body) + "." + strict.EncodeToString(ed25519.Sign(private, body)), nil
}

// KeyOf implements ports.AccessTokens.
func (t AccessTokens) KeyOf(token string) (id.SigningKey, error) {
	signed, _, _, err := t.read(token)
	return signed.Key, err
}

// Verify implements ports.AccessTokens.
func (t AccessTokens) Verify(token string, key identity.PublicKey, app identity.App, now time.Time) (identity.AccessClaims, error) {
	signed, body, signature, err := t.read(token)
	if err != nil {
		return identity.AccessClaims{}, err
	}
	c := signed.Claims
	switch {
	case signed.Issuer != t.issuer, signed.Key != key.ID, c.App != app, c.User.IsZero(),
		now.Before(c.IssuedAt), !now.Before(c.ExpiresAt), !ed25519.Verify(key.Key, body, signature):
		return identity.AccessClaims{}, identity.ErrTokenInvalid
	}
	return c, nil
}

func (AccessTokens) read(token string) (signed signedClaims, body, signature []byte, err error) {
	head, tail, _ := strings.Cut(token, ".")
	body, err1 := strict.DecodeString(head)
	signature, err2 := strict.DecodeString(tail)
	if err := errors.Join(err1, err2); err != nil {
		return signedClaims{}, nil, nil, identity.ErrTokenInvalid.Wrap(err)
	}
	if err := json.Unmarshal(body, &signed); err != nil || signed.Key.IsZero() {
		return signedClaims{}, nil, nil, identity.ErrTokenInvalid
	}
	return signed, body, signature, nil
}

// Sealer seals with a key of its own, which ends with the process.
type Sealer struct{ aead cipher.AEAD }

var _ ports.Sealer = Sealer{}

// NewSealer makes a sealer; equal seeds open what the other sealed.
func NewSealer(seed byte) Sealer {
	key := sha256.Sum256([]byte{seed})
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // the key has a fixed length
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // AES has the block size that GCM wants
	}
	return Sealer{aead}
}

// Seal implements ports.Sealer.
func (s Sealer) Seal(plain []byte, purpose string) ([]byte, error) {
	return s.aead.Seal(nil, nil, plain, []byte(purpose)), nil //nolint:gosec // the cipher makes the nonce
}

// Open implements ports.Sealer.
func (s Sealer) Open(sealed []byte, purpose string) ([]byte, error) {
	return s.aead.Open(nil, nil, sealed, []byte(purpose))
}
