package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/drain"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/events"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// happenings is a log that one person's topic is read from.
type happenings struct {
	mu   sync.Mutex
	list []events.Event
	over bool
	fail error
}

func (h *happenings) add(kinds ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, kind := range kinds {
		h.list = append(h.list, events.Event{Seq: int64(len(h.list) + 1), Kind: kind})
	}
}

func (h *happenings) end() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.over = true
}

func (h *happenings) After(_ context.Context, user id.User, topic string, after int64, limit int) ([]events.Event, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if user != (id.User{1}) || topic != "topic" {
		return nil, errors.New("another person's events were asked for")
	}
	rest := h.list[min(int(after), len(h.list)):]
	return slices.Clone(rest[:min(limit, len(rest))]), h.fail
}

func (h *happenings) Over(context.Context) (bool, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.over, nil
}

// stream serves the happenings; what Serve answers becomes the answer.
func stream(t *testing.T, what *happenings) (*httptest.Server, *memory.Waker) {
	t.Helper()
	waker := memory.NewWaker()
	streams := web.Streams{Events: what, Waker: waker}
	feed := web.Feed{
		User: id.User{1}, Topic: "topic", Over: what.Over,
		Steps: func(e events.Event) []web.StepMessage {
			if e.Kind == "silent" {
				return nil
			}
			return []web.StepMessage{{Step: e.Kind, State: "done", Text: "a\nb"}}
		},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := streams.Serve(w, r, feed); err != nil {
			api.WriteError(w, r, err)
		}
	}))
	t.Cleanup(server.Close)
	return server, waker
}

// message is one message of a stream.
type message struct{ id, event, data string }

// listen opens the stream and answers its messages one by one; the channel closes with the stream.
func listen(t *testing.T, server *httptest.Server, target string, header http.Header) (*http.Response, <-chan message) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+target, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = header
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	messages := make(chan message, 1000)
	go func() {
		defer close(messages)
		var m message
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "id":
				m.id = value
			case "event":
				m.event = value
			case "data":
				m.data += value
			case "":
				if m.event != "" {
					messages <- m
				}
				m = message{}
			}
		}
	}()
	return answer, messages
}

func collect(messages <-chan message) (list []message) {
	for m := range messages {
		list = append(list, m)
	}
	return list
}

func step(seq int, kind string) message {
	data, _ := json.Marshal(web.StepMessage{Step: kind, State: "done", Text: "a\nb"})
	return message{strconv.Itoa(seq), "step", string(data)}
}

var theEnd = message{"", "end", `{"href":""}`}

func TestStreamSendsAllAndEnds(t *testing.T) {
	t.Parallel()
	what := &happenings{}
	what.add("open", "silent", "fill")
	what.end()
	server, _ := stream(t, what)
	answer, messages := listen(t, server, "/", http.Header{"Accept": {"text/event-stream"}})
	if got, want := collect(messages), []message{step(1, "open"), step(3, "fill"), theEnd}; !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	for name, want := range map[string]string{"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"} {
		if got := answer.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestStreamResumes(t *testing.T) {
	t.Parallel()
	what := &happenings{}
	var kinds []string
	for i := range 250 { // more than two batches
		kinds = append(kinds, "step"+strconv.Itoa(i+1))
	}
	what.add(kinds...)
	what.end()
	server, _ := stream(t, what)
	for name, c := range map[string]struct {
		target string
		header http.Header
		first  int
	}{
		"from the start":    {"/", http.Header{}, 1},
		"after the header":  {"/", http.Header{"Last-Event-Id": {"120"}}, 121},
		"after the query":   {"/?last_id=30", http.Header{}, 31},
		"header over query": {"/?last_id=30", http.Header{"Last-Event-Id": {"249"}}, 250},
		"nothing new":       {"/", http.Header{"Last-Event-Id": {"250"}}, 251},
		"no number":         {"/", http.Header{"Last-Event-Id": {"x"}}, 1},
	} {
		_, messages := listen(t, server, c.target, c.header)
		got := collect(messages)
		if len(got) != 251-c.first+1 || got[len(got)-1] != theEnd {
			t.Errorf("%s: %d messages, want %d and the end", name, len(got), 251-c.first)
			continue
		}
		for i, m := range got[:len(got)-1] {
			if want := step(c.first+i, "step"+strconv.Itoa(c.first+i)); m != want {
				t.Fatalf("%s: message %d is %v, want %v", name, i, m, want)
			}
		}
	}
}

func TestStreamFollows(t *testing.T) {
	t.Parallel()
	what := &happenings{}
	what.add("open")
	server, waker := stream(t, what)
	_, messages := listen(t, server, "/", http.Header{})
	next := func(want message) {
		t.Helper()
		select {
		case got := <-messages:
			if got != want {
				t.Fatalf("got %v, want %v", got, want)
			}
		case <-time.After(15 * time.Second):
			t.Fatalf("%v did not come", want)
		}
	}
	wake := func() {
		t.Helper()
		if err := waker.Wake(t.Context(), "topic"); err != nil {
			t.Fatal(err)
		}
	}
	next(step(1, "open"))
	began := time.Now()
	what.add("fill")
	wake()
	next(step(2, "fill"))
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("a wake took %v", took)
	}
	what.add("send") // and the wake is lost
	next(step(3, "send"))
	what.add("last")
	what.end()
	wake()
	next(step(4, "last"))
	next(theEnd)
	if m, more := <-messages; more {
		t.Errorf("%v after the end", m)
	}
}

func TestStreamSnapshot(t *testing.T) {
	t.Parallel()
	what := &happenings{}
	server, _ := stream(t, what)
	ask := func() string {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", "application/json")
		r.Header.Set("Last-Event-Id", "1") // a snapshot tells everything
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		var body json.RawMessage
		if err := json.NewDecoder(answer.Body).Decode(&body); err != nil || answer.Header.Get("Content-Type") != "application/json" {
			t.Fatalf("%v, %v", err, answer.Header)
		}
		return string(body)
	}
	if got := ask(); got != `{"steps":[],"end":null}` {
		t.Error(got)
	}
	what.add("open", "silent")
	what.end()
	if got := ask(); got != `{"steps":[{"step":"open","state":"done","text":"a\nb"}],"end":{"href":""}}` {
		t.Error(got)
	}
}

func TestStreamThatCannotBegin(t *testing.T) {
	t.Parallel()
	what := &happenings{fail: fault.ErrNotFound}
	server, _ := stream(t, what)
	answer, _ := listen(t, server, "/", http.Header{})
	if answer.StatusCode != 404 || answer.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%d %s", answer.StatusCode, answer.Header.Get("Content-Type"))
	}
}

func TestStreamEndsWhenTheServerStops(t *testing.T) {
	t.Parallel()
	what := &happenings{}
	what.add("open")
	streams := web.Streams{Events: what, Waker: memory.NewWaker()}
	feed := web.Feed{User: id.User{1}, Topic: "topic", Over: what.Over, Steps: func(events.Event) []web.StepMessage { return nil }}
	ctx, stop := drain.With(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- streams.Serve(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil), feed)
	}()
	select {
	case err := <-done:
		t.Fatalf("it ended by itself: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it did not end")
	}
}
