// Package site puts the employer portal together: pages, API and assets on one handler.
package site

import (
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/employer/companiesweb"
	"github.com/applyforus/applyforus/apps/employer/homeweb"
	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/account/settings"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/apidocs"
	"github.com/applyforus/applyforus/apps/internal/apikeys"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
)

// home is where a person lands after signing in.
const home = "/account"

// nav lists the pages that exist.
var nav = []ui.NavItem{
	{Label: "Companies", Href: "/companies", Icon: "building-2", Phone: true},
	{Label: "Account", Href: home, Icon: "user", Phone: true},
}

func accountServices(s *platform.Services) account.Services {
	return account.Services{Identity: s.Identity, Factors: s.Factors, Account: s.Account, Providers: s.OAuth}
}

// Handler serves the employer portal.
func Handler(s *platform.Services) http.Handler { return newSite(s).Router }

func newSite(s *platform.Services) *web.Site {
	options := s.SiteOptions(identity.AppEmployer)
	options.Chrome = web.Chrome{Nav: nav, Account: []ui.NavItem{settings.MenuItem}, Settings: append(slices.Clone(settings.Nav), apikeys.Nav)}
	site := web.New(options)
	site.Router.Handle(ui.AssetPrefix+"*", ui.AssetHandler())
	accounts := accountServices(s)
	account.RegisterPages(site, accounts, home)
	settings.RegisterPages(site, accounts)
	account.RegisterKeys(site, s.Identity)
	apikeys.Routes(site, s.APIKeys, s.Now)
	homeweb.Routes(site, s.Identity)
	companiesweb.Routes(site, s.Employer, s.Now)
	apidocs.Routes(site, API(site.Router, s))
	return site
}

// API mounts the app's operations on a router and gives them for publication. With
// services of nothing the operations are only described.
func API(router chi.Router, s *platform.Services) huma.API {
	a := api.New(router, api.Options{
		Title: "ApplyForUs for employers", Cookie: auth.CookieName(identity.AppEmployer),
		Description: "Accounts of the employer portal, and the companies that they belong to. Postings and candidates follow with the portal.",
	})
	account.RegisterAPI(a, accountServices(s), identity.AppEmployer)
	settings.RegisterAPI(a, accountServices(s), identity.AppEmployer)
	apikeys.RegisterAPI(a, s.APIKeys)
	companiesweb.RegisterAPI(a, s.Employer)
	return a
}
