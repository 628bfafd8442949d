package identity

import "github.com/applyforus/applyforus/core/id"

// SendVerification mails the link that confirms a person's address. Running it twice
// mails two links, and both work.
type SendVerification struct {
	User id.User `json:"user"`
	App  App     `json:"app"` // where the link leads
}

// Kind implements ports.Task.
func (SendVerification) Kind() string { return "identity.send_verification" }

// SendAlreadyRegistered tells a person that somebody tried to register with their address.
type SendAlreadyRegistered struct {
	User    id.User      `json:"user"`
	Request id.MailToken `json:"request"` // names the mail, so that a second try is known as one
	App     App          `json:"app"`
}

// Kind implements ports.Task.
func (SendAlreadyRegistered) Kind() string { return "identity.send_already_registered" }

// Sweep deletes what has expired: sessions, token families and links.
type Sweep struct{}

// Kind implements ports.Task.
func (Sweep) Kind() string { return "identity.sweep" }
