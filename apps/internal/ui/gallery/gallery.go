// Package gallery shows every component of the kit on a few pages, with awkward
// contents (long names, errors, nothing at all), for looking at and for the
// accessibility check. Nothing that is served imports it.
package gallery

import (
	"net/url"
	"time"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/fault"
)

// now is the fixed moment that the pages show.
var now = time.Date(2026, 11, 23, 22, 40, 0, 0, time.UTC)

// page is the page of a person with a long name and much to do.
func page(app ui.App, path string) ui.Page {
	p := ui.Page{
		Title: "Gallery", App: app, Path: path, CSRF: "token", Inbox: "/notifications",
		User:    &ui.User{Name: "Maximiliane Oluwaseun-Lindqvist", Email: "maximiliane.oluwaseun-lindqvist@example.org", Unread: 12},
		Account: []ui.NavItem{{Label: "Profile", Href: "/profile", Icon: "user"}, {Label: "Settings", Href: "/settings", Icon: "settings"}},
	}
	switch app {
	case ui.Seeker:
		p.Nav = []ui.NavItem{
			{Label: "Dashboard", Short: "Home", Href: "/dashboard", Icon: "layout-dashboard", Phone: true},
			{Label: "Jobs", Href: "/jobs", Icon: "search", Phone: true},
			{Label: "Applications", Short: "Applied", Href: "/applications", Icon: "send", Count: 3, Phone: true},
			{Label: "Resumes", Href: "/resumes", Icon: "file-text", Phone: true},
			{Label: "AI tools", Short: "Tools", Href: "/ai", Icon: "wand-sparkles", Phone: true},
			{Label: "Auto-apply", Href: "/auto-apply", Icon: "bot"},
			{Label: "Analytics", Href: "/analytics", Icon: "chart-column"},
		}
	default:
		p.Env = "production"
		p.Nav = []ui.NavItem{
			{Label: "Overview", Href: "/dashboard", Icon: "layout-dashboard", Phone: true},
			{Label: "People", Href: "/users", Icon: "users", Phone: true, Group: "Records"},
			{Label: "Companies", Href: "/companies", Icon: "building-2", Phone: true, Count: 4},
			{Label: "Queues", Href: "/queues", Icon: "inbox", Phone: true, Group: "Running"},
		}
	}
	return p
}

// failedForm is a form that was sent with three mistakes and a password.
func failedForm() ui.Form {
	var c fault.Check
	c.Add("email", "taken", "This address already has an account. Sign in instead, or use another one.")
	c.Add("notes", "too_long", "Shorten this to 200 characters; it has 214.")
	c.Add("permit", "required", "Say whether you need a work permit.")
	return ui.FormFrom(c.Err(), url.Values{"email": {"mina@example.org"}, "password": {"correct horse"}, "notes": {"As typed"}, "level": {"senior"}, "kinds": {"full", "part"}})
}

// Pages gives every page of the gallery by its name.
func Pages() map[string]templ.Component {
	return map[string]templ.Component{
		"components": componentsPage(page(ui.Seeker, "/dashboard"), now),
		"form":       formPage(page(ui.Seeker, "/profile"), failedForm()),
		"list":       listPage(page(ui.Seeker, "/jobs"), now),
		"empty":      emptyPage(page(ui.Seeker, "/applications")),
		"detail":     detailPage(page(ui.Seeker, "/jobs/1"), now),
		"review":     reviewPage(page(ui.Seeker, "/applications/1")),
		"board":      boardPage(page(ui.Seeker, "/applications")),
		"admin":      adminPage(page(ui.Admin, "/users"), now),
		"employer":   adminPage(page(ui.Employer, "/users"), now),
		"signin":     signInPage(ui.Page{Title: "Sign in", CSRF: "token", Path: "/login"}),
	}
}
