package applicationsweb

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// Names of the form's controls: each question's answer, and whether to remember it.
const (
	answerPrefix   = "a."
	rememberPrefix = "remember."
)

func (h pages) review(w http.ResponseWriter, r *http.Request) error {
	app, err := application(r)
	if err != nil {
		return err
	}
	found, err := h.Applications.Get(r.Context(), auth.Actor(r.Context()), app)
	if err != nil {
		return err
	}
	if !editable(found.Attempt) {
		web.Redirect(w, r, address(app))
		return nil
	}
	return web.Render(w, r, http.StatusOK, h.reviewPage(w, r, found, ui.Form{}))
}

func (h pages) reviewPage(w http.ResponseWriter, r *http.Request, found applicationsvc.Detail, form ui.Form) templ.Component {
	page := h.site.Page(w, r, reviewTitle(found))
	if found.Attempt.State == autoapply.StatePreparing || found.Attempt.State == autoapply.StateDraft {
		return preparingPage(page, found)
	}
	return reviewPage(page, form, newReview(found, auth.Actor(r.Context())))
}

func reviewTitle(found applicationsvc.Detail) string {
	return "Review: " + found.File.Application.JobTitle
}

// editable tells whether the person may look at the answers before they are sent.
func editable(a autoapply.Attempt) bool {
	switch a.State {
	case autoapply.StateDraft, autoapply.StatePreparing, autoapply.StateNeedsInput, autoapply.StateReadyForReview, autoapply.StateParked:
		return true
	case autoapply.StateApproved, autoapply.StateFilling, autoapply.StateFilledVerified, autoapply.StateSubmitAttempted, autoapply.StateConfirmed,
		autoapply.StateUnconfirmed, autoapply.StateRejectedByForm, autoapply.StateExpired, autoapply.StateDeclined, autoapply.StateCancelled:
	}
	return false
}

func (h pages) answer(w http.ResponseWriter, r *http.Request) error {
	in, form, err := h.decision(w, r)
	if err != nil {
		return err
	}
	draft, err := h.Apply.Answer(r.Context(), answersFrom(form, in))
	switch {
	case moved(err):
		return outdated(w, r, in.Application, err)
	case err != nil:
		return h.reviewAgain(w, r, in.Application, atControls(err))
	}
	said := "Every required question is answered. Look it over, then send it."
	if missing := len(applications.MissingKeys(draft.File.Answers)); missing > 0 {
		said = "Saved. " + ui.Count(missing, "question still needs", "questions still need") + " your answer."
	}
	return back(w, r, address(in.Application)+"/review", said)
}

func (h pages) approve(w http.ResponseWriter, r *http.Request) error {
	in, _, err := h.decision(w, r)
	if err != nil {
		return err
	}
	if _, err = h.Apply.Approve(r.Context(), in); moved(err) {
		return outdated(w, r, in.Application, err)
	}
	if err != nil {
		return h.reviewAgain(w, r, in.Application, err)
	}
	return back(w, r, address(in.Application), "")
}

func (h pages) settle(w http.ResponseWriter, r *http.Request) error {
	in, form, err := h.decision(w, r)
	if err != nil {
		return err
	}
	received := form.Get("received")
	if received != "yes" && received != "no" {
		return fault.ErrMalformed
	}
	_, err = h.Apply.Settle(r.Context(), autoapplysvc.SettleInput{DecideInput: in, Received: received == "yes"})
	return h.changed(w, r, in.Application, err, "", "Noted.")
}

func (h pages) reviewAgain(w http.ResponseWriter, r *http.Request, app id.Application, err error) error {
	return again(w, r, err, func(f ui.Form) (templ.Component, error) { return h.failedReview(w, r, app, f) })
}

func (h pages) failedReview(w http.ResponseWriter, r *http.Request, app id.Application, form ui.Form) (templ.Component, error) {
	found, err := h.Applications.Get(r.Context(), auth.Actor(r.Context()), app)
	if err != nil {
		return nil, err
	}
	return h.reviewPage(w, r, found, form), nil
}

// answersFrom reads the review's form. "key" lists the questions that were on the page,
// because boxes without a tick send nothing.
func answersFrom(form url.Values, in autoapplysvc.DecideInput) autoapplysvc.AnswerInput {
	input := autoapplysvc.AnswerInput{Actor: in.Actor, Application: in.Application, Values: map[string][]string{}}
	for _, key := range form["key"] {
		values := []string{}
		for _, value := range form[answerPrefix+key] {
			// Browsers end the lines of a text in a way of their own.
			values = append(values, strings.ReplaceAll(value, "\r\n", "\n"))
		}
		input.Values[key] = values
		if form.Get(rememberPrefix+key) == "" {
			input.Forget = append(input.Forget, key)
		}
	}
	return input
}

// atControls names violations after the controls of the form.
func atControls(err error) error {
	known := fault.As(err)
	if known == nil || len(known.Violations) == 0 {
		return err
	}
	renamed := *known
	renamed.Violations = slices.Clone(known.Violations)
	for i := range renamed.Violations {
		renamed.Violations[i].Field = answerPrefix + renamed.Violations[i].Field
	}
	return &renamed
}
