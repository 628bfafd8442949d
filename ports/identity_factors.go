package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// FactorStore keeps authenticator apps and recovery codes.
type FactorStore interface {
	// Summary answers what the account has; it may be read outside of a unit of work.
	Summary(ctx context.Context, user id.User) (identity.Factors, error)
	// TOTP locks and answers the account's authenticator app, confirmed or not, or fault.ErrNotFound.
	TOTP(ctx context.Context, user id.User) (identity.TOTP, error)
	// SaveTOTP stores the app in the place of one that is there.
	SaveTOTP(ctx context.Context, totp identity.TOTP) error
	// RemoveTOTP removes the app; none is no error.
	RemoveTOTP(ctx context.Context, user id.User) error
	// SetRecoveryCodes replaces all codes of the account, used ones too; none removes them.
	SetRecoveryCodes(ctx context.Context, user id.User, hashes []identity.TokenHash) error
	// UseRecoveryCode marks the code as used and answers true, or false for one that is
	// unknown or was used.
	UseRecoveryCode(ctx context.Context, user id.User, hash identity.TokenHash, at time.Time) (bool, error)
}

// PasskeyStore keeps the public halves of passkeys.
type PasskeyStore interface {
	// Create stores a passkey, or answers identity.ErrPasskeyExists if its credential is
	// known, after which the transaction goes on.
	Create(ctx context.Context, passkey identity.Passkey) error
	// List answers the user's passkeys, oldest first.
	List(ctx context.Context, user id.User) ([]identity.Passkey, error)
	// Update writes the name and what changes with use, or answers fault.ErrNotFound.
	Update(ctx context.Context, passkey identity.Passkey) error
	// Delete removes a passkey of the user, or answers fault.ErrNotFound.
	Delete(ctx context.Context, user id.User, passkey id.Passkey) error
	// Answer notes that the question with the challenge was answered, or answers
	// fault.ErrStale if it was before. It may be forgotten after the time.
	Answer(ctx context.Context, challenge identity.TokenHash, until time.Time) error
	// DeleteAnswered forgets answers whose time is at or before the given one, and answers how many.
	DeleteAnswered(ctx context.Context, before time.Time) (int, error)
}

// ChallengeStore keeps sign-ins that wait for a second proof.
type ChallengeStore interface {
	// Create stores a challenge.
	Create(ctx context.Context, challenge identity.SignInChallenge) error
	// Find locks and answers the challenge, used or expired or not, or fault.ErrNotFound.
	Find(ctx context.Context, token identity.TokenHash) (identity.SignInChallenge, error)
	// Update writes the number of attempts and when it was answered, or answers fault.ErrNotFound.
	Update(ctx context.Context, challenge identity.SignInChallenge) error
	// DeleteExpired removes challenges that ended at or before the time, and answers how many.
	DeleteExpired(ctx context.Context, before time.Time) (int, error)
}

// FactorRemovalStore keeps the removals of lost second factors.
type FactorRemovalStore interface {
	// Create stores a removal, or answers identity.ErrRemovalOpen if the user has an open
	// one, after which the transaction goes on.
	Create(ctx context.Context, removal identity.FactorRemoval) error
	// Get locks and answers a removal of the user, or fault.ErrNotFound.
	Get(ctx context.Context, user id.User, removal id.MailToken) (identity.FactorRemoval, error)
	// Current answers the user's open removal, or fault.ErrNotFound; it may be read outside
	// of a unit of work.
	Current(ctx context.Context, user id.User) (identity.FactorRemoval, error)
	// Update writes what has become of it, or answers fault.ErrNotFound.
	Update(ctx context.Context, removal identity.FactorRemoval) error
}

// Passkeys speaks with browsers about passkeys (WebAuthn). It keeps nothing: what is
// needed to check an answer is in the ceremony's state. A site whose address cannot have
// passkeys answers identity.ErrPasskeyFailed to everything.
type Passkeys interface {
	// Offer asks for a new passkey of the user beside those that they have.
	Offer(app identity.App, user identity.User, have []identity.Passkey) (identity.Ceremony, error)
	// Register answers the passkey that the answer to an offer makes, without a name, or
	// identity.ErrPasskeyFailed.
	Register(app identity.App, user identity.User, state, answer []byte) (identity.Passkey, error)
	// Ask asks for one of the passkeys, or for any of this site when none is named. Those of
	// other sites are left out; if none is left it answers identity.ErrPasskeyFailed.
	Ask(app identity.App, of []identity.Passkey) (identity.Ceremony, error)
	// Claim reads whom an answer says that it is from, without believing it. It answers
	// identity.ErrPasskeyFailed for what is no answer.
	Claim(answer []byte) (identity.Claim, error)
	// Check answers the passkey that has signed the answer, as it is to be stored now, or
	// identity.ErrPasskeyFailed. have are the passkeys of the one who claims it.
	Check(app identity.App, have []identity.Passkey, state, answer []byte) (identity.Passkey, error)
}
