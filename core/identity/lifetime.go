package identity

import "time"

// How long things last.
const (
	AccessLife       = 15 * time.Minute     // of an access token
	RefreshLife      = 30 * 24 * time.Hour  // of one refresh token that nobody uses
	RefreshGrace     = 10 * time.Second     // in which a spent token still answers its child
	KeyCacheLife     = 5 * time.Minute      // in which a process may not know yet that a signing key was retired
	VerificationLife = 24 * time.Hour       // of a link that confirms an address
	ChallengeLife    = 10 * time.Minute     // of a sign-in that waits for a second proof
	CeremonyLife     = 10 * time.Minute     // of a question about a passkey
	OpenCeremonyLife = time.Hour            // of one on the sign-in page, which people leave open
	ProviderTripLife = 10 * time.Minute     // of a trip to a provider and back
	ProofWindow      = 15 * time.Minute     // in which a proof allows to change how one signs in
	ResetLife        = time.Hour            // of a link that sets a new password
	EmailUndoLife    = 7 * 24 * time.Hour   // in which a changed address can be taken back
	KnownDeviceLife  = 400 * 24 * time.Hour // in which a browser that stays away is remembered
	SigningKeyLife   = 30 * 24 * time.Hour  // after which a signing key is replaced
	// FactorRemovalWait is how long the owner has to call off the removal of a second
	// factor. It outlasts a weekend.
	FactorRemovalWait = 72 * time.Hour
	// SeenEvery is how exactly a session's last use is noted: a write for every
	// request would cost more than it tells.
	SeenEvery = time.Minute
)

// MaxChallengeAttempts is how many wrong answers end a challenge.
const MaxChallengeAttempts = 5

// Lifetime bounds how long somebody stays signed in.
type Lifetime struct {
	Idle     time.Duration // without any use
	Absolute time.Duration // in all, however much it is used
}

// SessionLifetime is the lifetime of a browser's session. The admin app is strict:
// its screens are the ones that must not be left open.
func SessionLifetime(app App) Lifetime {
	if app == AppAdmin {
		return Lifetime{Idle: 30 * time.Minute, Absolute: 12 * time.Hour}
	}
	return Lifetime{Idle: 14 * 24 * time.Hour, Absolute: 60 * 24 * time.Hour}
}

// FamilyLifetime is the lifetime of a client that is signed in with tokens.
func FamilyLifetime(app App) Lifetime {
	if app == AppAdmin {
		return Lifetime{Idle: 30 * time.Minute, Absolute: 12 * time.Hour}
	}
	return Lifetime{Idle: RefreshLife, Absolute: 180 * 24 * time.Hour}
}
