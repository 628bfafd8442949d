package identitysvc

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// rate is how often something may happen.
type rate struct {
	name   string
	limit  int
	window time.Duration
}

// A network is shared by a household or an office, so its limits are wide; the pace of an
// account in a network is what slows down guessing. The limit of an account over all
// networks is for guesses from many places at once. It does not bind the devices that the
// owner has used before, so nobody can lock them out by guessing.
var (
	signInByNetwork   = rate{"sign_in_network", 200, 15 * time.Minute}
	signInByAccount   = rate{"sign_in_account", 100, time.Hour}
	registerByNetwork = rate{"register_network", 60, time.Hour}
	mailByAddress     = rate{"mail_address", 5, time.Hour}
	mailByNetwork     = rate{"mail_network", 60, time.Hour}
)

// guessing is the pace at which proofs may be wrong: passwords for one account from one
// network or device, and codes for one account however many sign-ins they belong to, for a
// code has a million values only.
var guessing = identity.Pace{Free: 5, First: time.Second, Most: 15 * time.Minute, Forget: 24 * time.Hour}

var errLimitsDown = fault.New(fault.Unavailable, "identity.unavailable",
	"Signing in does not work at the moment. Please try again in a minute.")

// gate counts what strangers do. When the counter does not answer, nobody gets in: an
// unlimited guess is worse than a wait.
type gate struct {
	limits ports.Throttle
	now    ports.Clock
}

// take counts one event. It answers identity.ErrTooManyAttempts beyond the limit.
func (g gate) take(ctx context.Context, r rate, parts ...string) error {
	key := "identity:" + r.name
	for _, part := range parts {
		key += ":" + part
	}
	got, err := g.limits.Take(ctx, key, r.limit, r.window)
	if err != nil {
		return errLimitsDown.Wrap(err)
	}
	if !got.Allowed {
		return identity.ErrTooManyAttempts.After(max(time.Second, got.Reset.Sub(g.now())))
	}
	return nil
}

// admit counts an attempt to sign in to the account with the address, and answers the key
// under which to forgive it. It answers identity.ErrTooManyAttempts when one must wait.
func (s *Service) admit(ctx context.Context, email string, in CredentialsInput) (string, error) {
	key := "identity:sign_in:" + masked(email) + ":"
	known, err := s.known(ctx, email, in)
	if err != nil {
		return "", err
	}
	if known != "" {
		return key + known, s.try(ctx, key+known, guessing)
	}
	if err := s.take(ctx, signInByNetwork, in.Client.Network()); err != nil {
		return "", err
	}
	if err := s.take(ctx, signInByAccount, masked(email)); err != nil {
		return "", err
	}
	key += in.Client.Network()
	return key, s.try(ctx, key, guessing)
}

// known names the device if it carries our mark and its owner has signed in to the account
// with it before; "" if not.
func (s *Service) known(ctx context.Context, email string, in CredentialsInput) (string, error) {
	device, marked := in.Client.KnownHash(in.App)
	if !marked || !isAddress(email) {
		return "", nil
	}
	known, err := s.read.Known.Known(ctx, email, device)
	if err != nil || !known {
		return "", err
	}
	return hex.EncodeToString(device[:]), nil
}

// try counts an attempt. It answers identity.ErrTooManyAttempts when one must wait.
func (g gate) try(ctx context.Context, key string, pace identity.Pace) error {
	wait, err := g.limits.Try(ctx, key, pace)
	if err != nil {
		return errLimitsDown.Wrap(err)
	}
	if wait > 0 {
		return identity.ErrTooManyAttempts.After(max(time.Second, wait))
	}
	return nil
}

// forgive forgets the attempts of a key: the last one was right.
func (g gate) forgive(ctx context.Context, key string) error {
	if err := g.limits.Forgive(ctx, key); err != nil {
		return errLimitsDown.Wrap(err)
	}
	return nil
}

// mayMail counts a mail that a stranger can cause, so that nobody's inbox is flooded by
// somebody typing their address again and again.
func (g gate) mayMail(ctx context.Context, email string) (bool, error) {
	err := g.take(ctx, mailByAddress, masked(email))
	if errors.Is(err, identity.ErrTooManyAttempts) {
		return false, nil
	}
	return err == nil, err
}

// masked stands for an address in a key that others can read.
func masked(email string) string {
	sum := sha256.Sum256([]byte(email))
	return hex.EncodeToString(sum[:8])
}
