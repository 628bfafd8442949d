// Package peer tells who is at the other end of a request: the address of the client
// and whether the way to it is encrypted. It is the only place that reads
// X-Forwarded-*, and it believes them from trusted proxies only.
package peer

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the networks whose word about a client is believed; none for a server
// that clients reach directly.
type Proxies []netip.Prefix

// ParseProxies reads a list of networks and addresses, separated by commas or spaces,
// e.g. "10.0.0.0/8, 2001:db8::1".
func ParseProxies(list string) (Proxies, error) {
	var trusted Proxies
	for _, item := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		network, err := netip.ParsePrefix(item)
		if err != nil {
			addr, failed := netip.ParseAddr(item)
			if failed != nil || addr.Zone() != "" {
				return nil, fmt.Errorf("%q is no network such as 10.0.0.0/8 and no address", item)
			}
			network = netip.PrefixFrom(addr, addr.BitLen())
		}
		if network.Bits() == 0 {
			return nil, fmt.Errorf("%q trusts everybody, and then anybody can forge an address", item)
		}
		trusted = append(trusted, network.Masked())
	}
	return trusted, nil
}

func (p Proxies) trust(addr netip.Addr) bool {
	for _, network := range p {
		if network.Contains(addr) {
			return true
		}
	}
	return false
}

// Peer is the other end of a request.
type Peer struct {
	Addr      netip.Addr // the zero Addr when unknown
	Encrypted bool       // the client speaks https
}

type key struct{}

// Of gives the peer of the request that the context belongs to.
func Of(ctx context.Context) Peer {
	known, _ := ctx.Value(key{}).(Peer)
	return known
}

// Middleware finds the peer of each request.
func (p Proxies) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, p.peer(r))))
	})
}

func (p Proxies) peer(r *http.Request) Peer {
	direct := plain(r.RemoteAddr)
	if !p.trust(direct) {
		return Peer{Addr: direct, Encrypted: r.TLS != nil}
	}
	return Peer{Addr: p.client(direct, r.Header.Values("X-Forwarded-For")), Encrypted: r.TLS != nil || allHTTPS(r.Header.Values("X-Forwarded-Proto"))}
}

// client walks from the nearest hop outwards and stops at the first address that is no
// trusted proxy: everything beyond it may be made up. What is no address ends the walk
// too, at the proxy that wrote it.
func (p Proxies) client(direct netip.Addr, forwarded []string) netip.Addr {
	hops := strings.Split(strings.Join(forwarded, ","), ",")
	nearest := direct
	for i := len(hops) - 1; i >= 0 && p.trust(nearest); i-- {
		hop := plain(strings.TrimSpace(hops[i]))
		if !hop.IsValid() {
			break
		}
		nearest = hop
	}
	return nearest
}

// allHTTPS wants every hop to say so: a proxy that appends to what it was sent must not
// let a client claim it.
func allHTTPS(values []string) bool {
	said := strings.Join(values, ",")
	for _, value := range strings.Split(said, ",") {
		if !strings.EqualFold(strings.TrimSpace(value), "https") {
			return false
		}
	}
	return true
}

// plain reads an address with or without a port, in its shortest form: an IPv4 address
// that is written as IPv6 is the same client.
func plain(text string) netip.Addr {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	addr, err := netip.ParseAddr(strings.Trim(text, "[]"))
	if err != nil {
		return netip.Addr{}
	}
	return addr.Unmap().WithZone("")
}
