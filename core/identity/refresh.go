package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// RevokeReason says why a family ended.
type RevokeReason string

// The reasons.
const (
	RevokedSignedOut RevokeReason = "signed_out"
	RevokedReused    RevokeReason = "reused"         // a spent token came back: somebody else has it
	RevokedClosed    RevokeReason = "account_closed" // the account may no longer be used
	RevokedByOwner   RevokeReason = "by_owner"       // ended from another device
	RevokedChanged   RevokeReason = "changed"        // the password, the address or a second factor was changed
)

// RefreshFamily is one client that is signed in to one app with tokens. Its tokens
// follow each other; it ends as a whole.
type RefreshFamily struct {
	ID        id.RefreshFamily
	User      id.User
	App       App
	Client    Client
	Proof     Proof
	CreatedAt time.Time
	ExpiresAt time.Time // absolute
	RevokedAt time.Time // zero while it lives
	Reason    RevokeReason
}

// RefreshToken is one link of a family. It is spent when it has been exchanged for its child.
type RefreshToken struct {
	ID        id.RefreshToken
	Family    id.RefreshFamily
	Parent    id.RefreshToken // zero for the first
	Hash      TokenHash
	Salt      []byte // what the token was derived with, see ChildToken; nil for the first
	CreatedAt time.Time
	ExpiresAt time.Time
	SpentAt   time.Time // zero while it can be exchanged
}

// Live tells whether the family has neither ended nor expired.
func (f RefreshFamily) Live(now time.Time) bool {
	return f.RevokedAt.IsZero() && now.Before(f.ExpiresAt)
}

// Spent tells whether the token has been exchanged.
func (t RefreshToken) Spent() bool { return !t.SpentAt.IsZero() }

// NewFamily makes a family, its first token, and the secret that the client keeps.
func NewFamily(user id.User, app App, client Client, now time.Time) (RefreshFamily, RefreshToken, string) {
	family := RefreshFamily{
		ID: id.Make[id.RefreshFamily](now), User: user, App: app, Client: client.Normal(),
		Proof: Proof{At: now}, CreatedAt: now, ExpiresAt: now.Add(FamilyLifetime(app).Absolute),
	}
	secret, hash := NewToken()
	return family, RefreshToken{
		ID: id.Make[id.RefreshToken](now), Family: family.ID, Hash: hash,
		CreatedAt: now, ExpiresAt: family.tokenExpiry(now),
	}, secret
}

// Child makes the token that follows parent, and its secret.
func (f RefreshFamily) Child(parent RefreshToken, parentSecret string, now time.Time) (RefreshToken, string) {
	salt := randomBytes()
	secret, hash := ChildToken(parentSecret, salt)
	return RefreshToken{
		ID: id.Make[id.RefreshToken](now), Family: f.ID, Parent: parent.ID, Hash: hash, Salt: salt,
		CreatedAt: now, ExpiresAt: f.tokenExpiry(now),
	}, secret
}

func (f RefreshFamily) tokenExpiry(now time.Time) time.Time {
	expiry := now.Add(FamilyLifetime(f.App).Idle)
	if expiry.After(f.ExpiresAt) {
		return f.ExpiresAt
	}
	return expiry
}

// Use is what becomes of an attempt to use a refresh token.
type Use string

// The outcomes.
const (
	UseRefuse Use = "refuse" // not valid here or any more; nothing changes
	UseRotate Use = "rotate" // spend it and answer a new child
	UseRepeat Use = "repeat" // answer the child that it already has
	UseRevoke Use = "revoke" // it was stolen, or its successor was: end the family
)

// Judge decides what becomes of a token that is used in app. child is the token that
// it was exchanged for; the zero RefreshToken while it is not spent.
//
// A spent token may come again for a moment, because answers get lost and two tabs
// may refresh at once: within RefreshGrace, and only while its child has not been
// used, the same child is answered, so a family never has two live tokens. Any other
// use of a spent token means that two parties hold it, and nobody knows which is the
// thief: both are signed out.
func (f RefreshFamily) Judge(token, child RefreshToken, app App, now time.Time) Use {
	switch {
	case f.App != app, !f.RevokedAt.IsZero(), !now.Before(f.ExpiresAt):
		return UseRefuse
	case !token.Spent() && !now.Before(token.ExpiresAt):
		return UseRefuse
	case !token.Spent():
		return UseRotate
	case now.Sub(token.SpentAt) < RefreshGrace && child.Parent == token.ID && !child.Spent() && len(child.Salt) > 0:
		return UseRepeat
	}
	return UseRevoke
}
