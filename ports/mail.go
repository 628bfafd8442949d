package ports

import "context"

// Mail is one message to one person.
type Mail struct {
	To       string
	ToName   string
	Subject  string
	Text     string
	HTML     string
	DedupeID string // stable per message, so that a retried send can be recognised
}

// Mailer hands messages over for delivery.
type Mailer interface {
	// Send delivers or queues the message at the provider. An error means that it
	// may be sent again. A mailbox shows messages of one DedupeID once; those without
	// one are all different.
	Send(ctx context.Context, mail Mail) error
}
