package identity

import "time"

// How long things last.
const (
	AccessLife       = 15 * time.Minute    // of an access token
	RefreshLife      = 30 * 24 * time.Hour // of one refresh token that nobody uses
	RefreshGrace     = 10 * time.Second    // in which a spent token still answers its child
	KeyCacheLife     = 5 * time.Minute     // in which a process may not know yet that a signing key was retired
	VerificationLife = 24 * time.Hour      // of a link that confirms an address
	// SeenEvery is how exactly a session's last use is noted: a write for every
	// request would cost more than it tells.
	SeenEvery = time.Minute
)

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
