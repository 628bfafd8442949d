package jobsweb

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

// Routes mounts the pages of finding and reading jobs. A job's "Apply" leads to
// /jobs/{id}/apply, which another package serves.
func Routes(site *web.Site, svc Services) {
	h := pages{site: site, svc: svc}
	site.Get("/jobs", web.Public, h.list)
	site.Get("/jobs/saved", web.SignedIn, h.saved)
	site.Get("/jobs/{id}", web.Public, h.job)
	site.Post("/jobs/{id}/save", web.SignedIn, h.save)
	site.Post("/jobs/{id}/unsave", web.SignedIn, h.unsave)
}

type pages struct {
	site *web.Site
	svc  Services
}

func (h pages) list(w http.ResponseWriter, r *http.Request) error {
	query, ignored := jobs.ParseQuery(r.URL.Query())
	found, err := h.svc.Find.Search(r.Context(), jobsvc.SearchInput{Actor: auth.Actor(r.Context()), Query: query, Facets: true})
	if err != nil {
		return err
	}
	p := h.site.Page(w, r, listTitle(query))
	p.Description = "Search open jobs by words, place, pay and more. Each posting as the employer wrote it, with the effort that applying takes."
	w.Header().Set("Vary", "HX-Request")
	if r.Header.Get("HX-Request") == "true" {
		w.Header().Set("HX-Push-Url", address(query)) // a form sends empty fields too
	}
	v := listView{Page: p, Query: query, Found: found, Ignored: ignoredIn(ignored), Now: h.svc.Now(), SignedIn: p.User != nil}
	return web.Render(w, r, http.StatusOK, listPage(v))
}

func (h pages) saved(w http.ResponseWriter, r *http.Request) error {
	query, _ := jobs.ParseQuery(url.Values{jobs.ParamPage: r.URL.Query()[jobs.ParamPage]})
	kept, err := h.svc.Find.Saved(r.Context(), auth.Actor(r.Context()), page.Request{Number: query.Page.Number})
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, savedPage(savedView{Page: h.site.Page(w, r, "Saved jobs"), Kept: kept, Now: h.svc.Now()}))
}

func (h pages) job(w http.ResponseWriter, r *http.Request) error {
	job, err := readID(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	actor := auth.Actor(r.Context())
	viewed, err := h.svc.Find.View(r.Context(), actor, job)
	if err != nil {
		return err
	}
	similar, err := h.svc.Find.Similar(r.Context(), actor, job, similarShown)
	if err != nil {
		return err
	}
	p := h.site.Page(w, r, viewed.Job.Title+" at "+viewed.Job.CompanyName)
	p.Query = ""
	return web.Render(w, r, http.StatusOK, jobPage(jobView{
		Page: p, Viewed: viewed, Similar: similar, Now: h.svc.Now(), Back: cameFrom(r), SignedIn: actor.SignedIn(),
	}))
}

func (h pages) save(w http.ResponseWriter, r *http.Request) error {
	return h.keep(w, r, true, h.svc.Keep.Save)
}

func (h pages) unsave(w http.ResponseWriter, r *http.Request) error {
	return h.keep(w, r, false, h.svc.Keep.Unsave)
}

func (h pages) keep(w http.ResponseWriter, r *http.Request, saved bool, change func(context.Context, identity.Actor, id.Job) error) error {
	job, err := readID(chi.URLParam(r, "id"))
	if err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
	if err := r.ParseForm(); err != nil {
		return fault.ErrMalformed.Wrap(err)
	}
	if err := change(r.Context(), auth.Actor(r.Context()), job); err != nil {
		return err
	}
	back := web.LocalPath(r.PostForm.Get("back"), "/jobs/"+job.String())
	if r.Header.Get("HX-Request") == "true" {
		return web.Render(w, r, http.StatusOK, saveToggle(toggle{Job: job, Title: r.PostForm.Get("title"), Saved: saved, CSRF: auth.CSRFToken(r.Context()), Back: back, Wide: r.PostForm.Get("wide") != ""}))
	}
	web.Redirect(w, r, back)
	return nil
}

// cameFrom is the list that the person came from, with its search; else the whole list.
func cameFrom(r *http.Request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host || from.Path != "/jobs" && from.Path != "/jobs/saved" {
		return "/jobs"
	}
	return from.RequestURI()
}

// ignoredIn says what of a search's address could not be read; "" for nothing.
func ignoredIn(err error) string {
	f := fault.As(err)
	if f == nil {
		return ""
	}
	said := make([]string, 0, len(f.Violations))
	for _, v := range f.Violations {
		if line := paramLabel(v.Field) + ": " + v.Message; !strings.Contains(strings.Join(said, "\n"), line) {
			said = append(said, line)
		}
	}
	return strings.Join(said, " ")
}
