package identitysvc

import (
	"context"
	"errors"
	"slices"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// FactorDeps are what Factors works with.
type FactorDeps struct {
	Work      ports.UnitOfWork[Tx]
	Read      Reads
	SignIns   ports.SignIns
	Passwords ports.PasswordHasher
	Passkeys  ports.Passkeys
	Sealer    ports.Sealer
	Limits    ports.Throttle
	Now       ports.Clock
}

// Factors is second factors and passkeys: setting them up, proving with them, and what
// happens when they are lost.
type Factors struct {
	gate

	work      ports.UnitOfWork[Tx]
	read      Reads
	signIns   ports.SignIns
	passwords ports.PasswordHasher
	passkeys  ports.Passkeys
	sealer    ports.Sealer
}

// NewFactors makes the service.
func NewFactors(d FactorDeps) *Factors {
	return &Factors{
		gate: gate{d.Limits, stored(d.Now)}, work: d.Work, read: d.Read, signIns: d.SignIns,
		passwords: d.Passwords, passkeys: d.Passkeys, sealer: d.Sealer,
	}
}

// Security is how an account is protected.
type Security struct {
	identity.Factors

	Keys     []identity.Passkey
	Password bool                    // it has one
	Removal  *identity.FactorRemoval // of a lost second factor, while it waits
}

// Security answers how the actor's account is protected. It answers
// fault.ErrUnauthenticated for a visitor.
func (f *Factors) Security(ctx context.Context, actor identity.Actor) (out Security, err error) {
	if err := actor.Require(); err != nil {
		return Security{}, err
	}
	user, err := f.read.Users.Get(ctx, actor.User)
	if err != nil {
		return Security{}, err
	}
	if out.Factors, err = f.read.Factors.Summary(ctx, actor.User); err != nil {
		return Security{}, err
	}
	if out.Keys, err = f.read.Passkeys.List(ctx, actor.User); err != nil {
		return Security{}, err
	}
	out.Password = user.PasswordHash != ""
	removal, err := f.read.Removals.Current(ctx, actor.User)
	switch {
	case errors.Is(err, fault.ErrNotFound):
	case err != nil:
		return Security{}, err
	case removal.Waiting():
		out.Removal = &removal
	}
	return out, nil
}

// Changed is what a change of the second factors leaves: recovery codes to show, once, if
// new ones were made, and the new token of a browser's session ("" for other clients).
type Changed struct {
	Codes   []string
	Session string
}

// factorChange is a change of somebody's second factors within one unit of work.
type factorChange struct {
	actor identity.Actor
	// shown is the factor that the actor has just shown to work, "" for none.
	shown  identity.Method
	notice identity.Notice
	apply  func(ctx context.Context, tx Tx) error
}

// change runs a change of the second factors and what goes with each: the first factor
// brings recovery codes, the last takes them along; turning the second proof on, and
// removing anything, signs all other devices out; the owner is told by mail. Somebody with a
// platform role keeps at least one factor.
func (f *Factors) change(ctx context.Context, c factorChange) (out Changed, err error) {
	now := f.now()
	codes, hashes := identity.NewRecoveryCodes()
	token, hash := identity.NewToken()
	err = f.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		out = Changed{}
		user, err := tx.Users.Get(ctx, c.actor.User)
		if err != nil {
			return err
		}
		before, err := tx.Factors.Summary(ctx, user.ID)
		if err != nil {
			return err
		}
		if err := c.apply(ctx, tx); err != nil {
			return err
		}
		after, err := tx.Factors.Summary(ctx, user.ID)
		if err != nil {
			return err
		}
		switch {
		case !after.Any() && user.PlatformRole != "":
			return identity.ErrLastFactor
		case !after.Any():
			err = tx.Factors.SetRecoveryCodes(ctx, user.ID, nil)
		case !before.Any():
			out.Codes, err = codes, tx.Factors.SetRecoveryCodes(ctx, user.ID, hashes)
		}
		if err != nil {
			return err
		}
		added := len(after.Methods()) > len(before.Methods()) || after.Passkeys > before.Passkeys
		if !before.Any() || !added {
			if err := tx.Devices.EndOthers(ctx, user.ID, c.actor, now, identity.RevokedChanged); err != nil {
				return err
			}
		}
		if c.shown != "" {
			if err := renew(ctx, tx, c.actor, c.shown, now, hash); err != nil {
				return err
			}
			if !c.actor.Session.IsZero() {
				out.Session = token
			}
		}
		return tx.Outbox.Enqueue(ctx, identity.NewNotice(user.ID, c.notice, c.actor.App, now))
	})
	if err != nil {
		return Changed{}, err
	}
	return out, nil
}

// RenewCodes makes new recovery codes in the place of all old ones. It answers
// identity.ErrProofNeeded or identity.ErrNoFactor.
func (f *Factors) RenewCodes(ctx context.Context, actor identity.Actor) ([]string, error) {
	now := f.now()
	if err := actor.RequireFresh(now); err != nil {
		return nil, err
	}
	codes, hashes := identity.NewRecoveryCodes()
	err := f.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		factors, err := tx.Factors.Summary(ctx, actor.User)
		if err != nil {
			return err
		}
		if !factors.Any() {
			return identity.ErrNoFactor
		}
		if err := tx.Factors.SetRecoveryCodes(ctx, actor.User, hashes); err != nil {
			return err
		}
		return tx.Outbox.Enqueue(ctx, identity.NewNotice(actor.User, identity.NoticeCodesRenewed, actor.App, now))
	})
	if err != nil {
		return nil, err
	}
	return slices.Clone(codes), nil
}
