package identitysvc

import (
	"context"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/identity"
)

// Confirmable is how an actor can show once more who they are.
type Confirmable struct {
	Methods []identity.Method // none: only by signing in again
	Passkey *Question         // nil if no passkey works on this site
}

// Confirmable answers how the actor can show who they are: with their second factor, else
// with their password.
func (f *Factors) Confirmable(ctx context.Context, actor identity.Actor) (out Confirmable, err error) {
	if err := actor.Require(); err != nil {
		return Confirmable{}, err
	}
	if out.Methods, err = f.stepUpMethods(ctx, actor); err != nil {
		return Confirmable{}, err
	}
	out.Passkey, err = f.askFor(ctx, actor.App, actor.User)
	return out, err
}

func (f *Factors) stepUpMethods(ctx context.Context, actor identity.Actor) ([]identity.Method, error) {
	factors, err := f.read.Factors.Summary(ctx, actor.User)
	if err != nil || factors.Any() {
		return factors.Methods(), err
	}
	user, err := f.read.Users.Get(ctx, actor.User)
	if err != nil || user.PasswordHash == "" {
		return nil, err
	}
	return []identity.Method{identity.MethodPassword}, nil
}

// StepUpInput shows once more who the actor is.
type StepUpInput struct {
	Actor identity.Actor
	Proof ProofInput
}

// StepUp lets the actor change how they sign in for identity.ProofWindow. It answers the new
// token of a browser's session, "" for other clients. It answers identity.ErrWrongCode,
// identity.ErrWrongPassword or identity.ErrPasskeyFailed for a proof that is not right,
// identity.ErrProofNeeded for one that is not enough, and identity.ErrTooManyAttempts.
func (f *Factors) StepUp(ctx context.Context, in StepUpInput) (string, error) {
	if err := in.Actor.Require(); err != nil {
		return "", err
	}
	if err := in.Proof.Validate(); err != nil {
		return "", err
	}
	methods, err := f.stepUpMethods(ctx, in.Actor)
	if err != nil {
		return "", err
	}
	if len(methods) == 0 {
		return "", identity.ErrNoPassword
	}
	if !slices.Contains(methods, in.Proof.Method) {
		return "", identity.ErrProofNeeded.With("Your account has a second factor. Confirm with it that it is you.")
	}
	if in.Proof.Method != identity.MethodPasskey {
		if err := f.try(ctx, answeringKey(in.Actor.User), guessing); err != nil {
			return "", err
		}
	}
	right := false
	if in.Proof.Method == identity.MethodPassword {
		if right, err = f.ownPassword(ctx, in.Actor, in.Proof.Password); err != nil {
			return "", err
		}
		if !right {
			return "", identity.ErrWrongPassword
		}
	}
	verify := f.verifier()
	token, hash := identity.NewToken()
	err = f.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		if in.Proof.Method != identity.MethodPassword {
			if right, err = verify.prove(ctx, tx, in.Actor.User, in.Actor.App, in.Proof); err != nil || !right {
				return err
			}
		}
		return renew(ctx, tx, in.Actor, in.Proof.Method, verify.now, hash)
	})
	if err != nil {
		return "", err
	}
	if !right {
		return "", wrong(in.Proof.Method)
	}
	if err := f.forgive(ctx, answeringKey(in.Actor.User)); err != nil {
		return "", err
	}
	if in.Actor.Session.IsZero() {
		return "", nil
	}
	return token, nil
}

func (f *Factors) ownPassword(ctx context.Context, actor identity.Actor, password string) (bool, error) {
	user, err := f.read.Users.Get(ctx, actor.User)
	if err != nil || len(password) > absurdPassword {
		return false, err
	}
	return f.passwords.Matches(ctx, user.PasswordHash, password)
}

// renew notes that the actor has just shown who they are. A browser's session gets the
// token with the hash: what somebody read of the old one is worth nothing now.
func renew(ctx context.Context, tx Tx, actor identity.Actor, shown identity.Method, now time.Time, hash identity.TokenHash) error {
	if !actor.Family.IsZero() {
		family, _, err := tx.Devices.Family(ctx, actor.Family)
		if err != nil {
			return err
		}
		return tx.Devices.ProveFamily(ctx, actor.User, family.ID, family.Proof.With(shown, now))
	}
	devices, err := tx.Devices.List(ctx, actor.User)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(devices, func(d identity.Device) bool { return d.Is(actor) })
	if at < 0 {
		return identity.ErrProofNeeded
	}
	return tx.Devices.RenewSession(ctx, actor.User, actor.Session, hash, devices[at].Proof.With(shown, now))
}
