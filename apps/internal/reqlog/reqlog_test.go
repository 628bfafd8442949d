package reqlog_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/reqlog"
)

func serve(t *testing.T, h http.HandlerFunc) (w *httptest.ResponseRecorder, log string, thrown any) {
	t.Helper()
	var text bytes.Buffer
	wrapped := reqlog.Middleware(slog.New(slog.NewTextHandler(&text, nil)), func(w http.ResponseWriter, r *http.Request, err error) {
		reqlog.Failed(r.Context(), err)
		w.WriteHeader(http.StatusInternalServerError)
	})(h)
	w = httptest.NewRecorder()
	func() {
		defer func() { thrown = recover() }()
		wrapped.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/path?token=secret", nil))
	}()
	return w, text.String(), thrown
}

func TestEveryRequestIsLogged(t *testing.T) {
	t.Parallel()
	var seen string
	w, log, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		seen = reqlog.ID(r.Context())
		w.WriteHeader(http.StatusTeapot)
		w.WriteHeader(http.StatusOK) // too late, as net/http has it
	})
	for _, want := range []string{"method=GET", "path=/path", "status=418", "request_id=" + seen} {
		if !strings.Contains(log, want) {
			t.Errorf("no %q in %s", want, log)
		}
	}
	if strings.Contains(log, "secret") || seen == "" || w.Header().Get("X-Request-Id") != seen || w.Header().Get("X-Process-Time") == "" {
		t.Errorf("headers %v, log %s", w.Header(), log)
	}
}

func TestPanicBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	w, log, thrown := serve(t, func(http.ResponseWriter, *http.Request) { panic("boom") })
	if w.Code != 500 || thrown != nil || !strings.Contains(log, "boom") || !strings.Contains(log, "reqlog_test.go") || !strings.Contains(log, "status=500") {
		t.Errorf("%d, thrown %v, log %s", w.Code, thrown, log)
	}
}

func TestPanicWithinTheAnswerBreaksTheConnectionOff(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(reqlog.Middleware(slog.New(slog.DiscardHandler), nil)(http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, strings.Repeat("half an answer ", 1000))
			if r.URL.Path == "/abort" {
				panic(http.ErrAbortHandler)
			}
			panic("boom")
		})))
	server.Start()
	t.Cleanup(server.Close)
	for _, path := range []string{"/", "/abort"} {
		answer, err := server.Client().Get(server.URL + path)
		if err == nil {
			_, err = io.ReadAll(answer.Body)
			answer.Body.Close()
		}
		if err == nil {
			t.Errorf("%s: half an answer looks like a whole one", path)
		}
	}
	_, log, thrown := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		panic("boom")
	})
	if err, ok := thrown.(error); !ok || !errors.Is(err, http.ErrAbortHandler) || !strings.Contains(log, "boom") {
		t.Errorf("thrown %v, log %s", thrown, log)
	}
}

func TestOutsideARequest(t *testing.T) {
	t.Parallel()
	reqlog.Failed(t.Context(), errors.New("boom"))
	if got := reqlog.ID(t.Context()); got != "" {
		t.Errorf("ID = %q", got)
	}
}

func TestAClientThatLeftIsNoFailure(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelError}))
	for _, left := range []bool{false, true} {
		log.Reset()
		handler := reqlog.Middleware(logger, func(http.ResponseWriter, *http.Request, error) {})(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			reqlog.Failed(r.Context(), errors.New("the query broke off"))
		}))
		ctx, leave := context.WithCancel(t.Context())
		if left {
			leave()
		}
		handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
		leave()
		if logged := strings.Contains(log.String(), "the query broke off"); logged == left {
			t.Errorf("client left %v: logged %v", left, logged)
		}
	}
}
