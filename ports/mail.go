package ports

import (
	"context"
	"errors"
	"time"
)

// Mail is one message to one person.
type Mail struct {
	To       string
	ToName   string
	Subject  string
	Text     string
	HTML     string
	DedupeID string // stable per message, so that a retried send can be recognised
}

// KeptMail is a message that was kept instead of sent.
type KeptMail struct {
	Mail

	ID string
	At time.Time // when it was handed over
}

// MailReader shows kept messages.
type MailReader interface {
	// List answers up to limit messages, newest first.
	List(limit int) ([]KeptMail, error)
}

// ErrMailRefused says that a message will never be delivered, however often it is sent.
var ErrMailRefused = errors.New("the mail is refused for good")

// Mailer hands messages over for delivery.
type Mailer interface {
	// Send delivers or queues the message at the provider. An error means that it
	// may be sent again, except for ErrMailRefused. A mailbox shows messages of one DedupeID once; those without
	// one are all different.
	Send(ctx context.Context, mail Mail) error
}
