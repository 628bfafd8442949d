package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// VerificationToken is a link that was mailed to prove an address.
type VerificationToken struct {
	ID        id.MailToken
	User      id.User
	Email     string // the address it was mailed to, and the only one it proves
	Hash      TokenHash
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    time.Time // zero until the link was followed
}

// NewVerification makes a token for the user's present address, and the secret for its link.
func NewVerification(user User, now time.Time) (VerificationToken, string) {
	secret, hash := NewToken()
	return VerificationToken{
		ID: id.Make[id.MailToken](now), User: user.ID, Email: user.Email, Hash: hash,
		CreatedAt: now, ExpiresAt: now.Add(VerificationLife),
	}, secret
}

// Check answers nil if the token proves the user's address now; ErrLinkInvalid for a
// used link or one that was sent to an address the user no longer has; ErrLinkExpired.
func (t VerificationToken) Check(user User, now time.Time) error {
	switch {
	case t.User != user.ID, t.Email != user.Email, !t.UsedAt.IsZero():
		return ErrLinkInvalid
	case !now.Before(t.ExpiresAt):
		return ErrLinkExpired
	}
	return nil
}

// NewMailRequest names a mail that is about to be asked for.
func NewMailRequest(now time.Time) id.MailToken { return id.Make[id.MailToken](now) }
