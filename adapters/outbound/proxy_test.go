package outbound

import (
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// through makes a client that goes through a proxy which exempts the given origins.
func through(t *testing.T, exempt ...string) *http.Client {
	t.Helper()
	p, err := StartProxy(Options{Exempt: exempt})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	address, _ := url.Parse(p.URL())
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		Proxy:           http.ProxyURL(address),
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	}}
}

func TestProxyForwardsExemptOrigins(t *testing.T) {
	t.Parallel()
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Proxy-Connection") != "" {
			t.Error("a header of the hop was passed on")
		}
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Kept", "yes")
		io.WriteString(w, "got "+string(body))
	})
	plain, secure := httptest.NewServer(handler), httptest.NewTLSServer(handler)
	defer plain.Close()
	defer secure.Close()
	c := through(t, plain.URL, secure.URL)
	for _, origin := range []string{plain.URL, secure.URL} {
		res, err := c.Post(origin+"/form", "text/plain", strings.NewReader("answers"))
		if err != nil {
			t.Fatalf("%s: %v", origin, err)
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if string(body) != "got answers" || res.Header.Get("X-Kept") != "yes" {
			t.Errorf("%s: %q %v", origin, body, res.Header)
		}
	}
}

func TestProxyRefusesPrivateAddresses(t *testing.T) {
	t.Parallel()
	reached := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a private server was reached") })
	plain, secure := httptest.NewServer(reached), httptest.NewTLSServer(reached)
	defer plain.Close()
	defer secure.Close()
	c := through(t)
	res, err := c.Get(plain.URL)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("plain: status %d, want 403", res.StatusCode)
	}
	for _, target := range []string{secure.URL, "https://169.254.169.254/", "https://[::ffff:127.0.0.1]/"} {
		if _, err := c.Get(target); err == nil || !strings.Contains(err.Error(), "Forbidden") {
			t.Errorf("%s: %v, want Forbidden", target, err)
		}
	}
}

func TestProxyServesNoPages(t *testing.T) {
	t.Parallel()
	p, err := StartProxy(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	res, err := (&http.Client{Timeout: time.Second}).Get(p.URL() + "/")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusBadRequest {
		t.Errorf("status %d, want 400", res.StatusCode)
	}
}

func TestProxyPassesOnHalfABodyAsHalf(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "half")
	}))
	defer srv.Close()
	res, err := through(t, srv.URL).Get(srv.URL)
	if err != nil {
		return // cut before the headers: as good
	}
	defer res.Body.Close()
	if _, err := io.ReadAll(res.Body); err == nil {
		t.Error("half a body was passed on as a whole one")
	}
}
