// Package account is signing in, registering and confirming an address: the API
// operations and the pages, shared by the three apps. It must not know a rule of
// identity: it decodes, calls one use-case, presents.
package account

import (
	"context"

	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/core/identity"
)

// clientOf is the device that sends a request with this user agent.
func clientOf(ctx context.Context, userAgent string) identity.Client {
	return identity.Client{IP: peer.Of(ctx).Addr, UserAgent: userAgent}
}
