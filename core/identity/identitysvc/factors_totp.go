package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Enrolment is what an authenticator app has to know. It is shown to its owner only.
type Enrolment struct {
	Secret string // to type
	URI    string // to read from a picture
}

func totpPurpose(user id.User) string { return "identity.mfa_secrets:" + user.String() }

// EnableTOTP begins to set up an authenticator app. Until a first code has confirmed it,
// asking again answers the same secret, so that a page may be reloaded. It answers
// identity.ErrProofNeeded or identity.ErrFactorOn.
func (f *Factors) EnableTOTP(ctx context.Context, actor identity.Actor) (Enrolment, error) {
	verify := f.verifier()
	now := verify.now
	if err := actor.RequireFresh(now); err != nil {
		return Enrolment{}, err
	}
	secret := identity.NewTOTPSecret()
	sealed, err := f.sealer.Seal(secret, totpPurpose(actor.User))
	if err != nil {
		return Enrolment{}, err
	}
	err = f.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		totp, err := tx.Factors.TOTP(ctx, actor.User)
		switch {
		case errors.Is(err, fault.ErrNotFound):
		case err != nil:
			return err
		case totp.Confirmed():
			return identity.ErrFactorOn
		case now.Sub(totp.CreatedAt) < identity.ResetLife:
			secret, err = verify.secret(totp)
			return err
		}
		return tx.Factors.SaveTOTP(ctx, identity.TOTP{User: actor.User, SealedSecret: sealed, CreatedAt: now})
	})
	if err != nil {
		return Enrolment{}, err
	}
	return Enrolment{Secret: secret.Text(), URI: secret.URI(actor.Email)}, nil
}

// ConfirmTOTPInput is a first code.
type ConfirmTOTPInput struct {
	Actor identity.Actor
	Code  string
}

// Validate answers a missing code.
func (in ConfirmTOTPInput) Validate() error {
	var c fault.Check
	c.Required("code", in.Code, "Write the six digits that the app shows.")
	return c.Err()
}

// ConfirmTOTP turns the authenticator app on once it has shown a right code. It answers
// identity.ErrWrongCode, identity.ErrNoFactor if none is being set up,
// identity.ErrFactorOn, identity.ErrProofNeeded or identity.ErrTooManyAttempts.
func (f *Factors) ConfirmTOTP(ctx context.Context, in ConfirmTOTPInput) (Changed, error) {
	verify := f.verifier()
	if err := in.Actor.RequireFresh(verify.now); err != nil {
		return Changed{}, err
	}
	if err := in.Validate(); err != nil {
		return Changed{}, err
	}
	attempt := answeringKey(in.Actor.User)
	if err := f.try(ctx, attempt, guessing); err != nil {
		return Changed{}, err
	}
	out, err := f.change(ctx, factorChange{
		actor: in.Actor, shown: identity.MethodTOTP, notice: identity.NoticeAppAdded,
		apply: func(ctx context.Context, tx Tx) error {
			totp, err := tx.Factors.TOTP(ctx, in.Actor.User)
			if errors.Is(err, fault.ErrNotFound) {
				return identity.ErrNoFactor
			}
			if err != nil {
				return err
			}
			if totp.Confirmed() {
				return identity.ErrFactorOn
			}
			if totp.LastStep, err = verify.match(totp, in.Code); err != nil {
				return err
			}
			totp.ConfirmedAt = verify.now
			return tx.Factors.SaveTOTP(ctx, totp)
		},
	})
	if err != nil {
		return Changed{}, err
	}
	return out, f.forgive(ctx, attempt)
}

// DisableTOTP removes the authenticator app, set up or not. It answers
// identity.ErrProofNeeded, identity.ErrNoFactor, or identity.ErrLastFactor if the
// actor's role needs it.
func (f *Factors) DisableTOTP(ctx context.Context, actor identity.Actor) error {
	if err := actor.RequireFresh(f.now()); err != nil {
		return err
	}
	_, err := f.change(ctx, factorChange{
		actor: actor, notice: identity.NoticeAppRemoved,
		apply: func(ctx context.Context, tx Tx) error {
			totp, err := tx.Factors.TOTP(ctx, actor.User)
			if errors.Is(err, fault.ErrNotFound) || err == nil && !totp.Confirmed() {
				return identity.ErrNoFactor
			}
			if err != nil {
				return err
			}
			return tx.Factors.RemoveTOTP(ctx, actor.User)
		},
	})
	return err
}
