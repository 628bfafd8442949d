package api

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/reqlog"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/ports"
)

const (
	maxKey = 200
	// maxReplayBody bounds what is read to compare requests: the largest upload and its form.
	maxReplayBody = 12 << 20
)

var errKeyForm = fault.New(fault.Malformed, "idempotency.key_malformed", "The Idempotency-Key must have 1 to 200 visible characters.")

// Idempotency answers a repeated POST below /api that carries the same Idempotency-Key
// with the first answer, byte for byte. Operations whose answer holds tokens take no
// part, for answers are stored. What a lost completion leaves open is closed by
// unique constraints; see docs/decisions/0009.
func Idempotency(store ports.IdempotencyStore, now ports.Clock) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			key := r.Header.Get("Idempotency-Key")
			if key == "" || r.Method != http.MethodPost || !strings.HasPrefix(r.URL.Path, "/api/") || answersTokens(r.URL.Path) {
				next.ServeHTTP(w, r)
				return
			}
			if err := replayOrServe(w, r, next, store, now(), key); err != nil {
				WriteError(w, r, err)
			}
		})
	}
}

// answersTokens tells the operations whose answers hold tokens, codes or secrets: they are
// never kept. Each of them is harmless, or refused, when it is sent again.
func answersTokens(path string) bool {
	for _, prefix := range []string{"/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/mfa/", "/api/v1/auth/passkeys", "/api/v1/auth/step-up", "/api/v1/users/me/api-keys"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

func replayOrServe(w http.ResponseWriter, r *http.Request, next http.Handler, store ports.IdempotencyStore, now time.Time, key string) error {
	if len(key) > maxKey || strings.ContainsFunc(key, func(c rune) bool { return c <= ' ' || c > '~' }) {
		return errKeyForm
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxReplayBody))
	if err != nil {
		return fault.ErrMalformed.Wrap(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	scope := "visitor:" + network(r)
	if actor := auth.Actor(r.Context()); actor.SignedIn() {
		scope = actor.User.String()
	}
	replay, err := store.Claim(r.Context(), scope, key, requestHash(r, body), now)
	if err != nil {
		return err
	}
	if replay != nil {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Idempotent-Replayed", "true")
		w.WriteHeader(replay.Status)
		_, _ = w.Write(replay.Body) //nolint:gosec // our own earlier answer, and JSON by its header
		return nil
	}
	kept := &recorder{ResponseWriter: w}
	defer func() { //nolint:contextcheck // the request may have ended
		// The answer is out or a panic is under way, so an error here can only be logged.
		// The key must be settled although the client may be gone.
		if err := settle(context.WithoutCancel(r.Context()), store, scope, key, kept); err != nil {
			reqlog.Failed(r.Context(), err)
		}
	}()
	next.ServeHTTP(kept, r)
	kept.done = true
	return nil
}

// settle keeps the answer under the key, or gives the key back after a request that may
// be tried again.
func settle(ctx context.Context, store ports.IdempotencyStore, scope, key string, kept *recorder) error {
	status := cmp.Or(kept.status, http.StatusOK) // a handler that writes nothing answers 200
	if !kept.done || status >= http.StatusInternalServerError || status == http.StatusTooManyRequests {
		return store.Release(ctx, scope, key)
	}
	return store.Complete(ctx, scope, key, ports.Replay{Status: status, Body: kept.body.Bytes()})
}

// requestHash tells requests apart. A multipart body has a random boundary, which two
// sendings of the same form differ in, so it is taken out.
func requestHash(r *http.Request, body []byte) []byte {
	contentType := r.Header.Get("Content-Type")
	if _, boundary, found := strings.Cut(contentType, "boundary="); found {
		body = bytes.ReplaceAll(body, []byte(strings.Trim(boundary, `"`)), nil)
		contentType = "multipart"
	}
	sum := sha256.New()
	for _, part := range [][]byte{[]byte(r.URL.RequestURI()), []byte(contentType), body} {
		sum.Write(part)
		sum.Write([]byte{0})
	}
	return sum.Sum(nil)
}

type recorder struct {
	http.ResponseWriter

	status int
	body   bytes.Buffer
	done   bool // the handler came to its end
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	r.body.Write(b)
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach flush and deadlines.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
