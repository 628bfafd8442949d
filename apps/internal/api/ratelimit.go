package api

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Requests that one client may send to the API in a window.
const (
	limitSignedIn = 600
	limitVisitor  = 300
	limitWindow   = time.Minute
)

var errTooMany = fault.New(fault.RateLimited, "rate_limited",
	"Too many requests in a short time. Wait until the time in Retry-After has passed, then go on.")

// RateLimit counts requests below /api per person, per key of a program, or per network
// for visitors and for credentials that do not count, and says in X-RateLimit-* how much is
// left, on refusals too. When the counter does not answer, requests pass: reading jobs must
// not depend on it, and signing in has limits of its own.
func RateLimit(limiter ports.RateLimiter) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.URL.Path, "/api/") {
				next.ServeHTTP(w, r)
				return
			}
			key, limit := "api:"+network(r), limitVisitor
			if actor := auth.Actor(r.Context()); actor.Via == identity.ViaKey {
				key, limit = "api:key:"+actor.Key.String(), limitSignedIn
			} else if actor.SignedIn() {
				key, limit = "api:"+actor.User.String(), limitSignedIn
			}
			rate, err := limiter.Take(r.Context(), key, limit, limitWindow)
			if err != nil {
				next.ServeHTTP(w, r)
				return
			}
			w.Header().Set("X-RateLimit-Limit", strconv.Itoa(rate.Limit))
			w.Header().Set("X-RateLimit-Remaining", strconv.Itoa(rate.Remaining))
			w.Header().Set("X-RateLimit-Reset", strconv.FormatInt(rate.Reset.Unix(), 10))
			if !rate.Allowed {
				WriteError(w, r, errTooMany.After(max(time.Until(rate.Reset), time.Second)))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// network is the part of the client's address that limits count by, see identity.Client.
func network(r *http.Request) string {
	return identity.Client{IP: peer.Of(r.Context()).Addr}.Network()
}
