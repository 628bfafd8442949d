// Package healthweb shows how our processes do, and what they need: the page and the API
// operations of the admin console.
package healthweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/health"
	"github.com/applyforus/applyforus/core/health/healthsvc"
)

// Routes mounts the page.
func Routes(site *web.Site, svc *healthsvc.Service) {
	site.Get("/health", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		services, dependencies, err := svc.Overview(r.Context(), auth.Actor(r.Context()))
		if err != nil {
			return err
		}
		return web.Render(w, r, http.StatusOK, healthPage(site.Page(w, r, "Health"), services, dependencies))
	})
}

// RegisterAPI mounts the operations below /api/v1/health.
func RegisterAPI(a huma.API, svc *healthsvc.Service) {
	api.Handle(a, operation("getServiceHealth", "/services", "Health of our own processes",
		"Looks at the three sites and the worker now. The answer is 200 whatever was seen; status says the worst of it."),
		func(ctx context.Context, _ *struct{}) (Health, error) {
			report, err := svc.Services(ctx, auth.Actor(ctx))
			return present(report), err
		})
	api.Handle(a, operation("getDependencyHealth", "/dependencies", "Health of what our processes need",
		"Looks at database, Redis, task queue, browser and disk now. The answer is 200 whatever was seen; status says the worst of it."),
		func(ctx context.Context, _ *struct{}) (Health, error) {
			report, err := svc.Dependencies(ctx, auth.Actor(ctx))
			return present(report), err
		})
}

var group = api.Group{Path: "/api/v1/health", Tag: "Health", Errors: []int{http.StatusForbidden}}

func operation(operationID, path, summary, description string) huma.Operation {
	return group.Operation(operationID, http.MethodGet, path, summary, http.StatusOK, description+" For every platform role.")
}

// Health is one look at several parts.
type Health struct {
	Status    string        `json:"status" enum:"up,warn,down" doc:"The worst of the checks."`
	Checks    []HealthCheck `json:"checks"`
	CheckedAt time.Time     `json:"checkedAt"`
}

// HealthCheck is what was seen of one part.
type HealthCheck struct {
	Key            string `json:"key" doc:"Stable."`
	Name           string `json:"name"`
	Status         string `json:"status" enum:"up,warn,down"`
	Message        string `json:"message" doc:"What was seen and what to do, for people."`
	DurationMillis int64  `json:"durationMillis" doc:"How long the look took."`
}

func present(r healthsvc.Report) Health {
	shown := Health{Status: string(r.Status), CheckedAt: r.At, Checks: make([]HealthCheck, len(r.Checks))}
	for i, c := range r.Checks {
		shown.Checks[i] = HealthCheck{
			Key: c.Key, Name: c.Name, Status: string(c.Status), Message: c.Text, DurationMillis: c.Took.Milliseconds(),
		}
	}
	return shown
}

func badge(status health.Status) ui.Badge {
	switch status {
	case health.Up:
		return ui.Badge{Kind: ui.OK, Text: "Works"}
	case health.Warn:
		return ui.Badge{Kind: ui.Warn, Text: "Look at this"}
	case health.Down:
	}
	return ui.Badge{Kind: ui.Bad, Text: "Down"}
}

// verdict is the first thing that the page says.
func verdict(reports ...healthsvc.Report) ui.Note {
	var bad, warned int
	for _, r := range reports {
		for _, c := range r.Checks {
			switch c.Status {
			case health.Down:
				bad++
			case health.Warn:
				warned++
			case health.Up:
			}
		}
	}
	switch {
	case bad > 0:
		return ui.Note{Kind: ui.Bad, Title: ui.Count(bad, "part is down", "parts are down"), Text: "What it means and what to do is said below."}
	case warned > 0:
		return ui.Note{Kind: ui.Warn, Title: ui.Count(warned, "part needs a look", "parts need a look"), Text: "Everything works, but not for long if nobody looks."}
	}
	return ui.Note{Kind: ui.OK, Title: "Everything works"}
}
