// Package identitypg keeps accounts, sessions, tokens and signing keys in
// PostgreSQL. It must not know a rule of identity: it stores and finds.
package identitypg

import (
	"net/netip"

	"github.com/applyforus/applyforus/adapters/postgres/internal/identitydb"
	"github.com/applyforus/applyforus/core/identity"
)

// queries has no state: the transaction or the pool is an argument of each query.
var queries = identitydb.New()

// nullIP stores an unknown address as NULL.
func nullIP(ip netip.Addr) *netip.Addr {
	if !ip.IsValid() {
		return nil
	}
	return &ip
}

func clientOf(ip *netip.Addr, agent string) identity.Client {
	client := identity.Client{UserAgent: agent}
	if ip != nil {
		client.IP = *ip
	}
	return client
}
