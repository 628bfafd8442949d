package api_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/adapters/postgres/commonpg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// people signs in whoever carries their name as a token.
type people map[string]id.User

func (p people) BySession(_ context.Context, _ identity.App, token string) (identity.Actor, error) {
	return p.ByAccessToken(context.Background(), "", token)
}

func (p people) ByAccessToken(_ context.Context, _ identity.App, token string) (identity.Actor, error) {
	user, ok := p[token]
	if !ok {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	return identity.Actor{User: user}, nil
}

var everybody = people{"ada": {1}, "sam": {2}}

// signedIn does what a site does before the middleware in question.
func signedIn(next http.Handler) http.Handler {
	return peer.Proxies(nil).Middleware(auth.Middleware(identity.AppSeeker, everybody, api.WriteError)(next))
}

// send posts from an address, as somebody unless who is "".
func send(t *testing.T, h http.Handler, r *http.Request, who, key string) (*httptest.ResponseRecorder, envelope) {
	t.Helper()
	if who != "" {
		r.Header.Set("Authorization", "Bearer "+who)
	}
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	return answer(t, h, r)
}

func post(target, body string) *http.Request {
	return httptest.NewRequest(http.MethodPost, target, strings.NewReader(body))
}

func TestRateLimit(t *testing.T) {
	t.Parallel()
	served := 0
	h := signedIn(api.RateLimit(memory.NewRateLimiter(time.Now))(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		served++
		io.WriteString(w, "{}")
	})))
	from := func(address, path, who string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.RemoteAddr = address
		r.Header.Set("X-Forwarded-For", strconv.Itoa(served)) // anybody can send this
		w, _ := send(t, h, r, who, "")
		return w
	}
	w := from("192.0.2.1:1000", "/api/v1/jobs", "")
	limit, err := strconv.Atoi(w.Header().Get("X-RateLimit-Limit"))
	if err != nil || limit < 10 || w.Header().Get("X-RateLimit-Remaining") != strconv.Itoa(limit-1) {
		t.Fatalf("headers %v", w.Header())
	}
	reset, err := strconv.ParseInt(w.Header().Get("X-RateLimit-Reset"), 10, 64)
	if left := time.Until(time.Unix(reset, 0)); err != nil || left < 0 || left > time.Minute+time.Second {
		t.Errorf("the window ends in %v, %v", left, err)
	}
	for i := range limit - 1 {
		if w := from("192.0.2.1:"+strconv.Itoa(1001+i), "/api/v1/jobs", ""); w.Code != 200 {
			t.Fatalf("request %d: %d", i+2, w.Code)
		}
	}
	before := served
	w = from("192.0.2.1:1000", "/api/v1/jobs", "")
	wait, err := strconv.Atoi(w.Header().Get("Retry-After"))
	if w.Code != 429 || !strings.Contains(w.Body.String(), `"rate_limited"`) || err != nil || wait < 1 || wait > 60 ||
		w.Header().Get("X-RateLimit-Remaining") != "0" || served != before {
		t.Errorf("%d, Retry-After %q, %d served\n%s", w.Code, w.Header().Get("Retry-After"), served-before, w.Body)
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"another address": from("192.0.2.2:1000", "/api/v1/jobs", ""), "a person there": from("192.0.2.1:1000", "/api/v1/jobs", "ada"),
		"a page": from("192.0.2.1:1000", "/jobs", ""),
	} {
		if w.Code != 200 {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if person := from("192.0.2.9:1", "/api/v1/jobs", "sam").Header().Get("X-RateLimit-Limit"); person == strconv.Itoa(limit) {
		t.Error("a person may send no more than a visitor")
	}
}

type brokenLimiter struct{}

func (brokenLimiter) Take(context.Context, string, int, time.Duration) (ports.Rate, error) {
	return ports.Rate{}, errors.New("no Redis")
}

func TestRateLimitLetsThroughWithoutACounter(t *testing.T) {
	t.Parallel()
	h := api.RateLimit(brokenLimiter{})(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "{}") }))
	if w, _ := send(t, h, post("/api/v1/x", ""), "", ""); w.Code != 200 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// counted is an operation whose every run answers something else.
func counted(t *testing.T, store ports.IdempotencyStore) (h http.Handler, runs *atomic.Int32) {
	t.Helper()
	runs = &atomic.Int32{}
	h = signedIn(api.Idempotency(store, time.Now)(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := runs.Add(1)
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json")
		status, _ := strconv.Atoi(r.URL.Query().Get("status"))
		if status == 0 {
			status = http.StatusCreated
		}
		w.WriteHeader(status)
		io.WriteString(w, "{\"data\":{\"run\":"+strconv.Itoa(int(n))+",\n\"got\":"+strconv.Itoa(len(body))+"}}\n")
	})))
	return h, runs
}

func keys(t *testing.T) ports.IdempotencyStore {
	t.Helper()
	return commonpg.NewIdempotency(pgtest.New(t).Pool())
}

func TestIdempotencyReplays(t *testing.T) {
	t.Parallel()
	h, runs := counted(t, keys(t))
	first, _ := send(t, h, post("/api/v1/things", `{"a":1}`), "ada", "key-1")
	again, _ := send(t, h, post("/api/v1/things", `{"a":1}`), "ada", "key-1")
	if first.Code != 201 || again.Code != 201 || !bytes.Equal(first.Body.Bytes(), again.Body.Bytes()) || runs.Load() != 1 {
		t.Errorf("%d runs; first %d %s, then %d %s", runs.Load(), first.Code, first.Body, again.Code, again.Body)
	}
	if again.Header().Get("Content-Type") != "application/json" || again.Header().Get("Idempotent-Replayed") != "true" || first.Header().Get("Idempotent-Replayed") != "" {
		t.Errorf("headers of the replay: %v", again.Header())
	}
	for name, r := range map[string]*http.Request{
		"another body": post("/api/v1/things", `{"a":2}`), "another path": post("/api/v1/others", `{"a":1}`), "another query": post("/api/v1/things?b=1", `{"a":1}`),
	} {
		if w, e := send(t, h, r, "ada", "key-1"); w.Code != 422 || e.Error.Code != "idempotency.key_reused" {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if runs.Load() != 1 {
		t.Errorf("%d runs, want 1", runs.Load())
	}
}

func TestIdempotencyIsPerActor(t *testing.T) {
	t.Parallel()
	h, runs := counted(t, keys(t))
	visitor := post("/api/v1/things", `{}`)
	visitor.RemoteAddr = "192.0.2.9:1"
	for _, c := range []struct {
		r   *http.Request
		who string
	}{{post("/api/v1/things", `{}`), "ada"}, {post("/api/v1/things", `{}`), "sam"}, {post("/api/v1/things", `{}`), ""}, {visitor, ""}} {
		if w, _ := send(t, h, c.r, c.who, "key-1"); w.Code != 201 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	if runs.Load() != 4 {
		t.Errorf("%d runs, want 4", runs.Load())
	}
}

func TestIdempotencyTakesNoPart(t *testing.T) {
	t.Parallel()
	h, runs := counted(t, keys(t))
	for name, c := range map[string]struct {
		r   func() *http.Request
		key string
	}{
		"no key":       {func() *http.Request { return post("/api/v1/things", `{}`) }, ""},
		"a login":      {func() *http.Request { return post("/api/v1/auth/login", `{}`) }, "k"},
		"a refresh":    {func() *http.Request { return post("/api/v1/auth/refresh", `{}`) }, "k"},
		"a page":       {func() *http.Request { return post("/things", `{}`) }, "k"},
		"a PUT":        {func() *http.Request { return httptest.NewRequest(http.MethodPut, "/api/v1/things", nil) }, "k"},
		"our mistake":  {func() *http.Request { return post("/api/v1/things?status=500", `{}`) }, "k-500"},
		"too many":     {func() *http.Request { return post("/api/v1/things?status=429", `{}`) }, "k-429"},
		"unavailable":  {func() *http.Request { return post("/api/v1/things?status=503", `{}`) }, "k-503"},
		"without both": {func() *http.Request { return httptest.NewRequest(http.MethodGet, "/api/v1/things", nil) }, ""},
	} {
		before := runs.Load()
		send(t, h, c.r(), "ada", c.key)
		send(t, h, c.r(), "ada", c.key)
		if n := runs.Load() - before; n != 2 {
			t.Errorf("%s: %d runs of two requests", name, n)
		}
	}
}

func TestIdempotencyKeepsTheAnswerToAMistake(t *testing.T) {
	t.Parallel()
	h, runs := counted(t, keys(t))
	for range 2 {
		if w, _ := send(t, h, post("/api/v1/things?status=409", `{}`), "ada", "key-1"); w.Code != 409 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
	if runs.Load() != 1 {
		t.Errorf("%d runs, want 1", runs.Load())
	}
}

func TestIdempotencyKeysAreChecked(t *testing.T) {
	t.Parallel()
	h, runs := counted(t, keys(t))
	for _, key := range []string{"with space", strings.Repeat("k", 201), "tab\t", "ü", "nul\x00"} {
		if w, e := send(t, h, post("/api/v1/things", `{}`), "ada", key); w.Code != 400 || e.Error.Code != "idempotency.key_malformed" {
			t.Errorf("%q: %d %s", key, w.Code, w.Body)
		}
	}
	if runs.Load() != 0 {
		t.Errorf("%d runs", runs.Load())
	}
	if w, _ := send(t, h, post("/api/v1/things", `{}`), "ada", strings.Repeat("k", 200)); w.Code != 201 {
		t.Errorf("the longest key: %d %s", w.Code, w.Body)
	}
}

func TestIdempotencyWhileTheFirstStillRuns(t *testing.T) {
	t.Parallel()
	entered, goOn := make(chan struct{}), make(chan struct{})
	h := signedIn(api.Idempotency(keys(t), time.Now)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-goOn
		w.WriteHeader(http.StatusCreated)
	})))
	// The client of the first request gives up while it runs; its answer counts all the same.
	ctx, cancel := context.WithCancel(t.Context())
	first := make(chan struct{})
	go func() {
		defer close(first)
		r := post("/api/v1/things", `{}`).WithContext(ctx)
		r.Header.Set("Authorization", "Bearer ada")
		r.Header.Set("Idempotency-Key", "key-1")
		h.ServeHTTP(httptest.NewRecorder(), r)
	}()
	<-entered
	if w, e := send(t, h, post("/api/v1/things", `{}`), "ada", "key-1"); w.Code != 409 || e.Error.Code != "idempotency.in_flight" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	cancel()
	close(goOn)
	<-first
	if w, _ := send(t, h, post("/api/v1/things", `{}`), "ada", "key-1"); w.Code != 201 || w.Header().Get("Idempotent-Replayed") != "true" {
		t.Errorf("after it ended: %d %s", w.Code, w.Body)
	}
}

func TestIdempotencyAfterAPanic(t *testing.T) {
	t.Parallel()
	runs := 0
	h := signedIn(api.Idempotency(keys(t), time.Now)(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if runs++; runs == 1 {
			panic("first")
		}
		w.WriteHeader(http.StatusCreated)
	})))
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		send(t, h, post("/api/v1/things", `{}`), "ada", "key-1")
	}()
	if w, _ := send(t, h, post("/api/v1/things", `{}`), "ada", "key-1"); w.Code != 201 {
		t.Errorf("the second try: %d %s", w.Code, w.Body)
	}
}

func TestIdempotencyOfUploads(t *testing.T) {
	t.Parallel()
	h, runs := counted(t, keys(t))
	upload := func(content string) *http.Request {
		var body bytes.Buffer
		form := multipart.NewWriter(&body) // with another boundary each time
		part, err := form.CreateFormFile("file", "resume.pdf")
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, content)
		form.Close()
		r := httptest.NewRequest(http.MethodPost, "/api/v1/resumes", &body)
		r.Header.Set("Content-Type", form.FormDataContentType())
		return r
	}
	first, _ := send(t, h, upload("one"), "ada", "key-1")
	if again, _ := send(t, h, upload("one"), "ada", "key-1"); again.Body.String() != first.Body.String() || runs.Load() != 1 {
		t.Errorf("%d runs of the same upload: %s", runs.Load(), again.Body)
	}
	if w, _ := send(t, h, upload("two"), "ada", "key-1"); w.Code != 422 {
		t.Errorf("another file: %d %s", w.Code, w.Body)
	}
}

func TestIdempotencyBoundsWhatItReads(t *testing.T) {
	t.Parallel()
	h, runs := counted(t, keys(t))
	if w, e := send(t, h, post("/api/v1/things", strings.Repeat("x", 13<<20)), "ada", "key-1"); w.Code != 413 || e.Error.Code != "too_large" || runs.Load() != 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
