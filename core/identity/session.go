package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// Session is one browser that is signed in to one app.
type Session struct {
	ID         id.Session
	User       id.User
	App        App
	TokenHash  TokenHash
	Client     Client
	Proof      Proof
	CreatedAt  time.Time
	LastSeenAt time.Time
	ExpiresAt  time.Time // absolute
}

// NewSession makes a session and the token that the browser keeps.
func NewSession(user id.User, app App, client Client, now time.Time) (Session, string) {
	token, hash := NewToken()
	return Session{
		ID: id.Make[id.Session](now), User: user, App: app, TokenHash: hash, Client: client.Normal(),
		Proof: Proof{At: now}, CreatedAt: now, LastSeenAt: now, ExpiresAt: now.Add(SessionLifetime(app).Absolute),
	}, token
}

// Live tells whether the session still counts: neither left alone for too long nor
// older than its absolute lifetime.
func (s Session) Live(now time.Time) bool {
	return now.Before(s.ExpiresAt) && now.Before(s.LastSeenAt.Add(SessionLifetime(s.App).Idle))
}

// SeenDue tells whether it is time to note that the session is in use.
func (s Session) SeenDue(now time.Time) bool { return now.Sub(s.LastSeenAt) >= SeenEvery }
