package identitysvc_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// lose asks for the removal of a lost factor, and starts it from the mailbox.
func (w *world) lose() time.Time {
	w.t.Helper()
	if err := w.factors.LostFactor(w.t.Context(), w.challenge(w.credentials())); err != nil {
		w.t.Fatal(err)
	}
	due, err := w.factors.ConfirmRemoval(w.t.Context(), identitysvc.RemovalLinkInput{Token: w.linkTo("/login/lost-factor/confirm")})
	if err != nil {
		w.t.Fatal(err)
	}
	return due
}

func TestLostFactor(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	_, changed := w.enrol(actor)
	actor, _ = w.BySession(t.Context(), identity.AppSeeker, changed.Session)
	w.addPasskey(actor, "")
	began := w.clock()
	due := w.lose()
	if !due.Equal(began.Add(72 * time.Hour)) {
		t.Errorf("due %v after %v", due, began)
	}
	if security, err := w.factors.Security(t.Context(), actor); err != nil || security.Removal == nil || !security.Removal.DueAt().Equal(due) {
		t.Errorf("the owner does not see it: %+v, %v", security.Removal, err)
	}
	if err := w.factors.LostFactor(t.Context(), w.challenge(w.credentials())); !errors.Is(err, identity.ErrRemovalOpen) {
		t.Errorf("asked again while it waits: %v", err)
	}
	warned := func() (n int) {
		for _, subject := range w.subjects() {
			if subject == "Your second factor is about to be removed" {
				n++
			}
		}
		return n
	}
	for hours, want := range []int{0: 1, 23: 1, 24: 2, 47: 2, 48: 3, 71: 3} {
		if want == 0 {
			continue
		}
		w.pass(began.Add(time.Duration(hours) * time.Hour).Sub(w.clock()))
		if got := warned(); got != want {
			t.Errorf("after %d hours there were %d warnings, want %d", hours, got, want)
		}
		if in, err := w.SignIn(t.Context(), w.credentials()); err != nil || in.Challenge == nil {
			t.Errorf("after %d hours the factor is not asked for: %v", hours, err)
		}
	}
	w.pass(due.Sub(w.clock()))
	w.work()
	in, err := w.SignIn(t.Context(), w.credentials())
	if err != nil || in.Challenge != nil {
		t.Fatalf("after the wait: %+v, %v", in, err)
	}
	actor, err = w.ByAccessToken(t.Context(), identity.AppSeeker, in.Tokens.Access)
	if err != nil {
		t.Fatal(err)
	}
	if security, err := w.factors.Security(t.Context(), actor); err != nil || security.Any() || security.RecoveryCodes != 0 || security.Removal != nil {
		t.Errorf("Security = %+v, %v", security, err)
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, changed.Session); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("an old session lives on: %v", err)
	}
	if subjects := w.subjects(); !slices.Contains(subjects, "Your second factor was removed") {
		t.Errorf("mails: %q", subjects)
	}
}

func TestLostFactorIsStopped(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(w *world, actor identity.Actor, phone app) error{
		"by the mailed link": func(w *world, _ identity.Actor, _ app) error {
			return w.factors.StopRemoval(w.t.Context(), identitysvc.RemovalLinkInput{Token: w.linkTo("/login/lost-factor/stop")})
		},
		"by its owner": func(w *world, actor identity.Actor, _ app) error {
			return w.factors.CallOffRemoval(w.t.Context(), actor)
		},
		"by using the factor": func(w *world, _ identity.Actor, phone app) error {
			_, err := w.answer(w.challenge(w.credentials()), totp(phone.code()))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			w.register()
			actor, _ := w.signIn()
			phone, _ := w.enrol(actor)
			w.lose()
			w.pass(71 * time.Hour)
			if err := stop(w, actor, phone); err != nil {
				t.Fatal(err)
			}
			w.pass(100 * time.Hour)
			w.work()
			if in, err := w.SignIn(t.Context(), w.credentials()); err != nil || in.Challenge == nil {
				t.Errorf("the factor is gone: %+v, %v", in, err)
			}
			if err := w.factors.CallOffRemoval(t.Context(), actor); err != nil {
				t.Errorf("nothing to call off: %v", err)
			}
		})
	}
}

func TestLostFactorNeedsPasswordAndMailbox(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	w.enrol(actor)
	made := identitysvc.ChallengeInput{Token: "made up", App: identity.AppSeeker, Client: home}
	if err := w.factors.LostFactor(t.Context(), made); !errors.Is(err, identity.ErrChallengeInvalid) {
		t.Errorf("without the password: %v", err)
	}
	if err := w.factors.LostFactor(t.Context(), w.challenge(w.credentials())); err != nil {
		t.Fatal(err)
	}
	link := w.linkTo("/login/lost-factor/confirm")
	w.pass(500 * time.Hour)
	w.work()
	if in, err := w.SignIn(t.Context(), w.credentials()); err != nil || in.Challenge == nil {
		t.Errorf("without the mailbox the factor goes: %+v, %v", in, err)
	}
	for token, want := range map[string]error{link: identity.ErrLinkTooLate, "x": identity.ErrLinkInvalid} {
		if _, err := w.factors.ConfirmRemoval(t.Context(), identitysvc.RemovalLinkInput{Token: token}); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	w.lose()
	if _, err := w.factors.ConfirmRemoval(t.Context(), identitysvc.RemovalLinkInput{Token: w.linkTo("/login/lost-factor/confirm")}); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("a link works twice: %v", err)
	}
	if err := w.factors.StopRemoval(t.Context(), identitysvc.RemovalLinkInput{Token: w.linkTo("/login/lost-factor/confirm")}); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("a link is good for another thing: %v", err)
	}
}
