package porttest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/events"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports"
)

// EventsTx is what one transaction of the suite of events touches.
type EventsTx struct{ Events ports.EventLog }

// EventsProbe is a log in a fresh, empty database.
type EventsProbe struct {
	Work   ports.UnitOfWork[EventsTx]
	Events ports.EventReader
	User   func(t *testing.T) id.User // makes an account
}

const eventTopic = "application:1"

var eventsNow = time.Date(2026, 11, 23, 12, 0, 0, 123456000, time.UTC)

func (p EventsProbe) add(t *testing.T, list ...events.Event) {
	t.Helper()
	must(t, do(t, p.Work, func(ctx context.Context, tx EventsTx) error {
		for _, event := range list {
			if err := tx.Events.Append(ctx, event); err != nil {
				return err
			}
		}
		return nil
	}))
}

// kinds reads a topic, and fails unless the sequences ascend from after.
func (p EventsProbe) kinds(t *testing.T, user id.User, topic string, after int64, limit int) (kinds []string, last int64) {
	t.Helper()
	list, err := p.Events.After(t.Context(), user, topic, after, limit)
	must(t, err)
	if list == nil {
		t.Error("no events are a nil slice")
	}
	for _, event := range list {
		if event.Seq <= after {
			t.Errorf("sequence %d follows %d", event.Seq, after)
		}
		kinds, after = append(kinds, event.Kind), event.Seq
	}
	return kinds, after
}

// Events runs the suite of ports.EventLog and ports.EventReader.
func Events(t *testing.T, open func(t *testing.T) EventsProbe) {
	t.Helper()
	of := func(user id.User, kind string) events.Event {
		return events.Event{User: user, Topic: eventTopic, Kind: kind, At: eventsNow}
	}
	want := func(t *testing.T, got []string, want ...string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("events %q, want %q", got, want)
		}
	}
	t.Run("round trip", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		event := of(p.User(t), "step")
		event.Data = json.RawMessage(`{"text":"Grüße"}`)
		p.add(t, event, of(event.User, "bare"))
		list, err := p.Events.After(t.Context(), event.User, eventTopic, 0, 10)
		if err != nil || len(list) != 2 {
			t.Fatalf("%d events, %v", len(list), err)
		}
		var data struct{ Text string }
		if err := json.Unmarshal(list[0].Data, &data); err != nil || data.Text != "Grüße" {
			t.Errorf("data = %s, %v", list[0].Data, err)
		}
		if string(list[1].Data) != "{}" {
			t.Errorf("no data reads as %s", list[1].Data)
		}
		got := list[0]
		if got.User != event.User || got.Topic != event.Topic || got.Kind != event.Kind || got.At != event.At {
			t.Errorf("got %+v, want %+v", got, event)
		}
	})
	t.Run("resumes after what was seen", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user := p.User(t)
		p.add(t, of(user, "one"), of(user, "two"))
		p.add(t, of(user, "three"))
		kinds, last := p.kinds(t, user, eventTopic, 0, 2)
		want(t, kinds, "one", "two")
		kinds, last = p.kinds(t, user, eventTopic, last, 2)
		want(t, kinds, "three")
		kinds, _ = p.kinds(t, user, eventTopic, last, 2)
		want(t, kinds)
	})
	t.Run("shows a person their own topic only", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		ada, sam := p.User(t), p.User(t)
		other := of(ada, "elsewhere")
		other.Topic = eventTopic + "0"
		p.add(t, of(ada, "mine"), of(sam, "theirs"), other)
		kinds, _ := p.kinds(t, ada, eventTopic, 0, 10)
		want(t, kinds, "mine")
		kinds, _ = p.kinds(t, id.User{}, eventTopic, 0, 10)
		want(t, kinds)
	})
	t.Run("forgets what was undone", func(t *testing.T) {
		t.Parallel()
		p, boom := open(t), errors.New("boom")
		user := p.User(t)
		wantErr(t, do(t, p.Work, func(ctx context.Context, tx EventsTx) error {
			return errors.Join(tx.Events.Append(ctx, of(user, "undone")), boom)
		}), boom)
		kinds, _ := p.kinds(t, user, eventTopic, 0, 10)
		want(t, kinds)
	})
	t.Run("hides no event behind a later one", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user := p.User(t)
		seen, last := []string{}, int64(0)
		look := func() {
			kinds, at := p.kinds(t, user, eventTopic, last, 10)
			seen, last = append(seen, kinds...), at
		}
		quick := make(chan error, 1)
		must(t, do(t, p.Work, func(ctx context.Context, tx EventsTx) error {
			if err := tx.Events.Append(ctx, of(user, "slow")); err != nil {
				return err
			}
			go func() {
				quick <- p.Work.Do(t.Context(), func(ctx context.Context, tx EventsTx) error { return tx.Events.Append(ctx, of(user, "quick")) })
			}()
			select { // the quick one may wait for the slow one, or must come before it
			case err := <-quick:
				quick <- err
			case <-time.After(300 * time.Millisecond):
			}
			look()
			return nil
		}))
		must(t, <-quick)
		look()
		slices.Sort(seen)
		want(t, seen, "quick", "slow")
	})
	t.Run("takes events of many at once", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user := p.User(t)
		const writers, each = 4, 10
		failed := make(chan error, writers)
		for w := range writers {
			go func() {
				var err error
				for i := range each {
					err = errors.Join(err, p.Work.Do(t.Context(), func(ctx context.Context, tx EventsTx) error {
						return tx.Events.Append(ctx, of(user, fmt.Sprintf("%d.%d", w, i)))
					}))
				}
				failed <- err
			}()
		}
		for range writers {
			must(t, <-failed)
		}
		if kinds, _ := p.kinds(t, user, eventTopic, 0, 100); len(kinds) != writers*each {
			t.Errorf("%d events, want %d", len(kinds), writers*each)
		}
	})
}
