package identity

import (
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// SignInChallenge is a sign-in that waits for a second proof, as it is stored.
type SignInChallenge struct {
	ID        id.SignInChallenge
	User      id.User
	App       App
	Browser   bool // see Arrival
	Client    Client
	Proved    Methods // so far
	Hash      TokenHash
	Attempts  int
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    time.Time // zero until it was answered
}

// NewChallenge makes the challenge of an arrival, and the token that the client keeps.
func NewChallenge(user id.User, in Arrival, now time.Time) (SignInChallenge, string) {
	token, hash := NewToken()
	return SignInChallenge{
		ID: id.Make[id.SignInChallenge](now), User: user, App: in.App, Browser: in.Browser, Client: in.Client.Normal(),
		Proved: MethodsOf(in.Proved...), Hash: hash, CreatedAt: now, ExpiresAt: now.Add(ChallengeLife),
	}, token
}

// Check answers nil if the client may answer the challenge in the app now, else
// ErrChallengeInvalid. The address may change on the way, as phones' addresses do; the
// program may not.
func (c SignInChallenge) Check(app App, client Client, now time.Time) error {
	if c.App != app || c.Client.UserAgent != client.Normal().UserAgent ||
		!c.UsedAt.IsZero() || c.Attempts >= MaxChallengeAttempts || !now.Before(c.ExpiresAt) {
		return ErrChallengeInvalid
	}
	return nil
}

// Arrival gives the arrival after the challenge was answered with the method.
func (c SignInChallenge) Arrival(method Method, client Client) Arrival {
	return Arrival{App: c.App, Client: client, Browser: c.Browser, Proved: append(slices.Clone(c.Proved.List()), method)}
}
