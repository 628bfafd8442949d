package identitysvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// passkeysByNetwork bounds what checking signatures costs; they cannot be guessed.
var passkeysByNetwork = rate{"passkeys_network", 200, 15 * time.Minute}

// AskSignIn asks a browser for any passkey of the site, whoever sits before it.
func (f *Factors) AskSignIn(app identity.App) (Question, error) {
	ceremony, err := f.passkeys.Ask(app, nil)
	if err != nil {
		return Question{}, err
	}
	return f.seal(ceremony, toSignIn, app, id.User{}, identity.OpenCeremonyLife)
}

// askFor asks for one of the user's passkeys; nil if none of them works on the site.
func (f *Factors) askFor(ctx context.Context, app identity.App, user id.User) (*Question, error) {
	have, err := f.read.Passkeys.List(ctx, user)
	if err != nil || len(have) == 0 {
		return nil, err
	}
	ceremony, err := f.passkeys.Ask(app, have)
	if errors.Is(err, identity.ErrPasskeyFailed) {
		return nil, nil //nolint:nilnil // no passkey of this site is no failure
	}
	if err != nil {
		return nil, err
	}
	question, err := f.seal(ceremony, toProve, app, user, identity.CeremonyLife)
	return &question, err
}

// PasskeySignInInput is the answer of a browser to AskSignIn.
type PasskeySignInInput struct {
	Question string
	Answer   []byte // JSON
	App      identity.App
	Client   identity.Client
	Browser  bool // see identity.Arrival
}

// SignIn lets somebody in with a passkey alone. It answers identity.ErrPasskeyFailed,
// whatever is wrong with it, identity.ErrSuspended or identity.ErrTooManyAttempts.
func (f *Factors) SignIn(ctx context.Context, in PasskeySignInInput) (identity.Welcome, error) {
	if err := f.take(ctx, passkeysByNetwork, in.Client.Network()); err != nil {
		return identity.Welcome{}, err
	}
	claim, err := f.passkeys.Claim(in.Answer)
	if err != nil {
		return identity.Welcome{}, err
	}
	var (
		user   identity.User
		right  bool
		verify = f.verifier()
		proof  = ProofInput{Method: identity.MethodPasskey, Question: in.Question, Answer: in.Answer}
	)
	err = f.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		user, err = tx.Users.Get(ctx, claim.User)
		if errors.Is(err, fault.ErrNotFound) {
			right = false
			return nil
		}
		if err != nil {
			return err
		}
		right, err = verify.provePasskey(ctx, tx, user.ID, in.App, toSignIn, id.User{}, proof)
		return err
	})
	if err != nil {
		return identity.Welcome{}, err
	}
	if !right {
		return identity.Welcome{}, identity.ErrPasskeyFailed
	}
	welcome, err := f.signIns.Welcome(ctx, user, identity.Arrival{
		App: in.App, Client: in.Client, Browser: in.Browser, Proved: []identity.Method{identity.MethodPasskey},
	})
	if errors.Is(err, identity.ErrBadCredentials) { // may not use this app: the words are about passwords
		return identity.Welcome{}, identity.ErrPasskeyFailed
	}
	return welcome, err
}
