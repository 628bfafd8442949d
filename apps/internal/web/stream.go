package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
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

// Feed is what one page watches.
type Feed struct {
	User  id.User
	Topic string
	// Steps tells an event to the page in the words of ui.Progress; none is fine.
	Steps func(events.Event) []StepMessage
	// Over tells whether nothing follows any more. It is asked before the log is read,
	// so whatever led to the end is sent before the end is.
	Over func(ctx context.Context) (bool, error)
}

// StepMessage is the data of an `event: step`, as ui.Progress reads it.
type StepMessage struct {
	Step  string `json:"step"`
	State string `json:"state"`          // one of the states of ui.Step
	Text  string `json:"text,omitempty"` // "" keeps what was said
}

// endMessage is the data of the `event: end`; "" loads the page again.
type endMessage struct {
	Href string `json:"href"`
}

// Serve sends the feed to the browser until it leaves or the feed is over. It resumes
// after Last-Event-ID (or ?last_id=). To whoever accepts only JSON it answers what is
// known by now, for pages that cannot hold a stream. Nothing is sent before the first
// Over and read went well, so an error it answers can still become an answer.
func (s Streams) Serve(w http.ResponseWriter, r *http.Request, feed Feed) error {
	after := lastSeen(r)
	if accept := r.Header.Get("Accept"); strings.Contains(accept, "application/json") && !strings.Contains(accept, "text/event-stream") {
		return s.snapshot(w, r, feed)
	}
	ctx := r.Context()
	wakes, stop, err := s.Waker.Wait(ctx, feed.Topic)
	if err != nil {
		return err
	}
	defer stop()
	var out bytes.Buffer
	fmt.Fprint(&out, "retry: 2000\n\n")
	over, err := s.read(ctx, &out, feed, &after)
	if err != nil {
		return err
	}
	control := http.NewResponseController(w)
	control.SetWriteDeadline(time.Time{}) //nolint:errcheck // not every writer has one
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	beat := time.NewTicker(streamBeat)
	defer beat.Stop()
	for {
		if _, err := w.Write(out.Bytes()); err != nil || control.Flush() != nil || over {
			return nil
		}
		out.Reset()
		select {
		case <-ctx.Done():
			return nil
		case <-drain.Begun(ctx):
			return nil
		case <-wakes:
		case <-beat.C:
			fmt.Fprint(&out, ": beat\n\n")
		}
		if over, err = s.read(ctx, &out, feed, &after); err != nil {
			return nil
		}
	}
}

// read writes what is new and, if nothing follows, the end.
func (s Streams) read(ctx context.Context, out *bytes.Buffer, feed Feed, after *int64) (over bool, err error) {
	if over, err = feed.Over(ctx); err != nil {
		return false, err
	}
	err = s.each(ctx, feed, *after, func(event events.Event, steps []StepMessage) {
		for _, step := range steps {
			fmt.Fprintf(out, "id: %d\nevent: step\ndata: %s\n\n", event.Seq, encode(step))
		}
		*after = event.Seq
	})
	if err == nil && over {
		fmt.Fprintf(out, "event: end\ndata: %s\n\n", encode(endMessage{}))
	}
	return over, err
}

func (s Streams) each(ctx context.Context, feed Feed, after int64, send func(events.Event, []StepMessage)) error {
	for {
		batch, err := s.Events.After(ctx, feed.User, feed.Topic, after, streamBatch)
		if err != nil {
			return err
		}
		for _, event := range batch {
			send(event, feed.Steps(event))
			after = event.Seq
		}
		if len(batch) < streamBatch {
			return nil
		}
	}
}

// snapshot answers where each step stands, and the end once there is one.
func (s Streams) snapshot(w http.ResponseWriter, r *http.Request, feed Feed) error {
	over, err := feed.Over(r.Context())
	if err != nil {
		return err
	}
	known := struct {
		Steps []StepMessage `json:"steps"`
		End   *endMessage   `json:"end"`
	}{Steps: []StepMessage{}}
	err = s.each(r.Context(), feed, 0, func(_ events.Event, steps []StepMessage) { known.Steps = append(known.Steps, steps...) })
	if err != nil {
		return err
	}
	if over {
		known.End = &endMessage{}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Write(encode(known)) //nolint:errcheck // the browser is gone
	return nil
}

// encode writes JSON, which never holds a line end of its own.
func encode(v any) []byte {
	data, _ := json.Marshal(v) //nolint:errchkjson // texts only
	return data
}

func lastSeen(r *http.Request) int64 {
	text := r.Header.Get("Last-Event-ID")
	if text == "" {
		text = r.URL.Query().Get("last_id")
	}
	after, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return after
}
