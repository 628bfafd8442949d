// Package account is signing in, registering and confirming an address: the API
// operations and the pages, shared by the three apps. It must not know a rule of
// identity: it decodes, calls one use-case, presents.
package account

import (
	"net"
	"net/netip"

	"github.com/applyforus/applyforus/core/identity"
)

// clientOf makes the client of a connection's address ("host:port") and user agent.
func clientOf(remote, userAgent string) identity.Client {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		ip = netip.Addr{}
	}
	return identity.Client{IP: ip, UserAgent: userAgent}
}
