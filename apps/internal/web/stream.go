package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/applyforus/applyforus/apps/internal/drain"
	"github.com/applyforus/applyforus/core/events"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports"
)

const (
	// streamBeat is how often a stream looks for itself: it bounds how late an event
	// can be when its wake was lost, and keeps proxies from closing the line.
	streamBeat  = 5 * time.Second
	streamBatch = 100
)

// Streams serves server-sent events from the event log.
type Streams struct {
	Events ports.EventReader
	Waker  ports.Waker
}

// Serve sends the topic's events to the browser until it leaves or done says that an
// event was the last. It resumes after Last-Event-ID (or ?after=).
func (s Streams) Serve(w http.ResponseWriter, r *http.Request, user id.User, topic string, done func(events.Event) bool) error {
	after := lastSeen(r)
	ctx := r.Context()
	wakes, stop, err := s.Waker.Wait(ctx, topic)
	if err != nil {
		return err
	}
	defer stop()
	control := http.NewResponseController(w)
	control.SetWriteDeadline(time.Time{}) //nolint:errcheck // not every writer has one
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	fmt.Fprint(w, "retry: 2000\n\n")
	beat := time.NewTicker(streamBeat)
	defer beat.Stop()
	for {
		finished, err := s.flush(ctx, w, user, topic, &after, done)
		if err != nil || finished {
			return nil //nolint:nilerr // the stream has begun; the browser reconnects and resumes
		}
		if control.Flush() != nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-drain.Begun(ctx):
			return nil
		case <-wakes:
		case <-beat.C:
			fmt.Fprint(w, ": beat\n\n")
		}
	}
}

func (s Streams) flush(ctx context.Context, w http.ResponseWriter, user id.User, topic string, after *int64, done func(events.Event) bool) (bool, error) {
	for {
		batch, err := s.Events.After(ctx, user, topic, *after, streamBatch)
		if err != nil {
			return false, err
		}
		for _, event := range batch {
			fmt.Fprintf(w, "id: %d\nevent: %s\ndata: %s\n\n", event.Seq, event.Kind, event.Data)
			*after = event.Seq
			if done(event) {
				fmt.Fprint(w, "event: end\ndata: {}\n\n")
				http.NewResponseController(w).Flush() //nolint:errcheck // the browser may be gone
				return true, nil
			}
		}
		if len(batch) < streamBatch {
			return false, nil
		}
	}
}

func lastSeen(r *http.Request) int64 {
	text := r.Header.Get("Last-Event-ID")
	if text == "" {
		text = r.URL.Query().Get("after")
	}
	after, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return after
}
