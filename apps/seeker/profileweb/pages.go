// Package profileweb is the profile for job seekers: the API operations and the pages
// where each fact is shown with where it came from, changed in place, and brought in from
// files. It decodes, calls one use-case, presents.
package profileweb

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// Routes mounts the pages of the profile.
func Routes(site *web.Site, s Services) {
	h := pages{site, s}
	site.Get("/profile", web.SignedIn, h.show)
	site.Post("/profile/texts", web.SignedIn, h.texts)
	site.Post("/profile/preferences", web.SignedIn, h.preferences)
	mountFacts(h, s.Profile.Experience(), readExperience)
	mountFacts(h, s.Profile.Education(), readEducation)
	mountFacts(h, s.Profile.Languages(), readLanguage)
	mountFacts(h, s.Profile.Certifications(), readCertification)
	mountFacts(h, s.Profile.Links(), readLink)
	mountFacts(h, s.Profile.WorkPermits(), readPermit)
	mountChanges(h, s.Profile.Skills(), readSkill)
	site.Post("/profile/skills", web.SignedIn, h.addSkills)
	site.Get("/profile/photo", web.SignedIn, h.photo)
	site.Post("/profile/photo", web.SignedIn, h.setPhoto)
	site.Post("/profile/photo/remove", web.SignedIn, h.removePhoto)
	site.Get("/profile/resume.json", web.SignedIn, h.export)
	site.Get("/profile/import", web.SignedIn, h.imports)
	site.Post("/profile/import", web.SignedIn, h.upload)
	site.Get("/profile/import/{id}", web.SignedIn, h.compare)
	site.Post("/profile/import/{id}", web.SignedIn, h.take)
	site.Post("/profile/import/{id}/dismiss", web.SignedIn, h.dismiss)
	site.Post("/profile/answers/{id}/forget", web.SignedIn, h.answer(s.Profile.Forget, "The answer is forgotten. You will be asked again."))
	site.Post("/profile/answers/{id}/share", web.SignedIn, h.answer(s.Profile.Share, "The answer is now offered to every employer."))
}

type pages struct {
	site *web.Site
	Services
}

func (h pages) show(w http.ResponseWriter, r *http.Request) error {
	return h.render(w, r, http.StatusOK, view{open: r.URL.Query().Get("edit")})
}

// render shows the profile as it is now, with what v says about one of its forms.
func (h pages) render(w http.ResponseWriter, r *http.Request, status int, v view) error {
	actor := auth.Actor(r.Context())
	known, err := h.Profile.Known(r.Context(), actor)
	if err != nil {
		return err
	}
	waiting, err := h.Imports.Open(r.Context(), actor)
	if err != nil {
		return err
	}
	v.page, v.known, v.waiting = h.site.Page(w, r, "Profile"), known, waiting
	return web.Render(w, r, status, profilePage(&v))
}

// formID names a form of the page: its section, and within it a fact or "new".
func formID(section, part string) string { return section + "-" + part }

// newPart stands for the form that adds a fact.
const newPart = "new"

// posted reads a form of a bounded size.
func posted(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return errFormTooLarge.Wrap(err)
	}
	return nil
}

var errFormTooLarge = fault.New(fault.Malformed, "too_large", "What was sent is longer than this page takes. Shorten it, then try again.")

// saved shows a section after a change: in its place for htmx, else by going back to it.
func (h pages) saved(w http.ResponseWriter, r *http.Request, section, said string) error {
	if r.Header.Get("HX-Request") != "true" {
		web.SetFlash(w, ui.OK, said)
		web.Redirect(w, r, "/profile#"+section)
		return nil
	}
	toast, err := json.Marshal(map[string]map[string]string{"toast": {"text": said, "kind": string(ui.OK)}})
	if err != nil {
		return err
	}
	w.Header().Set("HX-Trigger", string(toast))
	return h.render(w, r, http.StatusOK, view{saved: section})
}

// wrong shows a form again with what was typed in it and what is wrong with it. A form
// about something that changed in the meantime shows what it is now; sending it again is
// the person's decision.
func (h pages) wrong(w http.ResponseWriter, r *http.Request, section, part string, err error) error {
	status := api.Status(err)
	if errors.Is(err, profile.ErrNoFact) { // removed meanwhile: what was typed becomes a new one
		part, err = newPart, fault.ErrStale.With("This entry was removed in the meantime. What you typed is still here; saving adds it anew.")
	} else if errors.Is(err, fault.ErrStale) {
		err = fault.ErrStale.With("This was changed somewhere else in the meantime. What you typed is still here; saving replaces what is there now.")
	}
	if !web.Mistake(err) {
		return err
	}
	if r.Header.Get("HX-Request") == "true" {
		status = http.StatusUnprocessableEntity // the one failure that is swapped in
	}
	return h.render(w, r, status, view{open: formID(section, part), failed: ui.FormFrom(err, r.PostForm)})
}

func (h pages) texts(w http.ResponseWriter, r *http.Request) error {
	if err := posted(w, r); err != nil {
		return err
	}
	group := r.PostForm.Get("form")
	if _, err := h.Profile.EditTexts(r.Context(), readTexts(auth.Actor(r.Context()), r.PostForm)); err != nil {
		return h.wrong(w, r, "you", group, err)
	}
	return h.saved(w, r, "you", "Your profile is saved.")
}

func (h pages) preferences(w http.ResponseWriter, r *http.Request) error {
	if err := posted(w, r); err != nil {
		return err
	}
	if _, err := h.Profile.EditPreferences(r.Context(), readPreferences(auth.Actor(r.Context()), r.PostForm)); err != nil {
		return h.wrong(w, r, "preferences", newPart, err)
	}
	return h.saved(w, r, "preferences", "What you look for is saved.")
}

func (h pages) photo(w http.ResponseWriter, r *http.Request) error {
	width, err := strconv.Atoi(r.URL.Query().Get("w"))
	if err != nil {
		width = 0
	}
	content, err := h.Profile.Photo(r.Context(), auth.Actor(r.Context()), width)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", photoCaching)
	return send(w, profile.PhotoType, content)
}

func send(w http.ResponseWriter, mediaType string, content []byte) error {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.Header().Set("Content-Security-Policy", web.InertPolicy)
	_, _ = w.Write(content) // the client is gone
	return nil
}

func (h pages) setPhoto(w http.ResponseWriter, r *http.Request) error {
	file, err := api.ReadUpload(r.Body, r.Header.Get("Content-Type"), profile.MaxPhotoSize, profile.ErrPhotoEmpty)
	if err == nil {
		_, err = h.Profile.SetPhoto(r.Context(), auth.Actor(r.Context()), file.Content)
	}
	if err != nil {
		return h.wrong(w, r, "you", "photo", api.AtUpload(err))
	}
	return h.saved(w, r, "you", "Your photo is saved. Only you see it.")
}

func (h pages) removePhoto(w http.ResponseWriter, r *http.Request) error {
	if err := h.Profile.RemovePhoto(r.Context(), auth.Actor(r.Context())); err != nil && !errors.Is(err, profile.ErrNoPhoto) {
		return err
	}
	return h.saved(w, r, "you", "Your photo is removed.")
}

func (h pages) export(w http.ResponseWriter, r *http.Request) error {
	content, err := h.Profile.JSONResume(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", exportName)
	return send(w, "application/json", content)
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
