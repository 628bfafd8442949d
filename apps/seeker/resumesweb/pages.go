// Package resumesweb is resumes for job seekers: the API operations and the pages for
// uploading one, checking what was found in it and keeping it as facts. It decodes,
// calls one use-case, presents.
package resumesweb

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

// Routes mounts the pages below /resumes.
func Routes(site *web.Site, svc *resumesvc.Service) {
	h := pages{site, svc}
	site.Get("/resumes", web.SignedIn, h.list)
	site.Post("/resumes", web.SignedIn, h.upload)
	site.Get("/resumes/{id}", web.SignedIn, h.show)
	site.Post("/resumes/{id}", web.SignedIn, h.save)
	site.Get("/resumes/{id}/progress", web.SignedIn, h.progress)
	site.Post("/resumes/{id}/read", web.SignedIn, h.reread)
	site.Post("/resumes/{id}/rename", web.SignedIn, h.rename)
	site.Post("/resumes/{id}/default", web.SignedIn, h.makeDefault)
	site.Get("/resumes/{id}/delete", web.SignedIn, h.askDelete)
	site.Post("/resumes/{id}/delete", web.SignedIn, h.delete)
	site.Get("/resumes/{id}/file", web.SignedIn, h.file)
	site.Get("/resumes/{id}/pages/{page}.png", web.SignedIn, h.picture)
}

type pages struct {
	site *web.Site
	svc  *resumesvc.Service
}

// address is the page of a resume.
func address(resume id.Resume) string { return "/resumes/" + resume.String() }

// target reads who asks and about which resume.
func target(r *http.Request) (identity.Actor, id.Resume, error) {
	parsed, err := id.Parse[struct{}](chi.URLParam(r, "id"))
	if err != nil {
		return identity.Actor{}, id.Resume{}, resumes.ErrNotFound
	}
	return auth.Actor(r.Context()), id.Resume(parsed), nil
}

// posted reads a form about one resume.
func posted(w http.ResponseWriter, r *http.Request) (identity.Actor, id.Resume, url.Values, error) {
	actor, resume, err := target(r)
	if err != nil {
		return actor, resume, nil, err
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return actor, resume, nil, fault.ErrMalformed.Wrap(err)
	}
	return actor, resume, r.PostForm, nil
}

func (h pages) list(w http.ResponseWriter, r *http.Request) error {
	return h.listPage(w, r, nil)
}

func (h pages) listPage(w http.ResponseWriter, r *http.Request, wrong error) error {
	all, err := h.svc.List(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return err
	}
	status, form := http.StatusOK, ui.Form{}
	if wrong != nil {
		status, form = api.Status(wrong), uploadForm(wrong)
	}
	return web.Render(w, r, status, listPage(h.site.Page(w, r, "Resumes"), form, all))
}

// uploadForm puts what is wrong with a file at the place where it is chosen.
func uploadForm(err error) ui.Form {
	form := ui.FormFrom(err, nil)
	if len(form.Violations) == 0 {
		form.Violations = map[string][]string{api.UploadField: {form.Summary}}
	}
	return form
}

func (h pages) upload(w http.ResponseWriter, r *http.Request) error {
	file, err := readUpload(r.Body, r.Header.Get("Content-Type"))
	if err == nil {
		var stored resumes.Resume
		stored, err = h.svc.Upload(r.Context(), resumesvc.UploadInput{
			Actor: auth.Actor(r.Context()), FileName: file.Name, Content: file.Content,
		})
		if err == nil {
			web.Redirect(w, r, address(stored.ID))
			return nil
		}
	}
	if !web.Mistake(err) {
		return err
	}
	return h.listPage(w, r, err)
}

// show is the page of a resume, whatever state it is in.
func (h pages) show(w http.ResponseWriter, r *http.Request) error {
	actor, resume, err := target(r)
	if err != nil {
		return err
	}
	reading, err := h.svc.Review(r.Context(), actor, resume)
	if err != nil {
		return err
	}
	return h.render(w, r, http.StatusOK, reading, reading.Resume.Draft.Facts(), ui.Form{}, "")
}

func (h pages) render(w http.ResponseWriter, r *http.Request, status int, reading resumesvc.Reading, facts resumes.Facts, form ui.Form, focus string) error {
	page := h.site.Page(w, r, reading.Resume.Name)
	var shown templ.Component
	switch reading.Resume.Status {
	case resumes.Uploaded:
		shown = readingPage(page, reading.Resume)
	case resumes.Unreadable:
		shown = unreadablePage(page, form, reading.Resume)
	case resumes.Read, resumes.Confirmed:
		page.Wide = true
		shown = reviewPage(page, newReview(reading, facts, form, focus))
	}
	return web.Render(w, r, status, shown)
}

// progress is what the waiting page asks for: itself, or to go on.
func (h pages) progress(w http.ResponseWriter, r *http.Request) error {
	actor, resume, err := target(r)
	if err != nil {
		return err
	}
	found, err := h.svc.Get(r.Context(), actor, resume)
	if err != nil {
		return err
	}
	if found.Status != resumes.Uploaded {
		web.Redirect(w, r, address(resume))
		return nil
	}
	return web.Render(w, r, http.StatusOK, readingSteps(found))
}

func (h pages) reread(w http.ResponseWriter, r *http.Request) error {
	actor, resume, _, err := posted(w, r)
	if err != nil {
		return err
	}
	if _, err := h.svc.Reread(r.Context(), actor, resume); err != nil {
		return h.said(w, r, err, address(resume))
	}
	web.Redirect(w, r, address(resume))
	return nil
}

func (h pages) rename(w http.ResponseWriter, r *http.Request) error {
	actor, resume, form, err := posted(w, r)
	if err != nil {
		return err
	}
	name := form.Get("resume_name")
	if _, err := h.svc.Edit(r.Context(), resumesvc.EditInput{Actor: actor, Resume: resume, Name: &name}); err != nil {
		return h.said(w, r, err, address(resume)+"#file")
	}
	return done(w, r, "The resume has its new name.", address(resume))
}

func (h pages) makeDefault(w http.ResponseWriter, r *http.Request) error {
	actor, resume, _, err := posted(w, r)
	if err != nil {
		return err
	}
	if _, err := h.svc.Edit(r.Context(), resumesvc.EditInput{Actor: actor, Resume: resume, Default: true}); err != nil {
		return h.said(w, r, err, address(resume))
	}
	return done(w, r, "Applications now use this resume unless you pick another.", address(resume))
}

func (h pages) askDelete(w http.ResponseWriter, r *http.Request) error {
	actor, resume, err := target(r)
	if err != nil {
		return err
	}
	found, err := h.svc.Get(r.Context(), actor, resume)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, deletePage(h.site.Page(w, r, "Delete resume"), found))
}

func (h pages) delete(w http.ResponseWriter, r *http.Request) error {
	actor, resume, _, err := posted(w, r)
	if err != nil {
		return err
	}
	if err := h.svc.Delete(r.Context(), actor, resume); err != nil {
		return h.said(w, r, err, address(resume))
	}
	return done(w, r, "The resume and its file are deleted. Facts you took over from it stay in your profile.", "/resumes")
}

// said goes back to a page, where the message says why nothing was done.
func (h pages) said(w http.ResponseWriter, r *http.Request, err error, back string) error {
	if !web.Mistake(err) {
		return err
	}
	web.SetFlash(w, ui.Bad, fault.As(err).Message)
	web.Redirect(w, r, back)
	return nil
}

func done(w http.ResponseWriter, r *http.Request, text, next string) error {
	web.SetFlash(w, ui.OK, text)
	web.Redirect(w, r, next)
	return nil
}

func (h pages) file(w http.ResponseWriter, r *http.Request) error {
	actor, resume, err := target(r)
	if err != nil {
		return err
	}
	found, content, err := h.svc.File(r.Context(), actor, resume)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", attachment(found))
	return send(w, found.MediaType, content)
}

// pictureWidth is sharp enough for a page beside the form on a fine screen.
const pictureWidth = 1200

func (h pages) picture(w http.ResponseWriter, r *http.Request) error {
	actor, resume, err := target(r)
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(strings.TrimLeft(chi.URLParam(r, "page"), "0"))
	if err != nil {
		return resumes.ErrNoSuchPage
	}
	png, err := h.svc.PageImage(r.Context(), actor, resume, number, pictureWidth)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", pictureCaching)
	return send(w, "image/png", png)
}

func send(w http.ResponseWriter, mediaType string, content []byte) error {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.Header().Set("Content-Security-Policy", web.InertPolicy)
	_, _ = w.Write(content) //nolint:gosec // shown under a policy that runs and loads nothing; if it fails, the client is gone
	return nil
}
