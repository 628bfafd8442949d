package porttest

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

// JobBoardProbe is a feed and what it answers when all is well.
type JobBoardProbe struct {
	Open     func(t *testing.T, server *httptest.Server) ports.JobBoard // the feed, asking this server
	Recorded string                                                     // a whole answer of at least two postings
	Empty    string                                                     // a whole answer of a board without openings
}

// JobBoard is the suite of ports.JobBoard.
func JobBoard(t *testing.T, p JobBoardProbe) {
	t.Helper()
	fetch := func(t *testing.T, handler http.HandlerFunc) ([]jobs.Posting, error) {
		t.Helper()
		server := httptest.NewServer(handler)
		defer server.Close()
		return p.Open(t, server).Fetch(t.Context(), "acme")
	}
	answer := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			w.Write([]byte(body)) //nolint:errcheck // the test would fail by itself
		}
	}
	t.Run("a whole answer", func(t *testing.T) {
		t.Parallel()
		postings, err := fetch(t, answer(http.StatusOK, p.Recorded))
		if err != nil || len(postings) < 2 {
			t.Fatalf("%d postings, %v", len(postings), err)
		}
		seen := map[string]bool{}
		for _, posting := range postings {
			if posting.Source == "" || posting.BoardToken != "acme" || posting.ExternalID == "" || posting.Title == "" || seen[posting.ExternalID] {
				t.Errorf("%+v", posting)
			}
			seen[posting.ExternalID] = true
		}
		server := httptest.NewServer(http.NotFoundHandler())
		defer server.Close()
		decoded, err := p.Open(t, server).Decode(strings.NewReader(p.Recorded), "acme")
		if err != nil || len(decoded) != len(postings) {
			t.Fatalf("decoding the same gives %d postings, %v", len(decoded), err)
		}
		for i := range decoded {
			if decoded[i].Hash() != postings[i].Hash() {
				t.Errorf("posting %d differs", i)
			}
		}
	})
	t.Run("a board without openings is no error", func(t *testing.T) {
		t.Parallel()
		if postings, err := fetch(t, answer(http.StatusOK, p.Empty)); err != nil || len(postings) != 0 {
			t.Fatalf("%d postings, %v", len(postings), err)
		}
	})
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		want    error
	}{
		"not found":        {answer(http.StatusNotFound, `{"ok":false}`), jobs.ErrBoardNotFound},
		"server error":     {answer(http.StatusBadGateway, "oops"), jobs.ErrBoardUnavailable},
		"forbidden":        {answer(http.StatusForbidden, "no"), jobs.ErrBoardUnavailable},
		"a page instead":   {answer(http.StatusOK, "<!doctype html><p>Maintenance</p>"), jobs.ErrBoardUnreadable},
		"nothing":          {answer(http.StatusOK, ""), jobs.ErrBoardUnreadable},
		"another document": {answer(http.StatusOK, `{"hello":"world"}`), jobs.ErrBoardUnreadable},
		"null":             {answer(http.StatusOK, `null`), jobs.ErrBoardUnreadable},
		"half a document":  {answer(http.StatusOK, p.Recorded[:len(p.Recorded)/2]), jobs.ErrBoardPartial},
		"half of what it said": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000000")
			w.Write([]byte(p.Recorded)) //nolint:errcheck // the test would fail by itself
		}, jobs.ErrBoardPartial},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := fetch(t, c.handler); !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
		})
	}
	t.Run("rate limited tells when to come back", func(t *testing.T) {
		t.Parallel()
		_, err := fetch(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(http.StatusTooManyRequests)
		})
		if !errors.Is(err, jobs.ErrBoardRateLimited) || fault.As(err).RetryAfter != 2*time.Minute {
			t.Fatalf("got %v", err)
		}
	})
	t.Run("a name that is a path", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was asked for") }))
		defer server.Close()
		for _, token := range []string{"", "../admin", "a/b", "a?b", "a#b", "\x00"} {
			if _, err := p.Open(t, server).Fetch(t.Context(), token); !errors.Is(err, jobs.ErrBoardNotFound) {
				t.Errorf("%q: %v", token, err)
			}
		}
	})
	t.Run("files that are something else", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(http.NotFoundHandler())
		defer server.Close()
		board := p.Open(t, server)
		for body, want := range map[string]error{
			"%PDF-1.7":                         jobs.ErrBoardUnreadable,
			p.Recorded[:len(p.Recorded)/2]:     jobs.ErrBoardPartial,
			`{"jobs":[1,2,3]}`:                 jobs.ErrBoardUnreadable,
			`{"some":"thing"}`:                 jobs.ErrBoardUnreadable,
			p.Recorded + "\n{\"id\": \"broken": jobs.ErrBoardPartial,
		} {
			if _, err := board.Decode(strings.NewReader(body), "acme"); !errors.Is(err, want) {
				t.Errorf("%.40q: got %v, want %v", body, err, want)
			}
		}
	})
}
