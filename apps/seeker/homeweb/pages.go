// Package homeweb is the landing page and the dashboard of the seeker app.
package homeweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/analytics/analyticssvc"
	"github.com/applyforus/applyforus/core/applications"
)

// Figures counts the open jobs; zero leaves the figure out of the landing page.
type Figures func(ctx context.Context) int

// Routes mounts / and /dashboard.
func Routes(site *web.Site, svc *analyticssvc.Service, figures Figures) {
	site.Get("/", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		p := site.Page(w, r, "")
		p.Description = "Find jobs, see how they fit and what is missing, apply with every answer checked, and keep proof of what was sent."
		return web.Render(w, r, http.StatusOK, Landing(LandingView{Page: p, Jobs: figures(r.Context()), Now: time.Now()}))
	})
	site.Get("/dashboard", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		actor := auth.Actor(r.Context())
		dashboard, err := svc.Dashboard(r.Context(), actor)
		if err != nil {
			return err
		}
		view := dashboardView{
			Dashboard: dashboard, Page: site.Page(w, r, "Dashboard"), Name: actor.Name, Now: time.Now(),
			Notice: account.VerifyNotice(actor, auth.CSRFToken(r.Context())),
		}
		return web.Render(w, r, http.StatusOK, dashboardPage(view))
	})
}

// RegisterAPI mounts the dashboard's operation.
func RegisterAPI(a huma.API, svc *analyticssvc.Service) {
	api.Handle(a, huma.Operation{
		OperationID: "getDashboard", Method: http.MethodGet, Path: "/api/v1/analytics/dashboard", Tags: []string{"Analytics"},
		Summary: "Dashboard", Description: "What needs you, new jobs that fit, and the applications under way.", Security: api.Security,
	}, func(ctx context.Context, _ *struct{}) (Dashboard, error) {
		dashboard, err := svc.Dashboard(ctx, auth.Actor(ctx))
		return present(dashboard), err
	})
}

// Dashboard is what needs a person, what is new and what is under way.
type Dashboard struct {
	NeedsYou     []DashboardNeed        `json:"needsYou"`
	Matches      []DashboardMatch       `json:"matches"`
	Applications []DashboardApplication `json:"applications" doc:"The latest open ones."`
	OpenTotal    int                    `json:"openTotal"`
	ByStage      map[string]int         `json:"byStage" doc:"How many applications are in each stage."`
}

// DashboardNeed is one thing that waits for the person.
type DashboardNeed struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Link  string `json:"link" doc:"Path of the page where it is done."`
}

// DashboardMatch is an open job that fits.
type DashboardMatch struct {
	JobID   string `json:"jobId" format:"uuid"`
	Title   string `json:"title"`
	Company string `json:"company"`
	Score   int    `json:"score" minimum:"0" maximum:"100"`
	Why     string `json:"why"`
}

// DashboardApplication is one open application.
type DashboardApplication struct {
	ID       string `json:"id" format:"uuid"`
	JobTitle string `json:"jobTitle"`
	Company  string `json:"company"`
	Stage    string `json:"stage"`
	NextStep string `json:"nextStep,omitempty"`
}

func present(d analyticssvc.Dashboard) Dashboard {
	out := Dashboard{
		NeedsYou: []DashboardNeed{}, Matches: []DashboardMatch{}, Applications: []DashboardApplication{},
		OpenTotal: d.OpenTotal, ByStage: map[string]int{},
	}
	for _, n := range d.Needs {
		out.NeedsYou = append(out.NeedsYou, DashboardNeed{n.Title, n.Text, n.Link})
	}
	for _, m := range d.Matches {
		out.Matches = append(out.Matches, DashboardMatch{m.Job.ID.String(), m.Job.Title, m.Job.CompanyName, m.Match.Total, m.Match.Why})
	}
	for _, a := range d.Open {
		out.Applications = append(out.Applications, DashboardApplication{a.ID.String(), a.JobTitle, a.CompanyName, string(a.Stage), a.NextStep})
	}
	for _, stage := range applications.Stages {
		out.ByStage[string(stage)] = d.Counts[stage]
	}
	return out
}
