// Package homeweb is the employer portal's landing page and the page of one's own account.
package homeweb

import (
	"net/http"
	"time"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// Routes mounts /, /account and /dashboard. Until there is something to recruit with, the
// account is all that a signed-in person has here, so /dashboard leads there.
func Routes(site *web.Site, svc *identitysvc.Service) {
	site.Get("/", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		p := site.Page(w, r, "For employers")
		p.Description = "The employer portal of ApplyForUs: what there is today, and what is being built."
		return web.Render(w, r, http.StatusOK, landingPage(p))
	})
	site.Get("/dashboard", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		web.Redirect(w, r, "/account")
		return nil
	})
	site.Get("/account", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		actor := auth.Actor(r.Context())
		user, err := svc.Me(r.Context(), actor)
		if err != nil {
			return err
		}
		notices := []templ.Component{account.VerifyNotice(actor, auth.CSRFToken(r.Context())), account.FactorNotice(actor)}
		return web.Render(w, r, http.StatusOK, accountPage(site.Page(w, r, "Account"), notices, facts(user, time.Now())))
	})
}

func facts(u identity.User, now time.Time) []ui.Fact {
	confirmed := ui.Badge{Kind: ui.Warn, Text: "Not confirmed"}
	if u.Verified() {
		confirmed = ui.Badge{Kind: ui.OK, Text: "Confirmed"}
	}
	return []ui.Fact{
		{Label: "Name", Text: u.Name},
		{Label: "E-mail address", Text: u.Email},
		{Label: "Address", More: confirmed},
		{Label: "Account since", More: ui.Time(u.CreatedAt, now)},
	}
}

// what is there, and what is not there yet; nothing else is promised.
var (
	today = []string{
		"An account for you, with your address confirmed by mail.",
		"The companies that you belong to, with their members and roles.",
		"The same account on the site for job seekers, with a sign-in of its own.",
		"The account operations of the API, with a reference.",
	}
	next = []string{
		"Founding a company and inviting people to it by yourself.",
		"Postings, and the applications that come in for them.",
		"Candidates, interviews and the team's decisions.",
	}
)
