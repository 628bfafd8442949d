package identitysvc_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// app is somebody's authenticator app.
type app struct {
	w      *world
	secret identity.TOTPSecret
}

func (a app) code() string { return a.secret.Code(identity.TOTPStepAt(a.w.clock())) }

// enrol sets up an authenticator app and answers it with the recovery codes.
func (w *world) enrol(actor identity.Actor) (app, identitysvc.Changed) {
	w.t.Helper()
	enrolment, err := w.factors.EnableTOTP(w.t.Context(), actor)
	if err != nil {
		w.t.Fatal(err)
	}
	a := app{w, fromText(w.t, enrolment.Secret)}
	changed, err := w.factors.ConfirmTOTP(w.t.Context(), identitysvc.ConfirmTOTPInput{Actor: actor, Code: a.code()})
	if err != nil {
		w.t.Fatal(err)
	}
	w.pass(time.Minute) // the next code
	return a, changed
}

// challenge signs in with the password and answers the challenge that comes of it.
func (w *world) challenge(in identitysvc.CredentialsInput) identitysvc.ChallengeInput {
	w.t.Helper()
	out, err := w.SignIn(w.t.Context(), in)
	if err != nil || out.Challenge == nil || out.Session != "" || out.Tokens != nil {
		w.t.Fatalf("SignIn = %+v, %v; want a challenge and nothing else", out, err)
	}
	return identitysvc.ChallengeInput{Token: out.Challenge.Token, App: in.App, Client: in.Client, Browser: in.Browser}
}

func (w *world) answer(challenge identitysvc.ChallengeInput, proof identitysvc.ProofInput) (identity.Welcome, error) {
	return w.factors.Answer(w.t.Context(), identitysvc.AnswerInput{Challenge: challenge, Proof: proof})
}

func totp(code string) identitysvc.ProofInput {
	return identitysvc.ProofInput{Method: identity.MethodTOTP, Code: code}
}

func recovery(code string) identitysvc.ProofInput {
	return identitysvc.ProofInput{Method: identity.MethodRecovery, Code: code}
}

func TestAuthenticatorApp(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, session := w.signIn()
	_, other := w.signIn()
	family := w.login().Tokens
	if actor.Strong {
		t.Error("a password alone is strong")
	}
	first, err := w.factors.EnableTOTP(t.Context(), actor)
	if err != nil || !strings.Contains(first.URI, first.Secret) || !strings.Contains(first.URI, "ada.berg@example.org") {
		t.Fatalf("EnableTOTP = %+v, %v", first, err)
	}
	if again, err := w.factors.EnableTOTP(t.Context(), actor); err != nil || again != first {
		t.Errorf("reloading the page changes the secret: %v", err)
	}
	if _, err := w.factors.ConfirmTOTP(t.Context(), identitysvc.ConfirmTOTPInput{Actor: actor, Code: "000000"}); !errors.Is(err, identity.ErrWrongCode) {
		t.Errorf("a wrong code: %v", err)
	}
	if in, err := w.SignIn(t.Context(), w.credentials()); err != nil || in.Challenge != nil {
		t.Errorf("an app that is not confirmed counts: %+v, %v", in, err)
	}
	phone, changed := w.enrol(actor)
	if len(changed.Codes) != 10 || changed.Session == "" || changed.Session == session {
		t.Fatalf("changed = %+v", changed)
	}
	for name, token := range map[string]string{"the old token": session, "another browser": other} {
		if _, err := w.BySession(t.Context(), identity.AppSeeker, token); !errors.Is(err, fault.ErrUnauthenticated) {
			t.Errorf("%s lives on: %v", name, err)
		}
	}
	if _, err := w.ByAccessToken(t.Context(), identity.AppSeeker, family.Access); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("another client's access token lives on: %v", err)
	}
	actor, err = w.BySession(t.Context(), identity.AppSeeker, changed.Session)
	if err != nil || !actor.Strong {
		t.Fatalf("the session that set it up: %+v, %v", actor, err)
	}
	if _, err := w.factors.EnableTOTP(t.Context(), actor); !errors.Is(err, identity.ErrFactorOn) {
		t.Errorf("a second app: %v", err)
	}

	browser := w.credentials()
	browser.Browser = true
	for _, in := range []identitysvc.CredentialsInput{browser, w.credentials()} {
		challenge := w.challenge(in)
		pending, err := w.factors.Challenge(t.Context(), challenge)
		if want := []identity.Method{identity.MethodTOTP, identity.MethodRecovery}; err != nil || !slices.Equal(pending.Methods, want) || pending.Passkey != nil {
			t.Errorf("pending = %+v, %v", pending, err)
		}
		code := phone.code()
		out, err := w.answer(challenge, totp(code[:3]+" "+code[3:]))
		if err != nil || (out.Session != "") != in.Browser || (out.Tokens != nil) == in.Browser {
			t.Fatalf("answer = %+v, %v", out, err)
		}
		if _, err := w.answer(challenge, totp(code)); !errors.Is(err, identity.ErrChallengeInvalid) {
			t.Errorf("a challenge is answered twice: %v", err)
		}
		if _, err := w.answer(w.challenge(in), totp(code)); !errors.Is(err, identity.ErrWrongCode) {
			t.Errorf("a code works twice: %v", err)
		}
		if in.Browser {
			actor, err = w.BySession(t.Context(), identity.AppSeeker, out.Session)
		} else {
			actor, err = w.ByAccessToken(t.Context(), identity.AppSeeker, out.Tokens.Access)
		}
		if err != nil || !actor.Strong {
			t.Errorf("actor = %+v, %v", actor, err)
		}
		w.pass(time.Minute)
	}
	if security, err := w.factors.Security(t.Context(), actor); err != nil || !security.TOTP || security.RecoveryCodes != 10 || !security.Password || security.Removal != nil {
		t.Errorf("Security = %+v, %v", security, err)
	}
	if err := w.factors.DisableTOTP(t.Context(), actor); err != nil {
		t.Fatal(err)
	}
	if in, err := w.SignIn(t.Context(), w.credentials()); err != nil || in.Challenge != nil {
		t.Errorf("a removed app is asked for: %+v, %v", in, err)
	}
	if security, err := w.factors.Security(t.Context(), actor); err != nil || security.Any() || security.RecoveryCodes != 0 {
		t.Errorf("the recovery codes stay behind: %+v, %v", security, err)
	}
	if err := w.factors.DisableTOTP(t.Context(), actor); !errors.Is(err, identity.ErrNoFactor) {
		t.Errorf("removed twice: %v", err)
	}
	subjects := w.subjects()
	for _, want := range []string{"An authenticator app was added", "The authenticator app was removed"} {
		if !slices.Contains(subjects, want) {
			t.Errorf("no mail says %q: %q", want, subjects)
		}
	}
}

func TestChallengeIsBound(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	phone, _ := w.enrol(actor)
	good := w.challenge(w.credentials())
	for name, edit := range map[string]func(*identitysvc.ChallengeInput){
		"made up":         func(in *identitysvc.ChallengeInput) { in.Token = "x" },
		"another app":     func(in *identitysvc.ChallengeInput) { in.App = identity.AppEmployer },
		"another kind":    func(in *identitysvc.ChallengeInput) { in.Browser = true },
		"another program": func(in *identitysvc.ChallengeInput) { in.Client.UserAgent = "Thief/1" },
	} {
		in := good
		edit(&in)
		if _, err := w.answer(in, totp(phone.code())); !errors.Is(err, identity.ErrChallengeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := w.factors.Challenge(t.Context(), in); !errors.Is(err, identity.ErrChallengeInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range identity.MaxChallengeAttempts {
		want := identity.ErrWrongCode
		if i == identity.MaxChallengeAttempts-1 {
			want = identity.ErrChallengeInvalid
		}
		if _, err := w.answer(good, totp("000000")); !errors.Is(err, want) {
			t.Errorf("wrong answer %d: %v", i+1, err)
		}
	}
	if _, err := w.answer(good, totp(phone.code())); !errors.Is(err, identity.ErrChallengeInvalid) {
		t.Errorf("the right code after too many wrong ones: %v", err)
	}
	late := w.challenge(w.credentials())
	w.pass(identity.ChallengeLife)
	if _, err := w.answer(late, totp(phone.code())); !errors.Is(err, identity.ErrChallengeInvalid) {
		t.Errorf("after ten minutes: %v", err)
	}
	if _, err := w.answer(w.challenge(w.credentials()), totp(phone.code())); err != nil {
		t.Error(err)
	}
}

// TestCodesAreNotGuessed holds that opening challenge after challenge does not help.
func TestCodesAreNotGuessed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	w.enrol(actor)
	looked, waited := 0, 0
	for range 20 {
		challenge := w.challenge(w.credentials())
		for range identity.MaxChallengeAttempts {
			if _, err := w.answer(challenge, totp("000000")); errors.Is(err, identity.ErrTooManyAttempts) {
				waited++
			} else {
				looked++
			}
		}
	}
	if looked > 6 || waited == 0 {
		t.Errorf("%d codes of one account were looked at at once", looked)
	}
}

func TestRecoveryCodes(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	_, changed := w.enrol(actor)
	actor, _ = w.BySession(t.Context(), identity.AppSeeker, changed.Session)
	if _, err := w.answer(w.challenge(w.credentials()), recovery(strings.ToUpper(changed.Codes[3]))); err != nil {
		t.Fatal(err)
	}
	if _, err := w.answer(w.challenge(w.credentials()), recovery(changed.Codes[3])); !errors.Is(err, identity.ErrWrongCode) {
		t.Errorf("a recovery code works twice: %v", err)
	}
	if security, err := w.factors.Security(t.Context(), actor); err != nil || security.RecoveryCodes != 9 {
		t.Errorf("%+v, %v", security, err)
	}
	fresh, err := w.factors.RenewCodes(t.Context(), actor)
	if err != nil || len(fresh) != 10 || slices.Contains(fresh, changed.Codes[0]) {
		t.Fatalf("%v, %v", fresh, err)
	}
	if _, err := w.answer(w.challenge(w.credentials()), recovery(changed.Codes[0])); !errors.Is(err, identity.ErrWrongCode) {
		t.Errorf("an old recovery code works: %v", err)
	}
	if _, err := w.answer(w.challenge(w.credentials()), recovery(fresh[0])); err != nil {
		t.Error(err)
	}
	if subjects := w.subjects(); !slices.Contains(subjects, "A recovery code was used") || !slices.Contains(subjects, "You have new recovery codes") {
		t.Errorf("mails: %q", subjects)
	}
	other := setup(t)
	other.register()
	nobody, _ := other.signIn()
	if _, err := other.factors.RenewCodes(t.Context(), nobody); !errors.Is(err, identity.ErrNoFactor) {
		t.Errorf("codes without a factor: %v", err)
	}
}

func TestAdminsNeedAFactor(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	if _, err := w.Appoint(t.Context(), identitysvc.AppointInput{Email: adaEmail, Role: identity.RoleSuper}); err != nil {
		t.Fatal(err)
	}
	in := w.credentials()
	in.App, in.Browser = identity.AppAdmin, true
	welcome, err := w.SignIn(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	actor, err := w.BySession(t.Context(), identity.AppAdmin, welcome.Session)
	if err != nil || !errors.Is(actor.RequirePlatform(), identity.ErrFactorRequired) {
		t.Fatalf("%+v, %v, %v", actor, err, actor.RequirePlatform())
	}
	_, changed := w.enrol(actor)
	actor, err = w.BySession(t.Context(), identity.AppAdmin, changed.Session)
	if err != nil || actor.RequirePlatform() != nil {
		t.Errorf("%+v, %v, %v", actor, err, actor.RequirePlatform())
	}
	if err := w.factors.DisableTOTP(t.Context(), actor); !errors.Is(err, identity.ErrLastFactor) {
		t.Errorf("an admin removes the last factor: %v", err)
	}
	if security, err := w.factors.Security(t.Context(), actor); err != nil || !security.TOTP || security.RecoveryCodes != 10 {
		t.Errorf("the refusal changed something: %+v, %v", security, err)
	}
}
