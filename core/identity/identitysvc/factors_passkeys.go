package identitysvc

import (
	"context"
	"fmt"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// OfferPasskey asks the actor's browser to make a passkey. It answers
// identity.ErrProofNeeded or identity.ErrTooManyPasskeys.
func (f *Factors) OfferPasskey(ctx context.Context, actor identity.Actor) (Question, error) {
	if err := actor.RequireFresh(f.now()); err != nil {
		return Question{}, err
	}
	user, err := f.read.Users.Get(ctx, actor.User)
	if err != nil {
		return Question{}, err
	}
	have, err := f.read.Passkeys.List(ctx, actor.User)
	if err != nil {
		return Question{}, err
	}
	if len(have) >= identity.MaxPasskeys {
		return Question{}, identity.ErrTooManyPasskeys
	}
	ceremony, err := f.passkeys.Offer(actor.App, user, have)
	if err != nil {
		return Question{}, err
	}
	return f.seal(ceremony, toRegister, actor.App, actor.User, identity.CeremonyLife)
}

// AddPasskeyInput is the answer of a browser to OfferPasskey.
type AddPasskeyInput struct {
	Actor    identity.Actor
	Question string // the token of the question
	Answer   []byte // JSON
	Name     string // "" means after the device
	Client   identity.Client
}

// AddPasskey keeps a new passkey. It answers identity.ErrPasskeyFailed,
// identity.ErrPasskeyExists, identity.ErrTooManyPasskeys or identity.ErrProofNeeded.
func (f *Factors) AddPasskey(ctx context.Context, in AddPasskeyInput) (Changed, error) {
	now := f.now()
	if err := in.Actor.RequireFresh(now); err != nil {
		return Changed{}, err
	}
	name := identity.NormalPasskeyName(in.Name, in.Client.Device())
	var c fault.Check
	identity.CheckPasskeyName(&c, "name", name)
	if err := c.Err(); err != nil {
		return Changed{}, err
	}
	user, err := f.read.Users.Get(ctx, in.Actor.User)
	if err != nil {
		return Changed{}, err
	}
	state, err := f.verifier().open(in.Question, toRegister, in.Actor.App, user.ID)
	if err != nil {
		return Changed{}, err
	}
	passkey, err := f.passkeys.Register(in.Actor.App, user, state, in.Answer)
	if err != nil {
		return Changed{}, err
	}
	passkey.ID, passkey.User, passkey.CreatedAt = id.Make[id.Passkey](now), user.ID, now
	return f.change(ctx, factorChange{
		actor: in.Actor, shown: identity.MethodPasskey, notice: identity.NoticePasskeyAdded,
		apply: func(ctx context.Context, tx Tx) error {
			have, err := tx.Passkeys.List(ctx, user.ID)
			if err != nil {
				return err
			}
			if len(have) >= identity.MaxPasskeys {
				return identity.ErrTooManyPasskeys
			}
			passkey.Name = unusedName(name, have)
			return tx.Passkeys.Create(ctx, passkey)
		},
	})
}

// unusedName tells passkeys of one name apart by a number.
func unusedName(name string, have []identity.Passkey) string {
	taken := map[string]bool{}
	for _, passkey := range have {
		taken[passkey.Name] = true
	}
	free := name
	for n := 2; taken[free]; n++ {
		free = fmt.Sprintf("%s (%d)", name, n)
	}
	return free
}

// RenamePasskeyInput gives a passkey another name.
type RenamePasskeyInput struct {
	Actor   identity.Actor
	Passkey id.Passkey
	Name    string
}

// RenamePasskey answers fault.ErrNotFound for a passkey that is not the actor's.
func (f *Factors) RenamePasskey(ctx context.Context, in RenamePasskeyInput) error {
	if err := in.Actor.Require(); err != nil {
		return err
	}
	name := identity.NormalName(in.Name)
	var c fault.Check
	identity.CheckPasskeyName(&c, "name", name)
	if err := c.Err(); err != nil {
		return err
	}
	return f.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		passkey, err := ownPasskey(ctx, tx, in.Actor.User, in.Passkey)
		if err != nil {
			return err
		}
		passkey.Name = name
		return tx.Passkeys.Update(ctx, passkey)
	})
}

// RemovePasskeyInput names a passkey.
type RemovePasskeyInput struct {
	Actor   identity.Actor
	Passkey id.Passkey
}

// RemovePasskey answers fault.ErrNotFound for a passkey that is not the actor's,
// identity.ErrProofNeeded, or identity.ErrLastFactor if the actor's role needs it.
func (f *Factors) RemovePasskey(ctx context.Context, in RemovePasskeyInput) error {
	if err := in.Actor.RequireFresh(f.now()); err != nil {
		return err
	}
	_, err := f.change(ctx, factorChange{
		actor: in.Actor, notice: identity.NoticePasskeyRemoved,
		apply: func(ctx context.Context, tx Tx) error { return tx.Passkeys.Delete(ctx, in.Actor.User, in.Passkey) },
	})
	return err
}

func ownPasskey(ctx context.Context, tx Tx, user id.User, wanted id.Passkey) (identity.Passkey, error) {
	have, err := tx.Passkeys.List(ctx, user)
	if err != nil {
		return identity.Passkey{}, err
	}
	for _, passkey := range have {
		if passkey.ID == wanted {
			return passkey, nil
		}
	}
	return identity.Passkey{}, fault.ErrNotFound
}
