package settings

import (
	"errors"
	"net/http"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

const securityPath = "/settings/security"

func (h pages) security(w http.ResponseWriter, r *http.Request) error {
	actor := auth.Actor(r.Context())
	security, err := h.Factors.Security(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, securityPage(h.page(w, r, "Security"), overview{
		Security: security, Actor: actor, Now: time.Now(), Needed: actor.RequireFactor() != nil,
	}))
}

func (h pages) password(w http.ResponseWriter, r *http.Request) error {
	page, err := h.passwordForm(w, r)
	if err != nil {
		return err
	}
	return account.Render(w, r, http.StatusOK, page(ui.Form{}))
}

// passwordForm asks for the present password unless its owner has just shown who they are,
// or has none: then they must confirm first in another way.
func (h pages) passwordForm(w http.ResponseWriter, r *http.Request) (func(ui.Form) templ.Component, error) {
	actor := auth.Actor(r.Context())
	security, err := h.Factors.Security(r.Context(), actor)
	if err != nil {
		return nil, err
	}
	stale := fresh(r)
	if !security.Password && stale != nil {
		return nil, stale
	}
	return func(f ui.Form) templ.Component {
		return passwordPage(h.page(w, r, "Password"), f, passwordForm{Actor: actor, Has: security.Password, AskCurrent: security.Password && stale != nil})
	}, nil
}

func (h pages) changePassword(w http.ResponseWriter, r *http.Request) error {
	if err := account.Read(w, r); err != nil {
		return err
	}
	err := h.Account.ChangePassword(r.Context(), identitysvc.ChangePasswordInput{
		Actor: auth.Actor(r.Context()), Current: r.PostForm.Get("currentPassword"), New: r.PostForm.Get("password"),
	})
	if err == nil {
		return done(w, r, "Your new password is set. Other devices are signed out.", securityPath)
	}
	page, formErr := h.passwordForm(w, r)
	if formErr != nil {
		return formErr
	}
	return account.Again(w, r, err, page)
}

func (h pages) email(w http.ResponseWriter, r *http.Request) error {
	if err := fresh(r); err != nil {
		return err
	}
	return account.Render(w, r, http.StatusOK, emailPage(h.page(w, r, "E-mail address"), ui.Form{}, auth.Actor(r.Context())))
}

func (h pages) changeEmail(w http.ResponseWriter, r *http.Request) error {
	if err := account.Read(w, r); err != nil {
		return err
	}
	actor := auth.Actor(r.Context())
	err := h.Account.ChangeEmail(r.Context(), identitysvc.ChangeEmailInput{
		Actor: actor, Email: r.PostForm.Get("email"), Client: account.Client(r),
	})
	if err != nil {
		return account.Again(w, r, err, func(f ui.Form) templ.Component { return emailPage(h.page(w, r, "E-mail address"), f, actor) })
	}
	return done(w, r, "We have sent a link to the new address. Nothing changes until you open it.", securityPath)
}

func (h pages) app(w http.ResponseWriter, r *http.Request) error {
	page, err := h.appForm(w, r)
	if errors.Is(err, identity.ErrFactorOn) {
		return refused(w, r, err)
	}
	if err != nil {
		return err
	}
	return account.Render(w, r, http.StatusOK, page(ui.Form{}))
}

func (h pages) appForm(w http.ResponseWriter, r *http.Request) (func(ui.Form) templ.Component, error) {
	enrolment, err := h.Factors.EnableTOTP(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return nil, err
	}
	picture, err := qrPath(enrolment.URI)
	if err != nil {
		return nil, err
	}
	return func(f ui.Form) templ.Component {
		return appPage(h.page(w, r, "Authenticator app"), f, enrolment, picture)
	}, nil
}

func (h pages) confirmApp(w http.ResponseWriter, r *http.Request) error {
	if err := account.Read(w, r); err != nil {
		return err
	}
	changed, err := h.Factors.ConfirmTOTP(r.Context(), identitysvc.ConfirmTOTPInput{
		Actor: auth.Actor(r.Context()), Code: r.PostForm.Get("code"),
	})
	switch {
	case err == nil:
		return h.added(w, r, changed, "Your authenticator app is set up. Signing in takes a code from now on.")
	case errors.Is(err, identity.ErrFactorOn), errors.Is(err, identity.ErrNoFactor):
		return refused(w, r, err)
	}
	page, formErr := h.appForm(w, r)
	if formErr != nil {
		return formErr
	}
	return account.Again(w, r, err, page)
}

// added goes on after a factor was added: with the recovery codes if there are new ones to show.
func (h pages) added(w http.ResponseWriter, r *http.Request, changed identitysvc.Changed, said string) error {
	h.renew(w, changed.Session)
	if len(changed.Codes) == 0 {
		return done(w, r, said, securityPath)
	}
	p := h.page(w, r, "Recovery codes")
	p.Flash = append(p.Flash, ui.Flash{Kind: ui.OK, Text: said})
	return account.Render(w, r, http.StatusOK, codesPage(p, changed.Codes, auth.Actor(r.Context())))
}

func (h pages) removeApp(w http.ResponseWriter, r *http.Request) error {
	if err := h.Factors.DisableTOTP(r.Context(), auth.Actor(r.Context())); err != nil {
		return refused(w, r, err)
	}
	return done(w, r, "The authenticator app is removed. Other devices are signed out.", securityPath)
}

func (h pages) renewCodes(w http.ResponseWriter, r *http.Request) error {
	actor := auth.Actor(r.Context())
	codes, err := h.Factors.RenewCodes(r.Context(), actor)
	if err != nil {
		return refused(w, r, err)
	}
	return account.Render(w, r, http.StatusOK, codesPage(h.page(w, r, "Recovery codes"), codes, actor))
}

func (h pages) passkey(w http.ResponseWriter, r *http.Request) error {
	page, err := h.passkeyForm(w, r)
	if err != nil {
		return refused(w, r, err)
	}
	return account.Render(w, r, http.StatusOK, page(ui.Form{}))
}

func (h pages) passkeyForm(w http.ResponseWriter, r *http.Request) (func(ui.Form) templ.Component, error) {
	offer, err := h.Factors.OfferPasskey(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return nil, err
	}
	return func(f ui.Form) templ.Component {
		return passkeyPage(h.page(w, r, "Add a passkey"), f, offer, account.Client(r).Device())
	}, nil
}

func (h pages) addPasskey(w http.ResponseWriter, r *http.Request) error {
	if err := account.Read(w, r); err != nil {
		return err
	}
	changed, err := h.Factors.AddPasskey(r.Context(), identitysvc.AddPasskeyInput{
		Actor: auth.Actor(r.Context()), Question: r.PostForm.Get("question"), Answer: []byte(r.PostForm.Get("answer")),
		Name: r.PostForm.Get("name"), Client: account.Client(r),
	})
	if err == nil {
		return h.added(w, r, changed, "The passkey is added. You can sign in with it from now on.")
	}
	page, formErr := h.passkeyForm(w, r)
	if formErr != nil {
		return formErr
	}
	return account.Again(w, r, err, page)
}

func (h pages) renamePasskey(w http.ResponseWriter, r *http.Request) error {
	if err := account.Read(w, r); err != nil {
		return err
	}
	passkey, err := passkeyOf(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	err = h.Factors.RenamePasskey(r.Context(), identitysvc.RenamePasskeyInput{
		Actor: auth.Actor(r.Context()), Passkey: passkey, Name: r.PostForm.Get("name"),
	})
	if err != nil {
		return refused(w, r, err)
	}
	return done(w, r, "The passkey has its new name.", securityPath)
}

func (h pages) removePasskey(w http.ResponseWriter, r *http.Request) error {
	passkey, err := passkeyOf(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	err = h.Factors.RemovePasskey(r.Context(), identitysvc.RemovePasskeyInput{Actor: auth.Actor(r.Context()), Passkey: passkey})
	if err != nil {
		return refused(w, r, err)
	}
	return done(w, r, "The passkey is removed. Other devices are signed out.", securityPath)
}

func (h pages) stopRemoval(w http.ResponseWriter, r *http.Request) error {
	if err := h.Factors.CallOffRemoval(r.Context(), auth.Actor(r.Context())); err != nil {
		return err
	}
	return done(w, r, "The removal is stopped. Your second factor stays.", securityPath)
}
