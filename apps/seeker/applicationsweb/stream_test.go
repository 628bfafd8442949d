package applicationsweb_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/autoapply"
)

// message is one server-sent event.
type message struct{ id, event, data string }

// listen opens a stream and gives its events until it ends.
func (p person) listen(t *testing.T, path, lastID string) <-chan message {
	t.Helper()
	server := httptest.NewServer(p.handler)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(func() { cancel(); server.Close() })
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+p.token)
	r.Header.Set("Accept", "text/event-stream")
	if lastID != "" {
		r.Header.Set("Last-Event-ID", lastID)
	}
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", answer.StatusCode, answer.Header.Get("Content-Type"))
	}
	messages := make(chan message, 100)
	go func() {
		defer close(messages)
		defer answer.Body.Close()
		var m message
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "id":
				m.id = value
			case "event":
				m.event = value
			case "data":
				m.data = value
			case "":
				if m.event != "" {
					messages <- m
				}
				m = message{}
			}
		}
	}()
	return messages
}

// until collects events up to one that matches, or to the end of the stream.
func until(t *testing.T, messages <-chan message, match func(message) bool) []message {
	t.Helper()
	var got []message
	for m := range messages {
		got = append(got, m)
		if match(m) {
			return got
		}
	}
	return got
}

func isEnd(m message) bool { return m.event == "end" }

func TestStreamFollowsARunAndEnds(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	ready := p.ready(t, autoapply.Outcome{})
	one := base + "/" + ready.ID.String()
	data[detail](t, p.call(t, http.MethodPost, one+"/approve", nil), http.StatusOK)
	messages := p.listen(t, one+"/events", "")
	first := until(t, messages, func(m message) bool { return strings.Contains(m.data, `"queued","state":"now"`) })
	if len(first) == 0 || first[0].event != "step" {
		t.Fatalf("first %v", first)
	}
	p.work(t)
	rest := until(t, messages, isEnd)
	last := rest[len(rest)-1]
	if !isEnd(last) || last.data != `{"href":""}` {
		t.Fatalf("the stream did not end: %v", rest)
	}
	states := map[string]string{}
	for _, m := range rest[:len(rest)-1] {
		var step struct{ Step, State string }
		if err := json.Unmarshal([]byte(m.data), &step); err != nil {
			t.Fatal(err)
		}
		states[step.Step] = step.State
	}
	for _, step := range autoapply.Steps {
		if states[string(step)] != "done" {
			t.Errorf("%s ended as %q", step, states[string(step)])
		}
	}
}

func TestStreamResumesAfterTheLastEvent(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	sent := p.sent(t, autoapply.Outcome{})
	path := base + "/" + sent.ID.String() + "/events"
	all := until(t, p.listen(t, path, ""), isEnd)
	middle := all[len(all)/2].id
	later := until(t, p.listen(t, path, middle), isEnd)
	if len(later) >= len(all) || !isEnd(later[len(later)-1]) {
		t.Fatalf("%d of %d events, last %v", len(later), len(all), later[len(later)-1])
	}
	for _, m := range later[:len(later)-1] {
		if len(m.id) < len(middle) || len(m.id) == len(middle) && m.id <= middle {
			t.Errorf("event %s again after %s", m.id, middle)
		}
	}
	last := all[len(all)-2].id
	if over := until(t, p.listen(t, path, last), isEnd); len(over) != 1 || !isEnd(over[0]) {
		t.Errorf("after the last event: %v", over)
	}
	if over := until(t, p.listen(t, path+"?last_id="+last, ""), isEnd); len(over) != 1 {
		t.Errorf("by parameter: %v", over)
	}
}

func TestPageThatCannotHoldAStreamAsks(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	sent := p.sent(t, autoapply.Outcome{Result: autoapply.Unconfirmed})
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/applications/"+sent.ID.String()+"/events", nil)
	r.Header.Set("Accept", "application/json")
	w := p.browse(t, r)
	var got struct {
		Steps []struct{ Step, State string }
		End   *struct{ Href string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.End == nil || len(got.Steps) == 0 {
		t.Fatalf("%v: %s", err, w.Body)
	}
	if last := got.Steps[len(got.Steps)-1]; last.Step != "end" || last.State != "waiting" {
		t.Errorf("last step %+v", last)
	}
}
