package ports

import (
	"context"

	"github.com/applyforus/applyforus/core/events"
	"github.com/applyforus/applyforus/core/id"
)

// EventLog writes the events of a transaction.
type EventLog interface {
	// Append stores an event; its sequence is given by the log.
	Append(ctx context.Context, event events.Event) error
}

// EventReader reads a person's events.
type EventReader interface {
	// After answers up to limit events of the person's topic with a sequence above
	// after, oldest first; none is an empty slice.
	After(ctx context.Context, user id.User, topic string, after int64, limit int) ([]events.Event, error)
}

// Waker tells waiting pages that there may be something new. It only wakes: what is
// new is read from the log, so a lost wake delays and loses nothing.
type Waker interface {
	// Wake wakes all who wait for the topic.
	Wake(ctx context.Context, topic string) error
	// Wait gives a channel that receives after each wake of the topic, until stop is called.
	Wait(ctx context.Context, topic string) (wakes <-chan struct{}, stop func(), err error)
}
