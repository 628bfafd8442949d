// Package commonpg keeps what no domain owns alone: the event log of open pages and
// idempotency keys.
package commonpg

import (
	"context"
	"fmt"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/commondb"
	"github.com/applyforus/applyforus/core/events"
	"github.com/applyforus/applyforus/core/id"
)

// Events implements ports.EventLog and ports.EventReader.
type Events struct {
	db postgres.Queryer
	q  *commondb.Queries
}

// NewEvents makes a log over the pool or a transaction.
func NewEvents(db postgres.Queryer) Events { return Events{db: db, q: commondb.New()} }

// Append implements ports.EventLog.
func (s Events) Append(ctx context.Context, event events.Event) error {
	data := event.Data
	if data == nil {
		data = []byte("{}")
	}
	if err := s.q.LockTopic(ctx, s.db, event.User.String()+" "+event.Topic); err != nil {
		return fmt.Errorf("commonpg: lock a topic: %w", err)
	}
	err := s.q.AppendEvent(ctx, s.db, commondb.AppendEventParams{
		UserID: event.User, Topic: event.Topic, Kind: event.Kind, Data: data, At: event.At,
	})
	if err != nil {
		return fmt.Errorf("commonpg: append: %w", err)
	}
	return nil
}

// After implements ports.EventReader.
func (s Events) After(ctx context.Context, user id.User, topic string, after int64, limit int) ([]events.Event, error) {
	rows, err := s.q.EventsAfter(ctx, s.db, commondb.EventsAfterParams{
		UserID: user, Topic: topic, After: after, Max: int32(limit),
	})
	if err != nil {
		return nil, fmt.Errorf("commonpg: after: %w", err)
	}
	list := make([]events.Event, len(rows))
	for i, r := range rows {
		list[i] = events.Event{Seq: r.Seq, User: r.UserID, Topic: r.Topic, Kind: r.Kind, Data: r.Data, At: r.At}
	}
	return list, nil
}
