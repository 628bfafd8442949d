// Package site puts the admin console together: pages, API and assets on one handler.
package site

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/admin/feedsweb"
	"github.com/applyforus/applyforus/apps/admin/healthweb"
	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/account/settings"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/apidocs"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/health/healthsvc"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

// home is where a person lands after signing in.
const home = "/feeds"

// nav lists the pages that exist, in the order of the rail.
var nav = []ui.NavItem{
	{Label: "Feeds", Href: home, Icon: "globe", Phone: true},
	{Label: "Health", Href: "/health", Icon: "heart", Phone: true},
}

func accountServices(s *platform.Services) account.Services {
	return account.Services{Identity: s.Identity, Factors: s.Factors, Account: s.Account, Providers: s.OAuth}
}

// Handler serves the admin console.
func Handler(s *platform.Services) http.Handler { return newSite(s).Router }

func newSite(s *platform.Services) *web.Site {
	options := s.SiteOptions(identity.AppAdmin)
	options.Use = append(options.Use, account.RequireFactor)
	options.Chrome = web.Chrome{Nav: nav, Account: []ui.NavItem{settings.MenuItem}, Settings: settings.Nav, Env: s.Config.Env}
	site := web.New(options)
	site.Router.Handle(ui.AssetPrefix+"*", ui.AssetHandler())
	accounts := accountServices(s)
	account.RegisterPages(site, accounts, home)
	settings.RegisterPages(site, accounts)
	account.RegisterKeys(site, s.Identity)
	for _, path := range []string{"/", "/dashboard"} {
		site.Get(path, web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
			web.Redirect(w, r, home)
			return nil
		})
	}
	boards, health := s.BoardAdmin(), s.Health()
	feedsweb.Routes(site, boards)
	healthweb.Routes(site, health)
	apidocs.Routes(site, describe(site.Router, s, boards, health))
	return site
}

// API gives the app's operations for publication: with nothing open they are only
// described.
func API(router chi.Router, s *platform.Services) huma.API {
	if s.Parts == nil || s.DB == nil {
		return describe(router, s, nil, nil)
	}
	return describe(router, s, s.BoardAdmin(), s.Health())
}

func describe(router chi.Router, s *platform.Services, boards *jobsvc.BoardAdmin, health *healthsvc.Service) huma.API {
	a := api.New(router, api.Options{
		Title: "ApplyForUs for administrators", Cookie: auth.CookieName(identity.AppAdmin),
		Description: "Look after the followed job boards and the running product. Accounts here need a platform role, which the operator gives on the command line.",
	})
	account.RegisterAPI(a, accountServices(s), identity.AppAdmin)
	settings.RegisterAPI(a, accountServices(s), identity.AppAdmin)
	feedsweb.RegisterAPI(a, boards)
	healthweb.RegisterAPI(a, health)
	return a
}
