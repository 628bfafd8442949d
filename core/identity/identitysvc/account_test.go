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

const newPassword = "harbour thistle 93"

func (w *world) forgot(email string) {
	w.t.Helper()
	err := w.account.ForgotPassword(w.t.Context(), identitysvc.ForgotPasswordInput{Email: email, App: identity.AppSeeker, Client: home})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) reset(token, password string) error {
	return w.account.ResetPassword(w.t.Context(), identitysvc.ResetPasswordInput{Token: token, Password: password, App: identity.AppSeeker})
}

func violates(err error, field, code string) bool {
	f := fault.As(err)
	return f != nil && slices.ContainsFunc(f.Violations, func(v fault.Violation) bool { return v.Field == field && v.Code == code })
}

func TestResetPassword(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	_, session := w.signIn()
	tokens := w.login().Tokens
	before := len(w.db.Tasks())
	w.forgot(" ADA.berg@Example.org ")
	w.forgot("nobody@example.org")
	if n := len(w.db.Tasks()) - before; n != 2 {
		t.Errorf("%d tasks, want as many for an unknown address as for a known one", n)
	}
	first := w.linkTo("/reset-password")
	w.forgot(adaEmail)
	link := w.linkTo("/reset-password")
	for _, tt := range []struct{ password, code string }{{"short", "too_short"}, {"AdaBerg1987", "personal"}, {"password1", "common"}, {"", "required"}} {
		if err := w.reset(link, tt.password); !violates(err, "password", tt.code) {
			t.Errorf("%q: %v", tt.password, err)
		}
	}
	if err := w.reset(link, newPassword); err != nil { // a refused password has not spent the link
		t.Fatal(err)
	}
	for name, token := range map[string]string{"again": link, "an older link": first, "made up": "x", "none": ""} {
		if err := w.reset(token, newPassword); !errors.Is(err, identity.ErrLinkInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, session); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("a session lives on: %v", err)
	}
	if _, err := w.ByAccessToken(t.Context(), identity.AppSeeker, tokens.Access); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("an access token lives on: %v", err)
	}
	if _, err := w.SignIn(t.Context(), w.credentials()); !errors.Is(err, identity.ErrBadCredentials) {
		t.Errorf("the old password: %v", err)
	}
	in := w.credentials()
	in.Password = newPassword
	out, err := w.SignIn(t.Context(), in)
	if err != nil || !out.User.Verified() {
		t.Errorf("the new password: %+v, %v", out, err)
	}
	if subjects := w.subjects(); !slices.Contains(subjects, "Your password was changed") {
		t.Errorf("mails: %q", subjects)
	}
	w.forgot(adaEmail)
	late := w.linkTo("/reset-password")
	w.pass(identity.ResetLife)
	if err := w.reset(late, newPassword); !errors.Is(err, identity.ErrLinkTooLate) {
		t.Errorf("after an hour: %v", err)
	}
}

// TestResetDoesNotBypassTheSecondFactor is ASVS 5.0, 6.4.3.
func TestResetDoesNotBypassTheSecondFactor(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	w.enrol(actor)
	w.forgot(adaEmail)
	if err := w.reset(w.linkTo("/reset-password"), newPassword); err != nil {
		t.Fatal(err)
	}
	in := w.credentials()
	in.Password = newPassword
	w.challenge(in)
}

func TestForgotPasswordFloodsNobody(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	for _, email := range []string{adaEmail, "nobody@example.org"} {
		var err error
		for range 6 {
			err = w.account.ForgotPassword(t.Context(), identitysvc.ForgotPasswordInput{Email: email, App: identity.AppSeeker, Client: home})
		}
		if !errors.Is(err, identity.ErrTooManyAttempts) {
			t.Errorf("%s: %v", email, err)
		}
	}
	if err := w.account.ForgotPassword(t.Context(), identitysvc.ForgotPasswordInput{Email: "x", Client: home}); !violates(err, "email", "email") {
		t.Errorf("err = %v", err)
	}
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, session := w.signIn()
	_, other := w.signIn()
	change := func(current, password string) error {
		return w.account.ChangePassword(t.Context(), identitysvc.ChangePasswordInput{Actor: actor, Current: current, New: password})
	}
	w.pass(identity.ProofWindow)
	if err := change("", newPassword); !errors.Is(err, identity.ErrProofNeeded) {
		t.Errorf("without the present password: %v", err)
	}
	if err := change("wrong", "short"); !violates(err, "currentPassword", "wrong") || !violates(err, "password", "too_short") {
		t.Errorf("not every field is named: %v", err)
	}
	if err := change(adaPassword, newPassword); err != nil {
		t.Fatal(err)
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, session); err != nil {
		t.Errorf("one's own session: %v", err)
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, other); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("another session lives on: %v", err)
	}
	actor = w.freshen(actor)
	if err := change("", adaPassword); err != nil {
		t.Errorf("right after showing who one is: %v", err)
	}
	var err error
	for range 8 {
		err = change("guess", newPassword)
	}
	if !errors.Is(err, identity.ErrTooManyAttempts) {
		t.Errorf("guessing the present password: %v", err)
	}
}

func TestChangeEmail(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, session := w.signIn()
	ask := func(email string) error {
		return w.account.ChangeEmail(t.Context(), identitysvc.ChangeEmailInput{Actor: actor, Email: email, Client: home})
	}
	for email, code := range map[string]string{adaEmail: "same", "x": "email", "": "required"} {
		if err := ask(email); !violates(err, "email", code) {
			t.Errorf("%q: %v", email, err)
		}
	}
	if err := ask("New@Example.org"); err != nil {
		t.Fatal(err)
	}
	link := identitysvc.EmailLinkInput{Token: w.linkTo("/email/confirm")}
	if mails := w.mails.Sent(); mails[len(mails)-1].To != "new@example.org" {
		t.Errorf("the link went to %s", mails[len(mails)-1].To)
	}
	w.signIn() // the old address still holds
	if err := w.account.ConfirmEmail(t.Context(), link); err != nil {
		t.Fatal(err)
	}
	if err := w.account.ConfirmEmail(t.Context(), link); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("a link works twice: %v", err)
	}
	now, err := w.BySession(t.Context(), identity.AppSeeker, session)
	if err != nil || now.Email != "new@example.org" || !now.Verified {
		t.Errorf("%+v, %v", now, err)
	}
	undo := identitysvc.EmailLinkInput{Token: w.linkTo("/email/undo")}
	if mails := w.mails.Sent(); mails[len(mails)-1].To != adaEmail {
		t.Errorf("the notice went to %s", mails[len(mails)-1].To)
	}

	// A thief goes on to a third address; the first owner still gets the account back.
	actor = w.freshen(now)
	if err := ask("thief@example.org"); err != nil {
		t.Fatal(err)
	}
	if err := w.account.ConfirmEmail(t.Context(), identitysvc.EmailLinkInput{Token: w.linkTo("/email/confirm")}); err != nil {
		t.Fatal(err)
	}
	thiefsUndo := identitysvc.EmailLinkInput{Token: w.linkTo("/email/undo")}
	w.pass(identity.EmailUndoLife - time.Hour)
	if err := w.account.UndoEmail(t.Context(), undo); err != nil {
		t.Fatal(err)
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, session); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("whoever changed it is still signed in: %v", err)
	}
	w.signIn()
	if err := w.account.UndoEmail(t.Context(), thiefsUndo); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("the later change's link still works: %v", err)
	}
}

func TestChangeEmailUndoneTooLate(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	if err := w.account.ChangeEmail(t.Context(), identitysvc.ChangeEmailInput{Actor: actor, Email: "new@example.org", Client: home}); err != nil {
		t.Fatal(err)
	}
	if err := w.account.ConfirmEmail(t.Context(), identitysvc.EmailLinkInput{Token: w.linkTo("/email/confirm")}); err != nil {
		t.Fatal(err)
	}
	link := identitysvc.EmailLinkInput{Token: w.linkTo("/email/undo")}
	w.pass(identity.EmailUndoLife)
	if err := w.account.UndoEmail(t.Context(), link); !errors.Is(err, identity.ErrLinkTooLate) {
		t.Errorf("err = %v", err)
	}
}

func TestChangeEmailToATakenAddress(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	err := w.Register(t.Context(), identitysvc.RegisterInput{
		Email: "eve@example.org", Password: newPassword, Name: "Eve Holm", App: identity.AppSeeker, Client: home,
	})
	if err != nil {
		t.Fatal(err)
	}
	actor, _ := w.signIn()
	before := len(w.db.Tasks())
	for _, email := range []string{"eve@example.org", "free@example.org"} {
		if err := w.account.ChangeEmail(t.Context(), identitysvc.ChangeEmailInput{Actor: actor, Email: email, Client: home}); err != nil {
			t.Fatalf("%s: %v", email, err)
		}
	}
	if n := len(w.db.Tasks()) - before; n != 2 {
		t.Errorf("%d tasks: a taken address shows", n)
	}
	w.work()
	to := map[string]string{}
	for _, mail := range w.mails.Sent() {
		to[mail.Subject] = mail.To
	}
	if to["Your address is in use already"] != "eve@example.org" || to["Confirm your new e-mail address"] != "free@example.org" {
		t.Errorf("mails: %v", to)
	}
	// Somebody registers with the address before the change is confirmed.
	link := w.linkTo("/email/confirm")
	err = w.Register(t.Context(), identitysvc.RegisterInput{
		Email: "free@example.org", Password: newPassword, Name: "Fred", App: identity.AppSeeker, Client: home,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.account.ConfirmEmail(t.Context(), identitysvc.EmailLinkInput{Token: link}); !errors.Is(err, identity.ErrLinkInvalid) {
		t.Errorf("err = %v", err)
	}
	w.signIn()
}

func TestPreferences(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	in := identitysvc.PreferencesInput{Actor: actor, Language: identity.English, TimeZone: "Europe/Oslo"}
	if user, err := w.account.SetPreferences(t.Context(), in); err != nil || user.TimeZone != "Europe/Oslo" {
		t.Errorf("%+v, %v", user, err)
	}
	if user, err := w.Me(t.Context(), actor); err != nil || user.TimeZone != "Europe/Oslo" {
		t.Errorf("%+v, %v", user, err)
	}
	in.Language, in.TimeZone = "xx", "Nowhere"
	if _, err := w.account.SetPreferences(t.Context(), in); !violates(err, "language", "unknown") || !violates(err, "timeZone", "unknown") {
		t.Errorf("err = %v", err)
	}
}

func TestOldKeysRotate(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	rotate := func(want int) {
		t.Helper()
		if err := w.RotateOldKeys(t.Context(), identity.RotateSigningKeys{}); err != nil {
			t.Fatal(err)
		}
		if keys, err := w.KeySet(t.Context()); err != nil || len(keys) != want {
			t.Errorf("%d keys, %v, want %d", len(keys), err, want)
		}
	}
	rotate(1) // the key set made it
	w.pass(identity.SigningKeyLife - time.Second)
	rotate(1)
	w.pass(time.Second)
	rotate(2)
	rotate(2)
}
