// Package reqlog gives every request an id and a log line, and turns a panic into
// an ordinary failure. It must not know what the request is about.
package reqlog

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

type (
	requestKey  struct{}
	requestKind struct{}
)

type request struct {
	id     string
	logger *slog.Logger
}

// ID is the request's id; "" outside a request.
func ID(ctx context.Context) string {
	known, _ := ctx.Value(requestKey{}).(request)
	return known.id
}

// Failed logs why the request failed. Outside a request it does nothing, and neither
// when the client left: what broke off then is no mistake of ours.
func Failed(ctx context.Context, cause error) {
	if errors.Is(ctx.Err(), context.Canceled) {
		return
	}
	if known, ok := ctx.Value(requestKey{}).(request); ok {
		known.logger.ErrorContext(ctx, "request failed", "request_id", known.id, "cause", cause)
	}
}

// Middleware sets X-Request-ID (the client's own if it is a UUID) and
// X-Process-Time in milliseconds, logs the request, and hands a panic to recovered. A
// panic after the answer began breaks the connection off.
func Middleware(logger *slog.Logger, recovered func(w http.ResponseWriter, r *http.Request, err error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			started := time.Now()
			requestID := r.Header.Get("X-Request-ID")
			if _, err := id.Parse[requestKind](requestID); err != nil {
				requestID = id.New[requestKind]().String()
			}
			w.Header().Set("X-Request-ID", requestID)
			ctx := context.WithValue(r.Context(), requestKey{}, request{requestID, logger})
			r = r.WithContext(ctx)
			out := &writer{ResponseWriter: w, started: started}
			defer func() {
				thrown := recover()
				if thrown != nil && thrown != http.ErrAbortHandler { //nolint:errorlint // a sentinel by contract
					err := fmt.Errorf("panic: %v\n%s", thrown, debug.Stack())
					if out.status == 0 {
						thrown = nil
						recovered(out, r, err)
					} else {
						Failed(ctx, err)
					}
				}
				logger.InfoContext(ctx, "request", "method", r.Method, "path", r.URL.Path,
					"status", out.status, "ms", time.Since(started).Milliseconds(), "request_id", requestID)
				if thrown != nil {
					panic(http.ErrAbortHandler) // half an answer must not look like a whole one
				}
			}()
			next.ServeHTTP(out, r)
		})
	}
}

// writer notes the status and stamps the time when the headers go out.
type writer struct {
	http.ResponseWriter

	started time.Time
	status  int
}

func (w *writer) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
		w.Header().Set("X-Process-Time", strconv.FormatInt(time.Since(w.started).Milliseconds(), 10))
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *writer) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach flush and deadlines.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }
