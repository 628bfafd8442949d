package platform_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/apps/internal/drain"
	"github.com/applyforus/applyforus/apps/internal/platform"
)

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := platform.Listen(t.Context(), platform.Site{Name: "SEEKER", Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener
}

func TestListenNamesTheRemedy(t *testing.T) {
	t.Parallel()
	taken := listen(t).Addr().String()
	_, err := platform.Listen(t.Context(), platform.Site{Name: "SEEKER", Addr: taken})
	if err == nil || !strings.Contains(err.Error(), taken) || !strings.Contains(err.Error(), "SEEKER_ADDR") {
		t.Errorf("err = %v", err)
	}
}

func TestServeLetsOpenRequestsFinish(t *testing.T) {
	t.Parallel()
	listener := listen(t)
	entered, goOn := make(chan struct{}, 2), make(chan struct{})
	mux := http.NewServeMux()
	mux.HandleFunc("/slow", func(w http.ResponseWriter, _ *http.Request) {
		entered <- struct{}{}
		<-goOn
		io.WriteString(w, "finished")
	})
	mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) {
		entered <- struct{}{}
		select {
		case <-drain.Begun(r.Context()):
			io.WriteString(w, "drained")
		case <-r.Context().Done():
		}
	})
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- platform.Serve(ctx, listener, mux) }()

	answers := make(chan string, 2)
	for _, path := range []string{"/slow", "/stream"} {
		go func() {
			answer, err := http.Get("http://" + listener.Addr().String() + path)
			if err != nil {
				answers <- path + ": " + err.Error()
				return
			}
			defer answer.Body.Close()
			body, _ := io.ReadAll(answer.Body)
			answers <- string(body)
		}()
	}
	<-entered
	<-entered
	stop()
	if got := <-answers; got != "drained" { // at once: nothing else may end it
		t.Errorf("the stream said %q", got)
	}
	select {
	case err := <-served:
		t.Fatalf("the server ended with an open request: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(goOn)
	if got := <-answers; got != "finished" {
		t.Errorf("the open request got %q", got)
	}
	if err := <-served; err != nil {
		t.Errorf("Serve = %v", err)
	}
	if conn, err := net.Dial("tcp", listener.Addr().String()); err == nil {
		conn.Close()
		t.Error("it still listens")
	}
}
