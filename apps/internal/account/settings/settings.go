// Package settings is what signed-in people change of their own account, in all three apps:
// preferences, password, address, second factors and the devices that they are signed in
// with. It must not know a rule of identity: it decodes, calls one use-case, presents.
package settings

import (
	"net/http"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// Nav lists the pages for the settings of a site.
var Nav = []ui.NavItem{
	{Label: "General", Href: "/settings", Icon: "settings"},
	{Label: "Security", Href: "/settings/security", Icon: "shield-check"},
	{Label: "Connected accounts", Href: connectionsPath, Icon: "link"},
	{Label: "Devices", Href: "/settings/sessions", Icon: "monitor"},
}

// MenuItem is the entry of the account menu that leads here.
var MenuItem = ui.NavItem{Label: "Settings", Href: "/settings", Icon: "settings"}

// RegisterPages mounts the pages.
func RegisterPages(site *web.Site, s account.Services) {
	h := pages{site: site, Services: s}
	site.Get("/settings", web.SignedIn, h.general)
	site.Post("/settings", web.SignedIn, h.setPreferences)
	site.Get("/settings/security", web.SignedIn, h.security)
	site.Get("/settings/security/password", web.SignedIn, h.password)
	site.Post("/settings/security/password", web.SignedIn, h.changePassword)
	site.Get("/settings/security/email", web.SignedIn, h.email)
	site.Post("/settings/security/email", web.SignedIn, h.changeEmail)
	site.Get("/settings/security/app", web.SignedIn, h.app)
	site.Post("/settings/security/app", web.SignedIn, h.confirmApp)
	site.Post("/settings/security/app/remove", web.SignedIn, h.removeApp)
	site.Post("/settings/security/codes", web.SignedIn, h.renewCodes)
	site.Get("/settings/security/passkeys", web.SignedIn, h.passkey)
	site.Post("/settings/security/passkeys", web.SignedIn, h.addPasskey)
	site.Post("/settings/security/passkeys/{id}", web.SignedIn, h.renamePasskey)
	site.Post("/settings/security/passkeys/{id}/remove", web.SignedIn, h.removePasskey)
	site.Post("/settings/security/removal/stop", web.SignedIn, h.stopRemoval)
	site.Get(connectionsPath, web.SignedIn, h.connections)
	site.Post(connectionsPath+"/{provider}", web.SignedIn, h.connect)
	site.Post(connectionsPath+"/{provider}/remove", web.SignedIn, h.disconnect)
	site.Get("/settings/sessions", web.SignedIn, h.sessions)
	site.Post("/settings/sessions/{id}/end", web.SignedIn, h.endSession)
	site.Post("/settings/sessions/end-others", web.SignedIn, h.endOthers)
}

type pages struct {
	account.Services

	site *web.Site
}

// page gives the frame of a page of the settings.
func (h pages) page(w http.ResponseWriter, r *http.Request, title string) ui.Page {
	return h.site.Page(w, r, title)
}

// done leaves a message for the next page and goes there.
func done(w http.ResponseWriter, r *http.Request, said, target string) error {
	web.SetFlash(w, ui.OK, said)
	web.Redirect(w, r, target)
	return nil
}

// refused tells on the security page what was refused; other errors go on.
func refused(w http.ResponseWriter, r *http.Request, err error) error {
	return account.RefusedAt(w, r, err, securityPath)
}

// renew gives the browser the new token of its session.
func (h pages) renew(w http.ResponseWriter, session string) {
	if session != "" {
		auth.SetCookie(w, h.site.App, session)
	}
}

// fresh leads to the page that confirms who one is, unless that was done a moment ago: asked
// before a form is filled in, not after.
func fresh(r *http.Request) error { return auth.Actor(r.Context()).RequireFresh(time.Now()) }

func (h pages) general(w http.ResponseWriter, r *http.Request) error {
	user, err := h.Identity.Me(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, generalPage(h.page(w, r, "Settings"), ui.Form{}, user))
}

func (h pages) setPreferences(w http.ResponseWriter, r *http.Request) error {
	if err := account.Read(w, r); err != nil {
		return err
	}
	actor := auth.Actor(r.Context())
	_, err := h.Account.SetPreferences(r.Context(), identitysvc.PreferencesInput{
		Actor: actor, Language: identity.Language(r.PostForm.Get("language")), TimeZone: r.PostForm.Get("timeZone"),
	})
	if err == nil {
		return done(w, r, "Saved.", "/settings")
	}
	user, meErr := h.Identity.Me(r.Context(), actor)
	if meErr != nil {
		return meErr
	}
	return account.Again(w, r, err, func(f ui.Form) templ.Component { return generalPage(h.page(w, r, "Settings"), f, user) })
}

func (h pages) sessions(w http.ResponseWriter, r *http.Request) error {
	actor := auth.Actor(r.Context())
	devices, err := h.Account.Devices(r.Context(), actor)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, sessionsPage(h.page(w, r, "Devices"), devices, actor, time.Now()))
}

func (h pages) endSession(w http.ResponseWriter, r *http.Request) error {
	err := h.Account.EndDevice(r.Context(), identitysvc.EndDeviceInput{Actor: auth.Actor(r.Context()), Device: chi.URLParam(r, "id")})
	if err != nil {
		return err
	}
	return done(w, r, "That device is signed out.", "/settings/sessions")
}

func (h pages) endOthers(w http.ResponseWriter, r *http.Request) error {
	if err := h.Account.EndOtherDevices(r.Context(), auth.Actor(r.Context())); err != nil {
		return err
	}
	return done(w, r, "All other devices are signed out.", "/settings/sessions")
}

// passkeyOf reads the passkey that an address names.
func passkeyOf(text string) (id.Passkey, error) {
	var passkey id.Passkey
	if err := passkey.UnmarshalText([]byte(text)); err != nil {
		return passkey, fault.ErrNotFound.Wrap(err)
	}
	return passkey, nil
}
