package identitysvc_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

func TestRegisterVerifyAndSignIn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	err := w.Register(t.Context(), identitysvc.RegisterInput{
		Email: "  Ada.Berg@Example.org ", Password: adaPassword, Name: " Ada \n Berg", App: identity.AppEmployer, Client: home,
	})
	if err != nil {
		t.Fatal(err)
	}
	actor, _ := w.signIn() // before the address is confirmed
	if actor.Verified || actor.Name != "Ada Berg" || actor.Email != adaEmail || actor.App != identity.AppSeeker || actor.Via != identity.ViaSession {
		t.Errorf("actor = %+v", actor)
	}
	if err := actor.RequireVerified(); !errors.Is(err, identity.ErrUnverified) {
		t.Errorf("RequireVerified: %v", err)
	}
	w.work()
	mail := w.mails.Sent()[0]
	if mail.To != adaEmail || !strings.Contains(mail.Text, "http://localhost:3002/verify-email?token=") ||
		!strings.Contains(mail.HTML, w.linkToken()) || mail.DedupeID == "" {
		t.Errorf("mail = %+v", mail)
	}
	if strings.Contains(mail.Text+mail.HTML+mail.Subject+mail.ToName, "Ada") {
		t.Error("the mail carries words that a stranger could have chosen")
	}
	if out, err := w.VerifyEmail(t.Context(), identitysvc.VerifyEmailInput{Token: w.linkToken()}); err != nil || out.Already {
		t.Fatalf("VerifyEmail = %+v, %v", out, err)
	}
	if actor, _ = w.signIn(); !actor.Verified {
		t.Error("not verified after the link was followed")
	}
	if user, err := w.Me(t.Context(), actor); err != nil || user.Email != adaEmail || !user.EmailVerifiedAt.Equal(w.clock()) {
		t.Errorf("Me = %+v, %v", user, err)
	}
}

func TestRegisterAgainTellsOnlyTheOwner(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	w.work()
	err := w.Register(t.Context(), identitysvc.RegisterInput{
		Email: strings.ToUpper(adaEmail), Password: "a thief's password", Name: "Eve", App: identity.AppSeeker, Client: home,
	})
	if err != nil {
		t.Fatalf("a taken address shows: %v", err)
	}
	w.work()
	mails := w.mails.Sent()
	if len(mails) != 2 || mails[1].To != adaEmail || mails[1].Subject == mails[0].Subject || strings.Contains(mails[1].Text, "token=") {
		t.Fatalf("mails = %+v", mails)
	}
	w.signIn() // the first password still holds
	in := w.credentials()
	in.Password = "a thief's password"
	if _, err := w.SignIn(t.Context(), in); !errors.Is(err, identity.ErrBadCredentials) {
		t.Errorf("the second password: %v", err)
	}
}

func TestRegisterFloodsNobody(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for range 20 {
		w.register()
	}
	w.work()
	if n := len(w.mails.Sent()); n != 5 {
		t.Errorf("%d mails went to one address, want 5", n)
	}
	w.pass(time.Hour)
	w.register()
	w.work()
	if n := len(w.mails.Sent()); n != 6 {
		t.Errorf("%d mails after an hour, want 6", n)
	}
}

func TestRegisterLimitsANetwork(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for range 60 {
		w.register()
	}
	err := w.Register(t.Context(), identitysvc.RegisterInput{
		Email: "eve@example.org", Password: adaPassword, Name: "Eve Holm", App: identity.AppSeeker, Client: home,
	})
	if f := fault.As(err); !errors.Is(err, identity.ErrTooManyAttempts) || f.RetryAfter != time.Hour {
		t.Fatalf("err = %v", err)
	}
}

func TestRegisterNamesEveryField(t *testing.T) {
	t.Parallel()
	w := setup(t)
	err := w.Register(t.Context(), identitysvc.RegisterInput{App: identity.AppSeeker, Client: home})
	f := fault.As(err)
	if f == nil || f.Code != "validation_failed" || len(f.Violations) != 3 {
		t.Fatalf("err = %v", err)
	}
	for i, field := range []string{"name", "email", "password"} {
		if got := f.Violations[i]; got.Field != field || got.Code != "required" {
			t.Errorf("violation %d = %+v, want %s required", i, got, field)
		}
	}
	if n := len(w.db.Tasks()); n != 0 {
		t.Errorf("%d tasks", n)
	}
}

func TestAdminsAreNotRegistered(t *testing.T) {
	t.Parallel()
	w := setup(t)
	err := w.Register(t.Context(), identitysvc.RegisterInput{
		Email: adaEmail, Password: adaPassword, Name: "Ada", App: identity.AppAdmin, Client: home,
	})
	if !errors.Is(err, identity.ErrRegistrationClosed) {
		t.Fatalf("err = %v", err)
	}
}

func TestVerifyEmail(t *testing.T) {
	t.Parallel()
	verify := func(w *world, token string) (identitysvc.VerifiedEmail, error) {
		return w.VerifyEmail(w.t.Context(), identitysvc.VerifyEmailInput{Token: token})
	}
	t.Run("twice says so", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		w.register()
		w.work()
		for i, want := range []bool{false, true, true} {
			if out, err := verify(w, w.linkToken()); err != nil || out.Already != want {
				t.Fatalf("use %d: %+v, %v", i+1, out, err)
			}
		}
	})
	t.Run("an expired link", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		w.register()
		w.work()
		w.pass(identity.VerificationLife)
		if _, err := verify(w, w.linkToken()); !errors.Is(err, identity.ErrLinkExpired) {
			t.Fatalf("err = %v", err)
		}
	})
	t.Run("an unknown and an empty link", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		if _, err := verify(w, "nonsense"); !errors.Is(err, identity.ErrLinkInvalid) {
			t.Errorf("err = %v", err)
		}
		if _, err := verify(w, " "); fault.As(err) == nil || fault.As(err).Violations[0].Field != "token" {
			t.Errorf("err = %v", err)
		}
	})
	t.Run("a link for an address that was left", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		w.register()
		w.work()
		w.change(func(u *identity.User) { u.Email = "new@example.org" })
		if _, err := verify(w, w.linkToken()); !errors.Is(err, identity.ErrLinkInvalid) {
			t.Fatalf("err = %v", err)
		}
	})
}

func TestSendVerificationTwiceMailsTwoLinksThatWork(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	task := w.db.Tasks()[0].Task.(identity.SendVerification)
	w.mails.Fail(errors.New("provider down"))
	if err := w.SendVerification(t.Context(), task); err == nil {
		t.Fatal("the failure was swallowed: the task would not be tried again")
	}
	w.work()
	first := w.linkToken()
	if err := w.SendVerification(t.Context(), task); err != nil {
		t.Fatal(err)
	}
	if w.linkToken() == first || w.mails.Sent()[0].DedupeID == w.mails.Sent()[1].DedupeID {
		t.Error("two links are one")
	}
	if _, err := w.VerifyEmail(t.Context(), identitysvc.VerifyEmailInput{Token: first}); err != nil {
		t.Error(err)
	}
	if err := w.SendVerification(t.Context(), task); err != nil || len(w.mails.Sent()) != 2 {
		t.Errorf("a confirmed address was mailed again: %v", err)
	}
}

func TestResendVerification(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	w.work()
	in := identitysvc.ResendVerificationInput{Email: " " + strings.ToUpper(adaEmail), App: identity.AppSeeker, Client: home}
	if err := w.ResendVerification(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	in.Email = "nobody@example.org"
	if err := w.ResendVerification(t.Context(), in); err != nil {
		t.Fatalf("an unknown address shows: %v", err)
	}
	if n := len(w.db.Tasks()); n != 3 {
		t.Errorf("%d tasks, want as many for an unknown address as for a known one", n)
	}
	w.work()
	if n := len(w.mails.Sent()); n != 2 {
		t.Fatalf("%d mails, want 2", n)
	}
	if _, err := w.VerifyEmail(t.Context(), identitysvc.VerifyEmailInput{Token: w.linkToken()}); err != nil {
		t.Fatal(err)
	}
	in.Email = "nonsense"
	if err := w.ResendVerification(t.Context(), in); fault.As(err) == nil || fault.As(err).Violations[0].Field != "email" {
		t.Errorf("err = %v", err)
	}
	actor, _ := w.signIn()
	own := identitysvc.ResendVerificationInput{Actor: actor, Email: "eve@example.org", App: identity.AppSeeker, Client: home}
	var err error
	for range 4 {
		err = errors.Join(err, w.ResendVerification(t.Context(), own))
	}
	if !errors.Is(err, identity.ErrTooManyAttempts) {
		t.Errorf("six mails to one address in an hour: %v", err)
	}
	w.work()
	if n := len(w.mails.Sent()); n != 2 {
		t.Errorf("%d mails, want none to a confirmed address", n)
	}
}
