package outbound

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	"code.dny.dev/ssrf"
)

// ErrRefused says that an address is not public, or not one of the permitted ports.
var ErrRefused = errors.New("outbound: address refused")

const dialTimeout = 10 * time.Second

// guard dials public addresses on the ports of http and https, and exempt origins anywhere.
type guard struct {
	public net.Dialer
	open   net.Dialer
	exempt map[string]bool // host:port exactly as asked for
}

func newGuard(exempt []string, resolver *net.Resolver) (*guard, error) {
	g := &guard{exempt: map[string]bool{}}
	for _, origin := range exempt {
		hostPort, err := originHostPort(origin)
		if err != nil {
			return nil, err
		}
		g.exempt[hostPort] = true
	}
	g.open = net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second, Resolver: resolver}
	g.public = g.open
	g.public.Control = ssrf.New().Safe
	return g, nil
}

// dial connects to host:port. The check runs on each address that the name resolved to,
// just before it is dialled. It answers ErrRefused.
func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := &g.public
	if g.exempt[address] {
		dialer = &g.open
	}
	conn, err := dialer.DialContext(ctx, network, address)
	if errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedPort) || errors.Is(err, ssrf.ErrProhibitedNetwork) {
		return nil, fmt.Errorf("%w: %s", ErrRefused, address)
	}
	return conn, err
}

// originHostPort reads "http://127.0.0.1:3100" into "127.0.0.1:3100". Anything beyond
// scheme, host and port is an error, for an exemption must be exact.
func originHostPort(origin string) (string, error) {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("outbound: %q is not an origin such as http://127.0.0.1:3100", origin)
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port), nil
}
