package applicationsweb

import (
	"net/http"
	"time"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/id"
)

func (h pages) detail(w http.ResponseWriter, r *http.Request) error {
	app, err := application(r)
	if err != nil {
		return err
	}
	page, err := h.detailPage(w, r, app, ui.Form{})
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, page)
}

func (h pages) detailPage(w http.ResponseWriter, r *http.Request, app id.Application, form ui.Form) (templ.Component, error) {
	found, err := h.Applications.Get(r.Context(), auth.Actor(r.Context()), app)
	if err != nil {
		return nil, err
	}
	title := found.File.Application.JobTitle + " at " + found.File.Application.CompanyName
	return detailPage(h.site.Page(w, r, title), form, detailView{Detail: found, Now: now()}), nil
}

// changed goes back to the application's page, or shows it with what is wrong.
func (h pages) changed(w http.ResponseWriter, r *http.Request, app id.Application, err error, anchor, said string) error {
	switch {
	case err == nil:
		return back(w, r, address(app)+anchor, said)
	case moved(err):
		return outdated(w, r, app, err)
	}
	return again(w, r, err, func(f ui.Form) (templ.Component, error) { return h.detailPage(w, r, app, f) })
}

func (h pages) withdraw(w http.ResponseWriter, r *http.Request) error {
	in, _, err := h.decision(w, r)
	if err != nil {
		return err
	}
	_, err = h.Apply.Withdraw(r.Context(), in)
	return h.changed(w, r, in.Application, err, "", "You withdrew this application.")
}

// move is also what the board asks, which wants no page in answer.
func (h pages) move(w http.ResponseWriter, r *http.Request) error {
	in, form, err := h.decision(w, r)
	if err != nil {
		return err
	}
	stage := applications.Stage(form.Get("stage"))
	if stage == applications.StageWithdrawn {
		_, err = h.Apply.Withdraw(r.Context(), in)
	} else {
		_, err = h.Applications.Move(r.Context(), applicationsvc.MoveInput{Actor: in.Actor, Application: in.Application, Stage: stage})
	}
	if r.Header.Get("HX-Request") == "true" {
		if err == nil {
			w.WriteHeader(http.StatusNoContent)
		}
		return err
	}
	return h.changed(w, r, in.Application, err, "", "Moved to "+stage.Label()+".")
}

func (h pages) plan(w http.ResponseWriter, r *http.Request) error {
	in, form, err := h.decision(w, r)
	if err != nil {
		return err
	}
	var on time.Time
	if on, err = day(form.Get("nextStepOn")); err == nil {
		_, err = h.Applications.Plan(r.Context(), applicationsvc.PlanInput{
			Actor: in.Actor, Application: in.Application, NextStep: form.Get("nextStep"), On: on,
		})
	}
	return h.changed(w, r, in.Application, err, "#next-step", "Next step saved.")
}

func (h pages) addNote(w http.ResponseWriter, r *http.Request) error {
	in, form, err := h.decision(w, r)
	if err != nil {
		return err
	}
	_, err = h.Applications.AddNote(r.Context(), applicationsvc.NoteInput{Actor: in.Actor, Application: in.Application, Text: form.Get("text")})
	return h.changed(w, r, in.Application, err, "#notes", "Note added.")
}

func (h pages) deleteNote(w http.ResponseWriter, r *http.Request) error {
	in, _, err := h.decision(w, r)
	if err != nil {
		return err
	}
	note, err := param[id.Note](r, "note", applications.ErrNotFound)
	if err != nil {
		return err
	}
	_, err = h.Applications.DeleteNote(r.Context(), in.Actor, in.Application, note)
	return h.changed(w, r, in.Application, err, "#notes", "Note deleted.")
}
