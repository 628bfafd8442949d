package identitysvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// ChallengeInput names a sign-in that waits for a second proof.
type ChallengeInput struct {
	Token   string
	App     identity.App
	Client  identity.Client
	Browser bool // as when the sign-in began
}

// Pending is what somebody can answer a challenge with.
type Pending struct {
	Methods []identity.Method
	Passkey *Question // nil if no passkey works on this site
}

// Challenge answers how a sign-in can go on, or identity.ErrChallengeInvalid.
func (f *Factors) Challenge(ctx context.Context, in ChallengeInput) (out Pending, err error) {
	challenge, err := f.find(ctx, in)
	if err != nil {
		return Pending{}, err
	}
	factors, err := f.read.Factors.Summary(ctx, challenge.User)
	if err != nil {
		return Pending{}, err
	}
	out.Methods = factors.Methods()
	out.Passkey, err = f.askFor(ctx, in.App, challenge.User)
	return out, err
}

// find answers a challenge that may be answered now.
func (f *Factors) find(ctx context.Context, in ChallengeInput) (challenge identity.SignInChallenge, err error) {
	now := f.now()
	err = f.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		challenge, err = lockChallenge(ctx, tx, in, now)
		return err
	})
	return challenge, err
}

// lockChallenge is find within a unit of work.
func lockChallenge(ctx context.Context, tx Tx, in ChallengeInput, now time.Time) (identity.SignInChallenge, error) {
	challenge, err := tx.Challenges.Find(ctx, identity.HashToken(in.Token))
	if errors.Is(err, fault.ErrNotFound) {
		return challenge, identity.ErrChallengeInvalid
	}
	if err != nil {
		return challenge, err
	}
	if challenge.Browser != in.Browser {
		return challenge, identity.ErrChallengeInvalid
	}
	return challenge, challenge.Check(in.App, in.Client, now)
}

// AnswerInput is a second proof for a sign-in that waits for it.
type AnswerInput struct {
	Challenge ChallengeInput
	Proof     ProofInput
}

// Answer finishes a sign-in. It answers identity.ErrWrongCode or
// identity.ErrPasskeyFailed for a proof that is not right,
// identity.ErrChallengeInvalid once there were too many, and identity.ErrTooManyAttempts
// when codes of the account were tried too often.
func (f *Factors) Answer(ctx context.Context, in AnswerInput) (identity.Welcome, error) {
	if err := in.Proof.Validate(); err != nil {
		return identity.Welcome{}, err
	}
	verify := f.verifier()
	var (
		challenge identity.SignInChallenge
		user      identity.User
		right     bool
	)
	// The attempt is counted before it is looked at: answers that come at once are not more
	// than the challenge allows.
	err := f.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		if challenge, err = lockChallenge(ctx, tx, in.Challenge, verify.now); err != nil {
			return err
		}
		if user, err = tx.Users.Get(ctx, challenge.User); err != nil {
			return err
		}
		challenge.Attempts++
		return tx.Challenges.Update(ctx, challenge)
	})
	if err != nil {
		return identity.Welcome{}, err
	}
	if guessable(in.Proof.Method) {
		if err := f.try(ctx, answeringKey(user.ID), guessing); err != nil {
			return identity.Welcome{}, err
		}
	}
	err = f.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		if challenge, err = tx.Challenges.Find(ctx, challenge.Hash); err != nil {
			return err
		}
		if !challenge.UsedAt.IsZero() {
			return identity.ErrChallengeInvalid
		}
		if right, err = verify.prove(ctx, tx, user.ID, in.Challenge.App, in.Proof); err != nil || !right {
			return err
		}
		challenge.UsedAt = verify.now
		return tx.Challenges.Update(ctx, challenge)
	})
	switch {
	case err != nil:
		return identity.Welcome{}, err
	case !right && challenge.Attempts >= identity.MaxChallengeAttempts:
		return identity.Welcome{}, identity.ErrChallengeInvalid
	case !right:
		return identity.Welcome{}, wrong(in.Proof.Method)
	}
	if guessable(in.Proof.Method) {
		if err := f.forgive(ctx, answeringKey(user.ID)); err != nil {
			return identity.Welcome{}, err
		}
	}
	return f.signIns.Welcome(ctx, user, challenge.Arrival(in.Proof.Method, in.Challenge.Client))
}
