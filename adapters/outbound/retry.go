package outbound

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

const (
	retries = 2
	// longestWait is how long a request waits in place. A server that asks for more gets
	// its answer passed on, for the caller to come back later.
	longestWait = 8 * time.Second
)

// retrier repeats requests that have no effect (GET, HEAD) after a transport error, 429
// or 5xx, with doubled and jittered waits. Refused addresses are never tried again.
type retrier struct {
	next  http.RoundTripper
	first time.Duration
}

func (t *retrier) RoundTrip(r *http.Request) (*http.Response, error) {
	wait := t.first
	for try := 0; ; try++ {
		res, err := t.next.RoundTrip(r)
		if try == retries || !repeatable(r, res, err) {
			return res, err
		}
		pause := wait/2 + rand.N(wait) //nolint:gosec // spreads retries, is no secret
		if res != nil {
			if asked := RetryAfter(res.Header, time.Now()); asked > 0 {
				pause = asked
			}
			if pause > longestWait {
				return res, nil
			}
			io.CopyN(io.Discard, res.Body, 64<<10) //nolint:errcheck // only so that the connection can be used again
			res.Body.Close()
		}
		if err := sleep(r.Context(), min(pause, longestWait)); err != nil {
			return nil, err
		}
		wait *= 2
	}
}

func repeatable(r *http.Request, res *http.Response, err error) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.Context().Err() != nil {
		return false
	}
	if err != nil {
		return !errors.Is(err, ErrRefused)
	}
	return res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500 && res.StatusCode != http.StatusNotImplemented
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// RetryAfter reads the header of that name, in seconds or as a date (RFC 9110, section
// 10.2.3); 0 when it is missing, past or unreadable. It is at most a day.
func RetryAfter(h http.Header, now time.Time) time.Duration {
	v := h.Get("Retry-After")
	if v == "" {
		return 0
	}
	const day = 24 * time.Hour
	if seconds, err := strconv.Atoi(v); err == nil {
		return time.Duration(min(max(seconds, 0), int(day/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(v); err == nil {
		return min(max(at.Sub(now), 0), day)
	}
	return 0
}
