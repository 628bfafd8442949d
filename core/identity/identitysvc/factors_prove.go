package identitysvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// ProofInput is one proof of who somebody is. Method says which of the others is set.
type ProofInput struct {
	Method   identity.Method
	Code     string // of an authenticator app, or a recovery code
	Question string // token of the question that a passkey answers
	Answer   []byte // JSON
	Password string
}

// Validate answers what is missing.
func (in ProofInput) Validate() error {
	var c fault.Check
	switch in.Method {
	case identity.MethodTOTP:
		c.Required("code", in.Code, "Write the six digits that your authenticator app shows.")
	case identity.MethodRecovery:
		c.Required("code", in.Code, "Write one of your recovery codes.")
	case identity.MethodPasskey:
		c.That(in.Question != "" && len(in.Answer) > 0, "answer", "required", "Use your passkey, then try again.")
	case identity.MethodPassword:
		c.That(in.Password != "", "password", "required", "Write your password.")
	case identity.MethodProvider:
		c.Add("method", "unknown", "Choose one of the ways that are offered.")
	default:
		c.Add("method", "unknown", "Choose one of the ways that are offered.")
	}
	return c.Err()
}

func answeringKey(user id.User) string { return "identity:answer:" + user.String() }

// verifier checks proofs at one moment. It computes and touches nothing outside of a
// transaction.
type verifier struct {
	sealer   ports.Sealer
	passkeys ports.Passkeys
	now      time.Time
}

func (f *Factors) verifier() verifier { return verifier{f.sealer, f.passkeys, f.now()} }

// prove tells whether a second proof of the user is right, and spends it: each works once.
// It answers false for a wrong one.
func (v verifier) prove(ctx context.Context, tx Tx, user id.User, app identity.App, in ProofInput) (bool, error) {
	switch in.Method { //nolint:exhaustive // the others are no second proofs
	case identity.MethodTOTP:
		return v.proveTOTP(ctx, tx, user, in.Code)
	case identity.MethodRecovery:
		ok, err := tx.Factors.UseRecoveryCode(ctx, user, identity.HashRecoveryCode(in.Code), v.now)
		if err != nil || !ok {
			return false, err
		}
		return true, tx.Outbox.Enqueue(ctx, identity.NewNotice(user, identity.NoticeCodeUsed, app, v.now))
	case identity.MethodPasskey:
		return v.provePasskey(ctx, tx, user, app, toProve, user, in)
	}
	return false, nil
}

func (v verifier) proveTOTP(ctx context.Context, tx Tx, user id.User, code string) (bool, error) {
	totp, err := tx.Factors.TOTP(ctx, user)
	if errors.Is(err, fault.ErrNotFound) || err == nil && !totp.Confirmed() {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	totp.LastStep, err = v.match(totp, code)
	if errors.Is(err, identity.ErrWrongCode) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, tx.Factors.SaveTOTP(ctx, totp)
}

// match answers the step that a code of the app belongs to, or identity.ErrWrongCode.
func (v verifier) match(totp identity.TOTP, code string) (int64, error) {
	secret, err := v.secret(totp)
	if err != nil {
		return 0, err
	}
	step, ok := secret.Match(code, totp.LastStep, v.now)
	if !ok {
		return 0, identity.ErrWrongCode
	}
	return step, nil
}

func (v verifier) secret(totp identity.TOTP) (identity.TOTPSecret, error) {
	return v.sealer.Open(totp.SealedSecret, totpPurpose(totp.User))
}

// provePasskey checks the answer to a question that was put to asked, which is nobody on
// the sign-in page.
func (v verifier) provePasskey(ctx context.Context, tx Tx, user id.User, app identity.App, a aim, asked id.User, in ProofInput) (bool, error) {
	state, err := v.open(in.Question, a, app, asked)
	if err != nil {
		return refused(err)
	}
	claim, err := v.passkeys.Claim(in.Answer)
	if err != nil {
		return refused(err)
	}
	have, err := tx.Passkeys.List(ctx, user)
	if err != nil {
		return false, err
	}
	passkey, err := v.passkeys.Check(app, have, state, in.Answer)
	if err != nil {
		return refused(err)
	}
	err = tx.Passkeys.Answer(ctx, identity.HashToken(string(claim.Challenge)), v.now.Add(identity.OpenCeremonyLife))
	if errors.Is(err, fault.ErrStale) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	passkey.LastUsedAt = v.now
	return true, tx.Passkeys.Update(ctx, passkey)
}

// refused turns the failure of a passkey into the answer "no"; other errors stay.
func refused(err error) (bool, error) {
	if errors.Is(err, identity.ErrPasskeyFailed) {
		return false, nil
	}
	return false, err
}

// wrong is what a person is told whose proof was not right.
func wrong(method identity.Method) error {
	switch method { //nolint:exhaustive // the rest are codes
	case identity.MethodPasskey:
		return identity.ErrPasskeyFailed
	case identity.MethodPassword:
		return identity.ErrWrongPassword
	case identity.MethodRecovery:
		return identity.ErrWrongCode.With("This recovery code is not right, or it was used before. Each works once. Check it, or use another.")
	}
	return identity.ErrWrongCode
}

// guessable tells whether a proof could be found by trying.
func guessable(method identity.Method) bool {
	return method == identity.MethodTOTP || method == identity.MethodRecovery
}
