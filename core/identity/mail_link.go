package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// LinkPurpose is what a mailed link is good for.
type LinkPurpose string

// The purposes. The link that confirms a first address is a VerificationToken.
const (
	LinkReset      LinkPurpose = "password_reset"
	LinkNewEmail   LinkPurpose = "new_email"   // confirms an address that somebody changes to
	LinkUndoEmail  LinkPurpose = "undo_email"  // takes a changed address back
	LinkDropFactor LinkPurpose = "drop_factor" // starts the wait after which a lost second factor is removed
	LinkKeepFactor LinkPurpose = "keep_factor" // calls that off
)

var linkLives = map[LinkPurpose]time.Duration{
	LinkReset: ResetLife, LinkNewEmail: VerificationLife, LinkUndoEmail: EmailUndoLife,
	LinkDropFactor: ResetLife, LinkKeepFactor: FactorRemovalWait + ResetLife,
}

// MailLink is a link that was mailed to somebody, as it is stored.
type MailLink struct {
	ID        id.MailToken
	User      id.User
	Purpose   LinkPurpose
	About     id.MailToken // the change or removal that it belongs to; zero for a reset
	Email     string       // the address that it was mailed to
	Hash      TokenHash
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    time.Time // zero until it was followed
}

// NewMailLink makes a link and its secret.
func NewMailLink(user id.User, purpose LinkPurpose, about id.MailToken, email string, now time.Time) (MailLink, string) {
	secret, hash := NewToken()
	return MailLink{
		ID: id.Make[id.MailToken](now), User: user, Purpose: purpose, About: about, Email: email, Hash: hash,
		CreatedAt: now, ExpiresAt: now.Add(linkLives[purpose]),
	}, secret
}

// Check answers nil if the link may be followed now, else ErrLinkInvalid for a used one
// and ErrLinkTooLate.
func (l MailLink) Check(now time.Time) error {
	switch {
	case !l.UsedAt.IsZero():
		return ErrLinkInvalid
	case !now.Before(l.ExpiresAt):
		return ErrLinkTooLate
	}
	return nil
}
