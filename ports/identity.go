package ports

import (
	"context"
	"crypto/ed25519"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// UserStore keeps accounts.
type UserStore interface {
	// Create stores a new account, or answers identity.ErrEmailTaken, after which the
	// transaction goes on.
	Create(ctx context.Context, user identity.User) error
	// Get answers the account, or fault.ErrNotFound.
	Get(ctx context.Context, user id.User) (identity.User, error)
	// GetByEmail answers the account with the address in its normal form, or fault.ErrNotFound.
	GetByEmail(ctx context.Context, email string) (identity.User, error)
	// Update writes the account if its version is still the stored one, which then
	// grows by one; else it answers fault.ErrStale. It answers identity.ErrEmailTaken if
	// another account has the address; the transaction has failed then.
	Update(ctx context.Context, user identity.User) error
}

// SessionStore keeps the sessions of browsers.
type SessionStore interface {
	// Create stores a session.
	Create(ctx context.Context, session identity.Session) error
	// Find answers the session of a token and whose it is, expired or not, or fault.ErrNotFound.
	Find(ctx context.Context, token identity.TokenHash) (identity.Session, identity.User, error)
	// Touch notes the last use; an earlier time than the stored one changes nothing.
	Touch(ctx context.Context, user id.User, session id.Session, at time.Time) error
	// Delete ends a session of the user; one that is gone is no error.
	Delete(ctx context.Context, user id.User, session id.Session) error
	// DeleteAll ends every session of the user.
	DeleteAll(ctx context.Context, user id.User) error
	// DeleteExpired removes sessions whose absolute end is at or before the time, and
	// answers how many.
	DeleteExpired(ctx context.Context, before time.Time) (int, error)
}

// RefreshStore keeps families of refresh tokens. It is used within a unit of work only.
type RefreshStore interface {
	// Begin stores a family with its first token.
	Begin(ctx context.Context, family identity.RefreshFamily, first identity.RefreshToken) error
	// Find locks the token's family until the transaction ends and answers it with the
	// token and the token's child (zero if none), or fault.ErrNotFound. Uses of one
	// family follow each other, so none sees a state that another is changing.
	Find(ctx context.Context, token identity.TokenHash) (identity.RefreshFamily, identity.RefreshToken, identity.RefreshToken, error)
	// Rotate stores the child and marks its parent as spent when the child was made. It
	// answers fault.ErrStale if the parent is spent already.
	Rotate(ctx context.Context, child identity.RefreshToken) error
	// Revoke ends a family of the user; the first reason stays.
	Revoke(ctx context.Context, user id.User, family id.RefreshFamily, at time.Time, reason identity.RevokeReason) error
	// RevokeAll ends every family of the user.
	RevokeAll(ctx context.Context, user id.User, at time.Time, reason identity.RevokeReason) error
	// DeleteExpired removes families whose absolute end is at or before the time, and
	// answers how many.
	DeleteExpired(ctx context.Context, before time.Time) (int, error)
}

// VerificationStore keeps the links that prove addresses.
type VerificationStore interface {
	// Create stores a token.
	Create(ctx context.Context, token identity.VerificationToken) error
	// Find locks and answers the token, used or expired or not, or fault.ErrNotFound.
	Find(ctx context.Context, token identity.TokenHash) (identity.VerificationToken, error)
	// Use marks the user's token as used, or answers fault.ErrStale if it is already.
	Use(ctx context.Context, user id.User, token id.MailToken, at time.Time) error
	// DeleteExpired removes tokens that ended at or before the time, and answers how many.
	DeleteExpired(ctx context.Context, before time.Time) (int, error)
}

// SigningKeyStore keeps the keys that sign access tokens. At most one is not retired.
type SigningKeyStore interface {
	// Create stores a new signing key, or answers identity.ErrSigningKeyExists if one
	// signs already, after which the transaction goes on.
	Create(ctx context.Context, key identity.SigningKey) error
	// List answers all keys, newest first.
	List(ctx context.Context) ([]identity.SigningKey, error)
	// Retire ends signing with the key, or answers fault.ErrStale if that has happened.
	Retire(ctx context.Context, key id.SigningKey, at time.Time) error
}

// SignIns is the one door that every way of signing in goes through.
type SignIns interface {
	// Welcome lets somebody in who has proved to be the user, with a session or tokens, or
	// asks for a second proof where the account has one and the arrival does not show it.
	// It answers identity.ErrSuspended, or identity.ErrBadCredentials for an account that
	// may not use the app.
	Welcome(ctx context.Context, user identity.User, in identity.Arrival) (identity.Welcome, error)
}

// PasswordHasher turns passwords into hashes that are slow to guess.
type PasswordHasher interface {
	// Hash answers a salted hash with its parameters. It waits for its turn when many
	// ask at once, and answers the context's error when that takes too long, or
	// identity.ErrBusy when too many are waiting already.
	Hash(ctx context.Context, password string) (string, error)
	// Matches tells whether the hash is that of the password. An empty hash costs the
	// same time and never matches. It waits as Hash does.
	Matches(ctx context.Context, hash, password string) (bool, error)
}

// AccessTokens writes and reads signed access tokens. It keeps no keys.
type AccessTokens interface {
	// Sign writes the claims, signed with the key of that id.
	Sign(key id.SigningKey, private ed25519.PrivateKey, claims identity.AccessClaims) (string, error)
	// KeyOf reads which key a token claims to be signed with, without believing anything
	// else of it. It answers identity.ErrTokenInvalid for what is no token of ours.
	KeyOf(token string) (id.SigningKey, error)
	// Verify answers the claims if the key's signature, the app and the times are right,
	// else identity.ErrTokenInvalid.
	Verify(token string, key identity.PublicKey, app identity.App, now time.Time) (identity.AccessClaims, error)
}
