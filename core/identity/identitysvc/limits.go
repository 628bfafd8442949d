package identitysvc

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// rate is how often something may happen.
type rate struct {
	name   string
	limit  int
	window time.Duration
}

// A network is shared by a household or an office, so its limits are wide; those of an
// account in a network are what slows down guessing.
var (
	signInByAccount   = rate{"sign_in_account", 10, 15 * time.Minute}
	signInByNetwork   = rate{"sign_in_network", 200, 15 * time.Minute}
	registerByNetwork = rate{"register_network", 60, time.Hour}
	mailByAddress     = rate{"mail_address", 5, time.Hour}
	mailByNetwork     = rate{"mail_network", 60, time.Hour}
)

var errLimitsDown = fault.New(fault.Unavailable, "identity.unavailable",
	"Signing in does not work at the moment. Please try again in a minute.")

// take counts one event. It answers identity.ErrTooManyAttempts beyond the limit. When
// the limiter does not answer, nobody gets in: an unlimited guess is worse than a wait.
func (s *Service) take(ctx context.Context, r rate, parts ...string) error {
	key := "identity:" + r.name
	for _, part := range parts {
		key += ":" + part
	}
	got, err := s.limits.Take(ctx, key, r.limit, r.window)
	if err != nil {
		return errLimitsDown.Wrap(err)
	}
	if !got.Allowed {
		return identity.ErrTooManyAttempts.After(max(time.Second, got.Reset.Sub(s.now())))
	}
	return nil
}

// masked stands for an address in a key that others can read.
func masked(email string) string {
	sum := sha256.Sum256([]byte(email))
	return hex.EncodeToString(sum[:8])
}
