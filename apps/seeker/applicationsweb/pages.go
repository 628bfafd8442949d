package applicationsweb

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// Routes mounts the pages of applying and of keeping track.
func Routes(site *web.Site, services Services) {
	h := pages{services, site}
	site.Get("/jobs/{id}/apply", web.SignedIn, h.offer)
	site.Post("/jobs/{id}/apply", web.SignedIn, h.start)
	site.Get("/applications", web.SignedIn, h.list)
	site.Get("/applications/{id}", web.SignedIn, h.detail)
	site.Get("/applications/{id}/review", web.SignedIn, h.review)
	site.Post("/applications/{id}/answers", web.SignedIn, h.answer)
	site.Post("/applications/{id}/files", web.SignedIn, h.attach)
	site.Post("/applications/{id}/files/remove", web.SignedIn, h.detach)
	site.Post("/applications/{id}/approve", web.SignedIn, h.approve)
	site.Post("/applications/{id}/settle", web.SignedIn, h.settle)
	site.Post("/applications/{id}/withdraw", web.SignedIn, h.withdraw)
	site.Post("/applications/{id}/stage", web.SignedIn, h.move)
	site.Post("/applications/{id}/plan", web.SignedIn, h.plan)
	site.Post("/applications/{id}/notes", web.SignedIn, h.addNote)
	site.Post("/applications/{id}/notes/{note}/delete", web.SignedIn, h.deleteNote)
	site.Get("/applications/{id}/events", web.SignedIn, h.events)
	site.Get("/applications/{id}/evidence/{evidence}", web.SignedIn, h.evidence)
}

type pages struct {
	Services

	site *web.Site
}

// param reads an identifier of the path; what is none names nothing that exists.
func param[T ~[16]byte](r *http.Request, name string, missing error) (T, error) {
	parsed, err := id.Parse[struct{}](chi.URLParam(r, name))
	if err != nil {
		return T{}, missing
	}
	return T(parsed), nil
}

func application(r *http.Request) (id.Application, error) {
	return param[id.Application](r, "id", applications.ErrNotFound)
}

func address(application id.Application) string { return "/applications/" + application.String() }

// decision reads a POST about one application.
func (h pages) decision(w http.ResponseWriter, r *http.Request) (autoapplysvc.DecideInput, url.Values, error) {
	app, err := application(r)
	if err != nil {
		return autoapplysvc.DecideInput{}, nil, err
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return autoapplysvc.DecideInput{}, nil, fault.ErrMalformed.Wrap(err)
	}
	return autoapplysvc.DecideInput{Actor: auth.Actor(r.Context()), Application: app}, r.PostForm, nil
}

// back leaves a message and goes to a page.
func back(w http.ResponseWriter, r *http.Request, target, said string) error {
	if said != "" {
		web.SetFlash(w, ui.OK, said)
	}
	web.Redirect(w, r, target)
	return nil
}

// moved tells the errors that a person meets who acts on a page that is out of date:
// they are told, and see the application as it is now.
func moved(err error) bool {
	known := fault.As(err)
	return known != nil && known.Kind == fault.Conflict
}

// outdated goes to the application as it is now, saying why nothing was done.
func outdated(w http.ResponseWriter, r *http.Request, app id.Application, err error) error {
	web.SetFlash(w, ui.Warn, fault.As(err).Message)
	web.Redirect(w, r, address(app))
	return nil
}

// again shows a page once more with what is wrong. Our own mistakes become the error page.
func again(w http.ResponseWriter, r *http.Request, err error, page func(ui.Form) (templ.Component, error)) error {
	if known := fault.As(err); known == nil || known.Kind == fault.NotFound || known.Kind == fault.Internal {
		return err
	}
	shown, failed := page(ui.FormFrom(err, r.PostForm))
	if failed != nil {
		return errors.Join(failed, err)
	}
	return web.Render(w, r, api.Status(err), shown)
}

func (h pages) offer(w http.ResponseWriter, r *http.Request) error {
	job, err := param[id.Job](r, "id", jobs.ErrJobNotFound)
	if err != nil {
		return err
	}
	page, err := h.offerPage(w, r, job, ui.Form{})
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, page)
}

func (h pages) offerPage(w http.ResponseWriter, r *http.Request, job id.Job, form ui.Form) (templ.Component, error) {
	offer, err := h.Apply.Offer(r.Context(), auth.Actor(r.Context()), job)
	if err != nil {
		return nil, err
	}
	return applyPage(h.site.Page(w, r, "Apply: "+offer.Job.Title), form, offer), nil
}

func (h pages) start(w http.ResponseWriter, r *http.Request) error {
	job, err := param[id.Job](r, "id", jobs.ErrJobNotFound)
	if err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return fault.ErrMalformed.Wrap(err)
	}
	input := autoapplysvc.StartInput{Actor: auth.Actor(r.Context()), Job: job}
	if picked, err := id.Parse[struct{}](r.PostForm.Get("resume")); err == nil {
		input.Resume = id.Resume(picked)
	}
	draft, err := h.Apply.Start(r.Context(), input)
	if err != nil {
		return again(w, r, err, func(f ui.Form) (templ.Component, error) { return h.offerPage(w, r, job, f) })
	}
	return back(w, r, address(draft.File.Application.ID)+"/review", "")
}

func (h pages) events(w http.ResponseWriter, r *http.Request) error {
	app, err := application(r)
	if err != nil {
		return err
	}
	feed, err := h.feed(r.Context(), auth.Actor(r.Context()), app)
	if err != nil {
		return err
	}
	return h.Streams.Serve(w, r, feed)
}

// evidence answers the kept bytes. Pictures and texts are shown, anything else is
// handed over as a file; nothing in it may run or load.
func (h pages) evidence(w http.ResponseWriter, r *http.Request) error {
	app, err := application(r)
	if err != nil {
		return err
	}
	piece, err := param[id.Evidence](r, "evidence", applications.ErrNoEvidence)
	if err != nil {
		return err
	}
	found, content, err := h.Applications.Evidence(r.Context(), auth.Actor(r.Context()), app, piece)
	if err != nil {
		return err
	}
	kind := "attachment"
	if strings.HasPrefix(found.MediaType, "image/png") || strings.HasPrefix(found.MediaType, "text/plain") {
		kind = "inline"
	}
	if r.URL.Query().Has("download") {
		kind = "attachment"
	}
	header := w.Header()
	header.Set("Content-Type", found.MediaType)
	header.Set("Content-Disposition", disposition(kind, found))
	header.Set("Content-Security-Policy", web.InertPolicy)
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	_, err = w.Write(content) //nolint:gosec // shown under a policy that runs and loads nothing
	return err
}

func now() time.Time { return time.Now().UTC() }
