package identity

import "time"

// Method is a way to prove who one is.
type Method string

// The ways. A recovery code stands in for a lost second factor.
const (
	MethodPassword Method = "password"
	MethodProvider Method = "provider" // an account at Google, LinkedIn or GitHub
	MethodTOTP     Method = "totp"
	MethodPasskey  Method = "passkey"
	MethodRecovery Method = "recovery_code"
)

// Arrival is somebody at the door of an app who has proved who they are at least once.
type Arrival struct {
	App     App
	Client  Client
	Browser bool // gets a session for its cookie; other clients get a family of refresh tokens
	Proved  []Method
}

// Welcome is what an arrival leads to: exactly one of Session, Tokens and Challenge is set.
type Welcome struct {
	User      User
	Session   string // what a browser keeps in its cookie; it is not stored
	Tokens    *TokenPair
	Challenge *Challenge
	// Mark is what a browser keeps to be known again; "" if it has one, see Client.
	Mark string
}

// TokenPair is what a client that is no browser keeps.
type TokenPair struct {
	Access    string
	Refresh   string
	ExpiresIn time.Duration // of the access token
}

// Challenge asks for a second proof before anybody is let in.
type Challenge struct {
	Token     string   // names the half-finished sign-in; it is not stored
	Methods   []Method // any one of them will do
	ExpiresAt time.Time
}
