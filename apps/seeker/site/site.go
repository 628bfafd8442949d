// Package site puts the seeker app together: pages, API and assets on one handler.
package site

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/account/settings"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/apidocs"
	"github.com/applyforus/applyforus/apps/internal/apikeys"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/devmail"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/apps/seeker/applicationsweb"
	"github.com/applyforus/applyforus/apps/seeker/billingweb"
	"github.com/applyforus/applyforus/apps/seeker/homeweb"
	"github.com/applyforus/applyforus/apps/seeker/jobsweb"
	"github.com/applyforus/applyforus/apps/seeker/notificationsweb"
	"github.com/applyforus/applyforus/apps/seeker/profileweb"
	"github.com/applyforus/applyforus/apps/seeker/resumesweb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

// home is where a person lands after signing in.
const home = "/dashboard"

// nav lists the pages that exist, in the order of the rail.
var nav = []ui.NavItem{
	{Label: "Dashboard", Href: home, Icon: "layout-dashboard", Short: "Home", Phone: true},
	{Label: "Jobs", Href: "/jobs", Icon: "briefcase", Phone: true},
	{Label: "Applications", Href: "/applications", Icon: "send", Short: "Applied", Phone: true},
	{Label: "Resumes", Href: "/resumes", Icon: "file-text", Phone: true},
	{Label: "Profile", Href: "/profile", Icon: "user", Phone: true},
}

func accountServices(s *platform.Services) account.Services {
	return account.Services{Identity: s.Identity, Factors: s.Factors, Account: s.Account, Providers: s.OAuth}
}

// Handler serves the seeker app.
func Handler(s *platform.Services) http.Handler { return newSite(s).Router }

func newSite(s *platform.Services) *web.Site {
	options := s.SiteOptions(identity.AppSeeker)
	options.Chrome = web.Chrome{
		Nav: nav, Public: []ui.NavItem{{Label: "Jobs", Href: "/jobs", Icon: "briefcase"}},
		Account:  []ui.NavItem{{Label: "Saved jobs", Href: "/jobs/saved", Icon: "bookmark"}, settings.MenuItem},
		Settings: append(slices.Clone(settings.Nav), apikeys.Nav, ui.NavItem{Label: "Plan", Href: billingweb.Address, Icon: "credit-card"}),
		Inbox:    "/notifications", Unread: unread(s),
	}
	site := web.New(options)
	site.Router.Handle(ui.AssetPrefix+"*", ui.AssetHandler())
	accounts := accountServices(s)
	account.RegisterPages(site, accounts, home)
	settings.RegisterPages(site, accounts)
	account.RegisterKeys(site, s.Identity)
	apikeys.Routes(site, s.APIKeys, s.Now)
	homeweb.Routes(site, s.Dashboard, figures(s))
	jobsweb.Routes(site, jobsweb.Services{Find: s.Jobs, Keep: s.Saved, Now: s.Now})
	resumesweb.Routes(site, s.Resumes)
	profileweb.Routes(site, profileweb.Services{Profile: s.Profile, Imports: s.Imports})
	billingweb.Routes(site, s.Billing)
	applicationsweb.Routes(site, applicationsweb.Services{Applications: s.Applications, Apply: s.Apply, Streams: s.Streams})
	notificationsweb.Routes(site, s.Notifications)
	if !s.Config.Production() {
		devmail.Routes(site, s.Mail)
	}
	apidocs.Routes(site, API(site.Router, s))
	return site
}

// API mounts the app's operations on a router and gives them for publication. With no
// services the operations are only described.
func API(router chi.Router, s *platform.Services) huma.API {
	a := api.New(router, api.Options{
		Title: "ApplyForUs for job seekers", Cookie: auth.CookieName(identity.AppSeeker),
		Description: "Find jobs, see how they fit, apply through a real browser and keep track. Every page of the seeker site has its operation here.",
	})
	account.RegisterAPI(a, accountServices(s), identity.AppSeeker)
	settings.RegisterAPI(a, accountServices(s), identity.AppSeeker)
	apikeys.RegisterAPI(a, s.APIKeys)
	homeweb.RegisterAPI(a, s.Dashboard)
	jobsweb.RegisterAPI(a, jobsweb.Services{Find: s.Jobs, Keep: s.Saved, Now: s.Now})
	resumesweb.RegisterAPI(a, s.Resumes)
	profileweb.RegisterAPI(a, profileweb.Services{Profile: s.Profile, Imports: s.Imports})
	billingweb.RegisterAPI(a, s.Billing)
	applicationsweb.RegisterAPI(a, applicationsweb.Services{Applications: s.Applications, Apply: s.Apply, Streams: s.Streams})
	notificationsweb.RegisterAPI(a, s.Notifications)
	return a
}

// figures counts what the landing page names. It leaves the figures out when they
// cannot be had: the page must open all the same.
func figures(s *platform.Services) homeweb.Figures {
	return func(ctx context.Context) int {
		found, err := s.Jobs.Search(ctx, jobsvc.SearchInput{Query: jobs.SearchQuery{Page: page.Request{Limit: 1}}, Facets: true})
		if err != nil {
			if ctx.Err() == nil {
				s.Log.WarnContext(ctx, "figures of the landing page", "cause", err)
			}
			return 0
		}
		return found.Page.Total
	}
}

func unread(s *platform.Services) func(context.Context, id.User) int {
	return func(ctx context.Context, user id.User) int {
		n, err := s.Notifications.Unread(ctx, user)
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "unread notices", "cause", err)
		}
		return n
	}
}
