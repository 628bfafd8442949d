// Package companiesweb is the companies that a person belongs to, and their members.
package companiesweb

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/employer/employersvc"
	"github.com/applyforus/applyforus/core/id"
)

// Routes mounts /companies and /companies/{id}.
func Routes(site *web.Site, svc *employersvc.Service, now func() time.Time) {
	site.Get("/companies", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		mine, err := svc.Companies(r.Context(), auth.Actor(r.Context()))
		if err != nil {
			return err
		}
		return web.Render(w, r, http.StatusOK, companiesPage(site.Page(w, r, "Companies"), mine, now()))
	})
	site.Get("/companies/{id}", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		company, err := id.Parse[struct{}](chi.URLParam(r, "id"))
		if err != nil {
			return employer.ErrNotFound
		}
		team, err := svc.Team(r.Context(), auth.Actor(r.Context()), id.Employer(company))
		if err != nil {
			return err
		}
		return web.Render(w, r, http.StatusOK, companyPage(site.Page(w, r, team.Company.Name), team, now()))
	})
}

// roles are the roles in words.
var roles = map[employer.Role]string{
	employer.RoleOwner: "Owner", employer.RoleAdmin: "Administrator", employer.RoleRecruiter: "Recruiter",
	employer.RoleHiringManager: "Hiring manager", employer.RoleInterviewer: "Interviewer", employer.RoleViewer: "Viewer",
}
