// Package profileweb is the profile for job seekers: the API operations and the page
// that shows each fact with where it came from, and the answer bank. It decodes, calls
// one use-case, presents.
package profileweb

import (
	"context"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

// Routes mounts the pages of the profile.
func Routes(site *web.Site, svc *profilesvc.Service) {
	h := pages{site, svc}
	site.Get("/profile", web.SignedIn, h.show)
	site.Post("/profile/answers/{id}/forget", web.SignedIn, h.answer(svc.Forget, "The answer is forgotten. You will be asked again."))
	site.Post("/profile/answers/{id}/share", web.SignedIn, h.answer(svc.Share, "The answer is now offered to every employer."))
}

type pages struct {
	site *web.Site
	svc  *profilesvc.Service
}

func (h pages) show(w http.ResponseWriter, r *http.Request) error {
	known, err := h.svc.Known(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, profilePage(h.site.Page(w, r, "Profile"), known))
}

// answer does something with one answer of the bank and says so.
func (h pages) answer(do func(context.Context, identity.Actor, id.Answer) error, done string) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		answer, err := id.Parse[struct{}](chi.URLParam(r, "id"))
		if err != nil {
			return profile.ErrNoAnswer
		}
		if err := do(r.Context(), auth.Actor(r.Context()), id.Answer(answer)); err != nil {
			return err
		}
		web.SetFlash(w, ui.OK, done)
		web.Redirect(w, r, "/profile#answers")
		return nil
	}
}

// span writes when something lasted; "" when nothing is said.
func span(start, end profile.Month, current bool) string {
	until := month(end)
	if current {
		until = "today"
	}
	switch from := month(start); {
	case from != "" && until != "":
		return from + " to " + until
	case from != "":
		return "From " + from
	case until != "":
		return "Until " + until
	}
	return ""
}

func month(m profile.Month) string {
	if m.IsZero() || m.Month == 0 {
		return m.String()
	}
	return m.Month.String()[:3] + " " + m.String()[:4]
}

// line joins what is said of several parts.
func line(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, ", ")
}

// contact lists the single texts that are known.
func contact(p profile.Profile) []ui.Fact {
	var facts []ui.Fact
	for _, one := range []struct {
		label string
		text  profile.Text
	}{
		{"Name", p.Name},
		{"Headline", p.Headline},
		{"E-mail address", p.Email},
		{"Phone", p.Phone},
		{"Place", p.Location},
		{"LinkedIn", p.LinkedIn},
		{"GitHub", p.GitHub},
		{"Website", p.Website},
		{"Summary", p.Summary},
	} {
		if one.text.Value != "" {
			facts = append(facts, ui.Fact{Label: one.label, More: sourced(one.text.Value, one.text.From)})
		}
	}
	return facts
}
