package identitysvc_test

import (
	"encoding/base32"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

func fromText(t testing.TB, text string) identity.TOTPSecret {
	t.Helper()
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// addPasskey makes a passkey on a new device.
func (w *world) addPasskey(actor identity.Actor, name string) (*memory.Authenticator, identitysvc.Changed) {
	w.t.Helper()
	device := &memory.Authenticator{}
	offer, err := w.factors.OfferPasskey(w.t.Context(), actor)
	if err != nil {
		w.t.Fatal(err)
	}
	answer, err := device.Create(offer.Options)
	if err != nil {
		w.t.Fatal(err)
	}
	changed, err := w.factors.AddPasskey(w.t.Context(), identitysvc.AddPasskeyInput{
		Actor: actor, Question: offer.Token, Answer: answer, Name: name, Client: home,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return device, changed
}

// with answers a question with a device.
func with(t testing.TB, device *memory.Authenticator, question identitysvc.Question) identitysvc.ProofInput {
	t.Helper()
	answer, err := device.Get(question.Options)
	if err != nil {
		t.Fatal(err)
	}
	return identitysvc.ProofInput{Method: identity.MethodPasskey, Question: question.Token, Answer: answer}
}

func (w *world) passkeySignIn(device *memory.Authenticator) (identity.Welcome, identitysvc.PasskeySignInInput, error) {
	w.t.Helper()
	question, err := w.factors.AskSignIn(identity.AppSeeker)
	if err != nil {
		w.t.Fatal(err)
	}
	proof := with(w.t, device, question)
	in := identitysvc.PasskeySignInInput{Question: proof.Question, Answer: proof.Answer, App: identity.AppSeeker, Client: home, Browser: true}
	out, err := w.factors.SignIn(w.t.Context(), in)
	return out, in, err
}

func TestPasskeySignIn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	phone, changed := w.addPasskey(actor, " My  phone ")
	if len(changed.Codes) != 10 || changed.Session == "" {
		t.Errorf("the first factor leaves %+v", changed)
	}
	out, in, err := w.passkeySignIn(phone)
	if err != nil || out.Session == "" || out.User.Email != adaEmail {
		t.Fatalf("%+v, %v", out, err)
	}
	actor, err = w.BySession(t.Context(), identity.AppSeeker, out.Session)
	if err != nil || !actor.Strong {
		t.Errorf("actor = %+v, %v", actor, err)
	}
	security, err := w.factors.Security(t.Context(), actor)
	if err != nil || len(security.Keys) != 1 || security.Keys[0].Name != "My phone" || !security.Keys[0].LastUsedAt.Equal(w.clock()) {
		t.Errorf("Security = %+v, %v", security, err)
	}
	refused := func(name string, in identitysvc.PasskeySignInInput) {
		t.Helper()
		if out, err := w.factors.SignIn(t.Context(), in); !errors.Is(err, identity.ErrPasskeyFailed) || out.Session != "" {
			t.Errorf("%s: %+v, %v", name, out, err)
		}
	}
	refused("the same answer again", in)
	fresh := func() identitysvc.PasskeySignInInput {
		question, err := w.factors.AskSignIn(identity.AppSeeker)
		if err != nil {
			t.Fatal(err)
		}
		proof := with(t, phone, question)
		return identitysvc.PasskeySignInInput{Question: proof.Question, Answer: proof.Answer, App: identity.AppSeeker, Client: home, Browser: true}
	}
	broken := fresh()
	broken.Question = "made up"
	refused("another question", broken)
	broken = fresh()
	broken.Answer = []byte(`{"Credential":"00"}`)
	refused("nobody's answer", broken)
	broken = fresh()
	broken.App = identity.AppAdmin
	refused("another app's question", broken)
	late := fresh()
	w.pass(identity.OpenCeremonyLife)
	refused("late", late)
	stranger := fresh()
	if err := w.factors.RemovePasskey(t.Context(), identitysvc.RemovePasskeyInput{Actor: w.freshen(actor), Passkey: security.Keys[0].ID}); err != nil {
		t.Fatal(err)
	}
	refused("a removed passkey", stranger)
	if subjects := w.subjects(); !slices.Contains(subjects, "A passkey was added") || !slices.Contains(subjects, "A passkey was removed") {
		t.Errorf("mails: %q", subjects)
	}
}

// freshen gives the actor as if they had just shown who they are.
func (w *world) freshen(actor identity.Actor) identity.Actor {
	actor.ProvedAt = w.clock()
	return actor
}

func TestPasskeyForAnAdminWithoutARole(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	phone, _ := w.addPasskey(actor, "")
	question, err := w.factors.AskSignIn(identity.AppAdmin)
	if err != nil {
		t.Fatal(err)
	}
	proof := with(t, phone, question)
	_, err = w.factors.SignIn(t.Context(), identitysvc.PasskeySignInInput{Question: proof.Question, Answer: proof.Answer, App: identity.AppAdmin, Client: home})
	if !errors.Is(err, identity.ErrPasskeyFailed) {
		t.Errorf("err = %v", err)
	}
	w.change(func(u *identity.User) { u.Status = identity.StatusSuspended })
	if _, _, err := w.passkeySignIn(phone); !errors.Is(err, identity.ErrSuspended) {
		t.Errorf("err = %v", err)
	}
}

func TestPasskeyAsSecondFactor(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	phone, changed := w.addPasskey(actor, "Phone")
	actor, _ = w.BySession(t.Context(), identity.AppSeeker, changed.Session)
	challenge := w.challenge(w.credentials())
	pending, err := w.factors.Challenge(t.Context(), challenge)
	if err != nil || pending.Passkey == nil || pending.Methods[0] != identity.MethodPasskey {
		t.Fatalf("pending = %+v, %v", pending, err)
	}
	stranger := &memory.Authenticator{}
	if _, err := stranger.Create(pending.Passkey.Options); err != nil {
		t.Fatal(err)
	}
	if _, err := w.answer(challenge, with(t, stranger, *pending.Passkey)); !errors.Is(err, identity.ErrPasskeyFailed) {
		t.Errorf("a stranger's device: %v", err)
	}
	proof := with(t, phone, *pending.Passkey)
	if _, err := w.answer(challenge, proof); err != nil {
		t.Fatal(err)
	}
	if _, err := w.answer(w.challenge(w.credentials()), proof); !errors.Is(err, identity.ErrPasskeyFailed) {
		t.Errorf("an answer works twice: %v", err)
	}
	// On a site that the passkey does not work on, the recovery codes are what is left.
	in := w.credentials()
	in.App = identity.AppEmployer
	pending, err = w.factors.Challenge(t.Context(), w.challenge(in))
	if err != nil || pending.Passkey != nil || !slices.Contains(pending.Methods, identity.MethodRecovery) {
		t.Errorf("pending = %+v, %v", pending, err)
	}

	w.pass(time.Second)
	laptop, changed := w.addPasskey(actor, "Phone")
	if len(changed.Codes) != 0 {
		t.Error("a second passkey brings new recovery codes")
	}
	if _, _, err := w.passkeySignIn(laptop); err != nil {
		t.Error(err)
	}
	actor, err = w.BySession(t.Context(), identity.AppSeeker, changed.Session)
	if err != nil {
		t.Fatal(err)
	}
	security, err := w.factors.Security(t.Context(), actor)
	if err != nil || len(security.Keys) != 2 || security.Keys[1].Name != "Phone (2)" {
		t.Fatalf("%+v, %v", security, err)
	}
	rename := identitysvc.RenamePasskeyInput{Actor: actor, Passkey: security.Keys[1].ID, Name: " Laptop "}
	if err := w.factors.RenamePasskey(t.Context(), rename); err != nil {
		t.Fatal(err)
	}
	if security, _ := w.factors.Security(t.Context(), actor); security.Keys[1].Name != "Laptop" {
		t.Errorf("keys = %+v", security.Keys)
	}
	rename.Name = ""
	if err := w.factors.RenamePasskey(t.Context(), rename); fault.As(err) == nil || fault.As(err).Violations[0].Field != "name" {
		t.Errorf("no name: %v", err)
	}
	rename.Name, rename.Passkey = "x", id.Passkey{9}
	if err := w.factors.RenamePasskey(t.Context(), rename); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("not there: %v", err)
	}
}

func TestStepUp(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, session := w.signIn()
	w.pass(identity.ProofWindow)
	stale := func(name string, err error) {
		t.Helper()
		if !errors.Is(err, identity.ErrProofNeeded) {
			t.Errorf("%s without a fresh proof: %v", name, err)
		}
	}
	_, err := w.factors.EnableTOTP(t.Context(), actor)
	stale("enable", err)
	_, err = w.factors.ConfirmTOTP(t.Context(), identitysvc.ConfirmTOTPInput{Actor: actor, Code: "1"})
	stale("confirm", err)
	stale("disable", w.factors.DisableTOTP(t.Context(), actor))
	_, err = w.factors.RenewCodes(t.Context(), actor)
	stale("codes", err)
	_, err = w.factors.OfferPasskey(t.Context(), actor)
	stale("offer", err)
	_, err = w.factors.AddPasskey(t.Context(), identitysvc.AddPasskeyInput{Actor: actor})
	stale("add", err)
	stale("remove", w.factors.RemovePasskey(t.Context(), identitysvc.RemovePasskeyInput{Actor: actor}))
	stale("e-mail", w.account.ChangeEmail(t.Context(), identitysvc.ChangeEmailInput{Actor: actor, Email: "new@example.org"}))
	stale("password", w.account.ChangePassword(t.Context(), identitysvc.ChangePasswordInput{Actor: actor, New: "harbour thistle 9"}))

	confirmable, err := w.factors.Confirmable(t.Context(), actor)
	if err != nil || !slices.Equal(confirmable.Methods, []identity.Method{identity.MethodPassword}) {
		t.Fatalf("%+v, %v", confirmable, err)
	}
	step := func(actor identity.Actor, proof identitysvc.ProofInput) (string, error) {
		return w.factors.StepUp(t.Context(), identitysvc.StepUpInput{Actor: actor, Proof: proof})
	}
	password := identitysvc.ProofInput{Method: identity.MethodPassword, Password: adaPassword}
	if _, err := step(actor, identitysvc.ProofInput{Method: identity.MethodPassword, Password: "wrong"}); !errors.Is(err, identity.ErrWrongPassword) {
		t.Errorf("a wrong password: %v", err)
	}
	token, err := step(actor, password)
	if err != nil || token == "" || token == session {
		t.Fatalf("token %q, %v", token, err)
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, session); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("the old token lives on: %v", err)
	}
	actor, err = w.BySession(t.Context(), identity.AppSeeker, token)
	if err != nil || actor.RequireFresh(w.clock()) != nil {
		t.Fatalf("%+v, %v", actor, err)
	}
	phone, changed := w.enrol(actor)
	actor, _ = w.BySession(t.Context(), identity.AppSeeker, changed.Session)
	if _, err := step(actor, password); !errors.Is(err, identity.ErrProofNeeded) {
		t.Errorf("a password is enough in spite of a second factor: %v", err)
	}
	if _, err := step(actor, totp("000000")); !errors.Is(err, identity.ErrWrongCode) {
		t.Errorf("a wrong code: %v", err)
	}
	code := phone.code()
	if token, err = step(actor, totp(code)); err != nil || token == "" {
		t.Fatalf("token %q, %v", token, err)
	}
	if _, err := w.answer(w.challenge(w.credentials()), totp(code)); !errors.Is(err, identity.ErrWrongCode) {
		t.Errorf("the code of a confirmation works again to sign in: %v", err)
	}
	// A client that is no browser keeps its tokens.
	w.pass(time.Minute)
	client, err := w.answer(w.challenge(w.credentials()), totp(phone.code()))
	if err != nil {
		t.Fatal(err)
	}
	w.pass(identity.ProofWindow - time.Minute)
	actor, err = w.ByAccessToken(t.Context(), identity.AppSeeker, client.Tokens.Access)
	if err != nil {
		t.Fatal(err)
	}
	actor.ProvedAt = time.Time{}
	if token, err := step(actor, totp(phone.code())); err != nil || token != "" {
		t.Fatalf("token %q, %v", token, err)
	}
	if actor, err = w.ByAccessToken(t.Context(), identity.AppSeeker, client.Tokens.Access); err != nil || !actor.ProvedAt.Equal(w.clock()) {
		t.Errorf("%+v, %v", actor, err)
	}
}

func TestStepUpIsNotGuessed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	var err error
	for range 10 {
		_, err = w.factors.StepUp(t.Context(), identitysvc.StepUpInput{
			Actor: actor, Proof: identitysvc.ProofInput{Method: identity.MethodPassword, Password: "guess"},
		})
	}
	if !errors.Is(err, identity.ErrTooManyAttempts) {
		t.Errorf("err = %v", err)
	}
	w.pass(time.Hour)
	w.change(func(u *identity.User) { u.PasswordHash = "" })
	_, err = w.factors.StepUp(t.Context(), identitysvc.StepUpInput{
		Actor: actor, Proof: identitysvc.ProofInput{Method: identity.MethodPassword, Password: "x"},
	})
	if !errors.Is(err, identity.ErrNoPassword) {
		t.Errorf("an account without a password: %v", err)
	}
}
