package outbound

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func client(t *testing.T, o Options) *http.Client {
	t.Helper()
	o.backoff = time.Millisecond
	c, err := NewClient(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func get(t *testing.T, c *http.Client, url string) (*http.Response, string, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := c.Do(req)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res, string(body), err
}

func TestRefusesAddressesThatAreNotPublic(t *testing.T) {
	t.Parallel()
	c := client(t, Options{})
	for _, url := range []string{
		"http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://172.16.3.4/", "http://192.168.1.1/",
		"http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://100.64.0.1/", "http://198.18.0.1/",
		"http://224.0.0.1/", "http://255.255.255.255/",
		"http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:169.254.169.254]/", "http://[::ffff:a9fe:a9fe]/",
		"http://[fe80::1]/", "http://[fc00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
		"http://2130706433/", "http://0x7f.1/", "http://127.1/", "https://127.0.0.1/",
	} {
		start := time.Now()
		_, _, err := get(t, c, url)
		if err == nil {
			t.Errorf("%s was fetched", url)
		}
		// Odd spellings of an address are names that do not resolve; all others are refused as such.
		if host := strings.TrimPrefix(url, "http://"); !errors.Is(err, ErrRefused) && !strings.HasPrefix(host, "2130706433") && !strings.HasPrefix(host, "0x7f") && !strings.HasPrefix(host, "127.1/") {
			t.Errorf("%s: %v, want ErrRefused", url, err)
		}
		if time.Since(start) > 5*time.Second {
			t.Errorf("%s took %s", url, time.Since(start))
		}
	}
}

func TestRefusesPublicAddressOnAnotherPort(t *testing.T) {
	t.Parallel()
	if _, _, err := get(t, client(t, Options{}), "http://1.1.1.1:25/"); !errors.Is(err, ErrRefused) {
		t.Fatalf("got %v, want ErrRefused", err)
	}
}

// A name that answers a public address when it is looked up first and a private one when
// it is dialled must not get through: the check is on the address that is dialled.
func TestRefusesRebindingName(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	resolver := fakeDNS(t, func() net.IP {
		if asked.Add(1) == 1 {
			return net.IPv4(93, 184, 216, 34)
		}
		return net.IPv4(127, 0, 0, 1)
	})
	if ips, err := resolver.LookupIP(t.Context(), "ip4", "rebind.example"); err != nil || !ips[0].Equal(net.IPv4(93, 184, 216, 34)) {
		t.Fatalf("the name server of the test answers %v, %v", ips, err)
	}
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the private server was reached") }))
	defer srv.Close()
	if _, _, err := get(t, client(t, Options{resolver: resolver}), "http://rebind.example/"); !errors.Is(err, ErrRefused) {
		t.Fatalf("got %v, want ErrRefused", err)
	}
}

// fakeDNS answers every A question with what answer gives at the time.
func fakeDNS(t *testing.T, answer func() net.IP) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			end := 12
			for end < n && buf[end] != 0 {
				end += int(buf[end]) + 1
			}
			question := append([]byte(nil), buf[12:end+5]...)
			reply := append([]byte(nil), buf[:2]...)
			reply = append(reply, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0)
			reply = append(reply, question...)
			if binary.BigEndian.Uint16(question[len(question)-4:]) == 1 {
				reply[7] = 1
				reply = append(reply, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
				reply = append(reply, answer().To4()...)
			}
			conn.WriteTo(reply, from) //nolint:errcheck // the test would fail by itself
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func TestExemptsExactOriginsOnly(t *testing.T) {
	t.Parallel()
	hello := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.UserAgent()) })
	lab, other := httptest.NewServer(hello), httptest.NewServer(hello)
	defer lab.Close()
	defer other.Close()
	c := client(t, Options{Exempt: []string{lab.URL}})
	if _, body, err := get(t, c, lab.URL); err != nil || body != DefaultUserAgent {
		t.Fatalf("exempt origin: %q, %v", body, err)
	}
	if _, _, err := get(t, c, other.URL); !errors.Is(err, ErrRefused) {
		t.Fatalf("another port: %v", err)
	}
	if _, _, err := get(t, c, strings.Replace(lab.URL, "127.0.0.1", "localhost", 1)); !errors.Is(err, ErrRefused) {
		t.Fatalf("another name of the same: %v", err)
	}
	for _, bad := range []string{"127.0.0.1:3100", "http://127.0.0.1:3100/path", "ftp://x", "http://u@h:1", ""} {
		if _, err := NewClient(Options{Exempt: []string{bad}}); err == nil {
			t.Errorf("%q was taken as an origin", bad)
		}
	}
}

func TestRetries(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method, retryAfter string
		statuses           []int
		want, calls        int
	}{
		"mended by the second try": {http.MethodGet, "", []int{503, 200}, 200, 2},
		"mended by the third":      {http.MethodGet, "0", []int{429, 500, 200}, 200, 3},
		"never mended":             {http.MethodGet, "", []int{502, 502, 502, 502}, 502, 3},
		"not found is final":       {http.MethodGet, "", []int{404, 200}, 404, 1},
		"no second POST":           {http.MethodPost, "", []int{503, 200}, 503, 1},
		"asked to wait too long":   {http.MethodGet, "3600", []int{429, 200}, 429, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var calls atomic.Int32
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if c.retryAfter != "" {
					w.Header().Set("Retry-After", c.retryAfter)
				}
				w.WriteHeader(c.statuses[calls.Add(1)-1])
			}))
			defer srv.Close()
			req, _ := http.NewRequestWithContext(t.Context(), c.method, srv.URL, nil)
			res, err := client(t, Options{Exempt: []string{srv.URL}}).Do(req)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != c.want || int(calls.Load()) != c.calls {
				t.Errorf("status %d after %d calls, want %d after %d", res.StatusCode, calls.Load(), c.want, c.calls)
			}
		})
	}
}

func TestCapsBodies(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, strings.Repeat("x", len(r.URL.Query().Get("n"))))
	}))
	defer srv.Close()
	c := client(t, Options{Exempt: []string{srv.URL}, MaxBody: 10})
	if _, body, err := get(t, c, srv.URL+"?n="+strings.Repeat("1", 10)); err != nil || len(body) != 10 {
		t.Errorf("a body that just fits: %d bytes, %v", len(body), err)
	}
	if _, body, err := get(t, c, srv.URL+"?n="+strings.Repeat("1", 11)); !errors.Is(err, ErrTooLarge) || len(body) != 10 {
		t.Errorf("a larger body: %d bytes, %v", len(body), err)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("followed to another host") }))
	defer other.Close()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/here":
			http.Redirect(w, r, "/there", http.StatusFound)
		case "/away":
			http.Redirect(w, r, other.URL, http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		}
	}))
	defer srv.Close()
	c := client(t, Options{Exempt: []string{srv.URL, other.URL}})
	if res, _, err := get(t, c, srv.URL+"/here"); err != nil || res.Request.URL.Path != "/there" {
		t.Errorf("same host: %v", err)
	}
	for _, path := range []string{"/away", "/loop"} {
		if _, _, err := get(t, c, srv.URL+path); !errors.Is(err, ErrRedirect) {
			t.Errorf("%s: %v, want ErrRedirect", path, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, "-3": 0, "soon": 0, "999999999": 24 * time.Hour,
		"Fri, 01 May 2026 12:00:30 GMT": 30 * time.Second, "Fri, 01 May 2020 12:00:30 GMT": 0,
	} {
		h := http.Header{}
		h.Set("Retry-After", value)
		if got := RetryAfter(h, now); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}
