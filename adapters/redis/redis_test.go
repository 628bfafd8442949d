package redis_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/redis"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

// server is one Redis to test against, fresh for each open.
type server struct {
	name string
	url  func(t *testing.T) string
	// pass lets time go by for it.
	pass func(url string, d time.Duration)
}

// servers are the embedded Redis and, where its program is installed, a real one.
func servers(t *testing.T) []server {
	t.Helper()
	var mu sync.Mutex
	embedded := map[string]*redis.Embedded{}
	list := []server{{
		name: "embedded",
		url: func(t *testing.T) string {
			t.Helper()
			started, err := redis.StartEmbedded()
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(started.Close)
			mu.Lock()
			defer mu.Unlock()
			embedded[started.URL()] = started
			return started.URL()
		},
		pass: func(url string, d time.Duration) {
			mu.Lock()
			defer mu.Unlock()
			redis.FastForward(embedded[url], d)
		},
	}}
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Log("redis-server is not installed, so only the embedded Redis was tested (Debian: apt-get install redis-server)")
		return list
	}
	return append(list, server{name: "real", url: func(t *testing.T) string { t.Helper(); return startReal(t, program) }})
}

// startReal runs Redis without a file and without a port: it listens on a socket.
func startReal(t *testing.T, program string) string {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "redis.sock")
	var log bytes.Buffer
	command := exec.CommandContext(context.WithoutCancel(t.Context()), program,
		"--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", filepath.Dir(socket))
	command.Stdout, command.Stderr = &log, &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Kill() //nolint:errcheck // it may have ended
		command.Wait()         //nolint:errcheck // it was killed
	})
	for range 500 {
		if conn, err := net.Dial("unix", socket); err == nil {
			conn.Close()
			return "unix://" + socket
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("redis-server does not answer:\n%s", log.String())
	return ""
}

func open(t *testing.T, url string) *redis.Client {
	t.Helper()
	client, err := redis.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

func TestRateLimiter(t *testing.T) {
	t.Parallel()
	for _, s := range servers(t) {
		limiter := func(t *testing.T) (*redis.Client, func(time.Duration)) {
			t.Helper()
			url := s.url(t)
			client := open(t, url)
			return client, func(d time.Duration) {
				if s.pass != nil {
					s.pass(url, d)
					return
				}
				redis.Age(t, client, d)
			}
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			porttest.RateLimiter(t, func(t *testing.T) (ports.RateLimiter, ports.Clock, func(time.Duration)) {
				client, pass := limiter(t)
				return client, time.Now, pass
			})
			porttest.Throttle(t, func(t *testing.T) (ports.Throttle, func(time.Duration)) { return limiter(t) })
		})
	}
}

func TestWaker(t *testing.T) {
	t.Parallel()
	for _, s := range servers(t) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			porttest.Waker(t, func(t *testing.T) (ports.Waker, ports.Waker) {
				url := s.url(t)
				return open(t, url), open(t, url)
			})
		})
	}
}

func TestEmbeddedClockRuns(t *testing.T) {
	t.Parallel()
	started, err := redis.StartEmbedded()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(started.Close)
	client := open(t, started.URL())
	take := func() ports.Rate {
		rate, err := client.Take(t.Context(), "key", 1, 2*time.Second)
		if err != nil {
			t.Fatal(err)
		}
		return rate
	}
	if !take().Allowed || take().Allowed {
		t.Fatal("the limit of one does not hold")
	}
	for deadline := time.Now().Add(20 * time.Second); !take().Allowed; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the window never ended")
		}
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"nonsense://:hunter2@x":        "REDIS_URL is not a Redis address",
		"redis://:hunter2@127.0.0.1:1": "no answer",
	} {
		_, err := redis.Open(t.Context(), url)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(fmt.Sprint(err), "hunter2") {
			t.Errorf("%s: %v, want %q and no password", url, err, want)
		}
	}
}
