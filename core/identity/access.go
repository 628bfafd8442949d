package identity

import (
	"crypto/ed25519"
	"crypto/rand"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// AccessClaims is what an access token says. It names the person and nothing about
// them: what they may do is looked up, so a change counts at once.
type AccessClaims struct {
	User      id.User
	App       App
	Family    id.RefreshFamily // the client that it was issued to
	IssuedAt  time.Time
	ExpiresAt time.Time
}

// NewAccessClaims makes the claims of a token issued now.
func NewAccessClaims(user id.User, app App, family id.RefreshFamily, now time.Time) AccessClaims {
	issued := now.Truncate(time.Second) // a JWT counts in seconds
	return AccessClaims{User: user, App: app, Family: family, IssuedAt: issued, ExpiresAt: issued.Add(AccessLife)}
}

// SigningKey is an Ed25519 key that signs access tokens, as it is stored.
type SigningKey struct {
	ID            id.SigningKey
	Public        ed25519.PublicKey
	SealedPrivate []byte // see ports.Sealer
	CreatedAt     time.Time
	RetiredAt     time.Time // zero while it signs
}

// Verifies tells whether tokens signed with the key may still be accepted.
func (k SigningKey) Verifies(now time.Time) bool {
	return k.RetiredAt.IsZero() || now.Before(k.RetiredAt.Add(AccessLife+KeyCacheLife))
}

// NewSigningKey makes a key pair. The private half must be sealed before it is stored.
func NewSigningKey(now time.Time) (SigningKey, ed25519.PrivateKey, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return SigningKey{}, nil, err
	}
	return SigningKey{ID: id.Make[id.SigningKey](now), Public: public, CreatedAt: now}, private, nil
}

// PublicKey is what others need to check a signature.
type PublicKey struct {
	ID  id.SigningKey
	Key ed25519.PublicKey
}
