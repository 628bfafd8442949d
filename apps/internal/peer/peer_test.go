package peer_test

import (
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/peer"
)

func parse(t *testing.T, list string) peer.Proxies {
	t.Helper()
	trusted, err := peer.ParseProxies(list)
	if err != nil {
		t.Fatal(err)
	}
	return trusted
}

func of(trusted peer.Proxies, r *http.Request) (got peer.Peer) {
	trusted.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = peer.Of(r.Context()) })).
		ServeHTTP(httptest.NewRecorder(), r)
	return got
}

func TestClientAddress(t *testing.T) {
	t.Parallel()
	const behind = "10.0.0.0/8, 2001:db8:1::/48 127.0.0.1"
	for name, c := range map[string]struct {
		trusted, remote string
		forwarded       []string
		want            string
	}{
		"direct":                             {"", "192.0.2.7:4000", nil, "192.0.2.7"},
		"nobody is trusted":                  {"", "127.0.0.1:4000", []string{"198.51.100.1"}, "127.0.0.1"},
		"a stranger forges it":               {behind, "192.0.2.7:4000", []string{"198.51.100.1"}, "192.0.2.7"},
		"one proxy":                          {behind, "10.1.2.3:4000", []string{"198.51.100.1"}, "198.51.100.1"},
		"a client forges the left":           {behind, "10.1.2.3:4000", []string{"203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		"a client forges a trusted one":      {behind, "10.1.2.3:4000", []string{"10.9.9.9, 198.51.100.1"}, "198.51.100.1"},
		"two proxies":                        {behind, "10.1.2.3:4000", []string{"203.0.113.9, 198.51.100.1, 10.4.4.4"}, "198.51.100.1"},
		"two headers":                        {behind, "10.1.2.3:4000", []string{"203.0.113.9", "198.51.100.1,10.4.4.4"}, "198.51.100.1"},
		"nothing but proxies":                {behind, "10.1.2.3:4000", []string{"10.5.5.5"}, "10.5.5.5"},
		"no header":                          {behind, "10.1.2.3:4000", nil, "10.1.2.3"},
		"rubbish":                            {behind, "10.1.2.3:4000", []string{"unknown"}, "10.1.2.3"},
		"rubbish further out":                {behind, "10.1.2.3:4000", []string{"198.51.100.1, _hidden, 10.4.4.4"}, "10.4.4.4"},
		"with a port":                        {behind, "10.1.2.3:4000", []string{"198.51.100.1:5123"}, "198.51.100.1"},
		"IPv6":                               {behind, "[2001:db8:1::5]:4000", []string{"2001:db8:2::9"}, "2001:db8:2::9"},
		"IPv6 in brackets with a port":       {behind, "10.1.2.3:4000", []string{"[2001:db8:2::9]:80"}, "2001:db8:2::9"},
		"IPv4 written as IPv6 is the same":   {behind, "[::ffff:10.1.2.3]:4000", []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
		"a zone says nothing about a client": {"", "[fe80::1%eth0]:4000", nil, "fe80::1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		for _, value := range c.forwarded {
			r.Header.Add("X-Forwarded-For", value)
		}
		if got := of(parse(t, c.trusted), r).Addr.String(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestEncrypted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		remote string
		tls    bool
		proto  []string
		want   bool
	}{
		"plain": {"10.0.0.1:1", false, nil, false}, "direct": {"192.0.2.7:1", true, nil, true}, "proxy": {"10.0.0.1:1", false, []string{"https"}, true},
		"a stranger says so": {"192.0.2.7:1", false, []string{"https"}, false}, "in capitals": {"10.0.0.1:1", false, []string{"HTTPS"}, true},
		"appended": {"10.0.0.1:1", false, []string{"https, http"}, false}, "two headers": {"10.0.0.1:1", false, []string{"https", "http"}, false},
		"both": {"10.0.0.1:1", false, []string{"https, https"}, true}, "empty": {"10.0.0.1:1", false, []string{""}, false},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr, r.TLS = c.remote, nil
		if c.tls {
			r.TLS = &tls.ConnectionState{}
		}
		for _, value := range c.proto {
			r.Header.Add("X-Forwarded-Proto", value)
		}
		if got := of(parse(t, "10.0.0.0/8"), r).Encrypted; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestParseProxies(t *testing.T) {
	t.Parallel()
	for _, list := range []string{"nginx", "10.0.0.0/33", "10.0.0.1/8/8", "0.0.0.0/0", "::/0", "fe80::1%eth0", "10.0.0.0/8;10.1.1.1"} {
		if got, err := peer.ParseProxies(list); err == nil {
			t.Errorf("%q was taken as %v", list, got)
		}
	}
	if got := parse(t, " ,10.0.0.1, ::1 "); len(got) != 2 {
		t.Errorf("%v", got)
	}
}

func TestOutsideARequest(t *testing.T) {
	t.Parallel()
	if got := peer.Of(t.Context()); got.Addr.IsValid() || got.Encrypted {
		t.Errorf("%+v", got)
	}
}
