package account

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// RegisterPages mounts the pages of signing in. home is where a person goes who is
// signed in and wanted nothing else, e.g. "/dashboard".
func RegisterPages(site *web.Site, s Services, home string) {
	h := pages{site: site, Services: s, home: home}
	site.Get("/login", web.Public, h.login)
	site.Post("/login", web.Public, h.signIn)
	site.Post("/login/passkey", web.Public, h.passkey)
	site.Get("/login/oauth/{provider}", web.Public, h.toProvider)
	site.Get("/oauth/callback", web.Public, h.fromProvider)
	site.Get("/login/verify", web.Public, h.second)
	site.Post("/login/verify", web.Public, h.answer)
	site.Get("/login/lost-factor", web.Public, h.lost)
	site.Post("/login/lost-factor", web.Public, h.reportLost)
	site.Get("/login/lost-factor/confirm", web.Public, h.removal)
	site.Post("/login/lost-factor/confirm", web.Public, h.confirmRemoval)
	site.Get("/login/lost-factor/stop", web.Public, h.keep)
	site.Post("/login/lost-factor/stop", web.Public, h.stopRemoval)
	site.Post("/logout", web.Public, h.logout)
	site.Get("/confirm", web.SignedIn, h.confirmable)
	site.Post("/confirm", web.SignedIn, h.stepUp)
	site.Get("/forgot-password", web.Public, h.forgot)
	site.Post("/forgot-password", web.Public, h.mailReset)
	site.Get("/reset-password", web.Public, h.reset)
	site.Post("/reset-password", web.Public, h.setPassword)
	site.Get("/verify-email", web.Public, h.verify)
	site.Post("/verify-email", web.Public, h.confirm)
	site.Post("/verify-email/resend", web.Public, h.resend)
	site.Get("/email/confirm", web.Public, h.newEmail)
	site.Post("/email/confirm", web.Public, h.confirmEmail)
	site.Get("/email/undo", web.Public, h.oldEmail)
	site.Post("/email/undo", web.Public, h.undoEmail)
	if site.App == identity.AppAdmin {
		return // accounts there are made by invitation
	}
	site.Get("/register", web.Public, h.register)
	site.Post("/register", web.Public, h.create)
}

type pages struct {
	Services

	site *web.Site
	home string
}

// enter lets the browser in. A session that it holds already ends: nobody keeps two.
func (h pages) enter(w http.ResponseWriter, r *http.Request, in identity.Welcome, next string) error {
	if actor := auth.Actor(r.Context()); actor.SignedIn() && in.Challenge == nil {
		if err := h.Identity.Logout(r.Context(), identitysvc.LogoutInput{Actor: actor, App: h.site.App}); err != nil {
			return err
		}
	}
	Enter(w, r, h.site.App, in, next)
	return nil
}

func (h pages) next(value string) string { return web.LocalPath(value, h.home) }

// withNext carries the address to go to in the end over to another page.
func withNext(path, next string) string { return path + "?" + url.Values{"next": {next}}.Encode() }

// challenge names the sign-in that the browser is in the middle of.
func (h pages) challenge(r *http.Request) identitysvc.ChallengeInput {
	return identitysvc.ChallengeInput{Token: auth.Challenge(r, h.site.App), App: h.site.App, Client: Client(r), Browser: true}
}

// landing is where somebody goes on after following a mailed link.
func (h pages) landing(r *http.Request) string {
	if auth.Actor(r.Context()).SignedIn() {
		return h.home
	}
	return "/login"
}

// link shows what a mailed link does. Opening it changes nothing, because programs that scan
// mail open links too; the person presses a button.
func (h pages) link(w http.ResponseWriter, r *http.Request, l mailedLink) error {
	l.Token = r.URL.Query().Get("token")
	return Render(w, r, http.StatusOK, linkPage(h.site.Page(w, r, l.Title), ui.Form{}, l))
}

// followed goes on after a mailed link was followed, or shows why it could not be.
func (h pages) followed(w http.ResponseWriter, r *http.Request, err error, l mailedLink, said, target string) error {
	if err != nil {
		return Again(w, r, err, func(f ui.Form) templ.Component { return linkPage(h.site.Page(w, r, l.Title), f, l) })
	}
	web.SetFlash(w, ui.OK, said)
	web.Redirect(w, r, target)
	return nil
}
