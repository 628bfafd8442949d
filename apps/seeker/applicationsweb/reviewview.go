package applicationsweb

import (
	"slices"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/identity"
)

// reviewView is what the review shows: what needs the person first, the rest by section.
type reviewView struct {
	applicationsvc.Detail

	Actor    identity.Actor
	Files    []applications.Answer // questions for files other than the resume
	Needs    []applications.Answer
	Sections []section
	Refused  refusedFile
}

// refusedFile is a file that could not be attached, with why.
type refusedFile struct {
	Field string
	Form  ui.Form
}

type section struct {
	Title   string
	Answers []applications.Answer
}

// radioMost is how many options are shown all at once; more go into a list.
const radioMost = 5

func newReview(found applicationsvc.Detail, actor identity.Actor) reviewView {
	view := reviewView{Detail: found, Actor: actor}
	for _, a := range found.File.Answers {
		if autoapply.Attachable(autoapply.Kind(a.Kind), autoapply.Topic(a.Topic)) {
			view.Files = append(view.Files, a)
			continue
		}
		if a.Missing() || found.Attempt.State == autoapply.StateNeedsInput && slices.Contains(found.Attempt.Needs, a.FieldKey) {
			view.Needs = append(view.Needs, a)
			continue
		}
		view.Sections = addTo(view.Sections, a)
	}
	return view
}

// sectionsOf groups answers by their section, in the order of the form.
func sectionsOf(answers []applications.Answer) []section {
	var sections []section
	for _, a := range answers {
		sections = addTo(sections, a)
	}
	return sections
}

func addTo(sections []section, a applications.Answer) []section {
	title := a.Section
	if title == "" {
		title = "Questions"
	}
	at := slices.IndexFunc(sections, func(s section) bool { return s.Title == title })
	if at < 0 {
		sections, at = append(sections, section{Title: title}), len(sections)
	}
	sections[at].Answers = append(sections[at].Answers, a)
	return sections
}

// complete tells whether it can be approved as it stands.
func (v reviewView) complete() bool { return v.Attempt.State == autoapply.StateReadyForReview }

// waiting counts what the person must still answer or attach.
func (v reviewView) waiting() int { return len(v.Needs) + len(applications.MissingKeys(v.Files)) }

// fileForm is the form of one question for a file.
func (v reviewView) fileForm(a applications.Answer) ui.Form {
	form := ui.Form{}
	if v.Refused.Field == a.FieldKey {
		form = v.Refused.Form
	}
	form.Scope = a.FieldKey + "-"
	return form
}

func (v reviewView) next() string {
	switch {
	case !v.complete() && v.waiting() > 0:
		return "Nothing is sent yet. Once " + ui.Count(v.waiting(), "question is", "questions are") + " answered, you look it over and send it."
	case !v.complete():
		return "Nothing is sent yet. Check the answers; then you can send it."
	case !v.Actor.Verified:
		return "Confirm your e-mail address first. Then you can send this."
	}
	return "A browser fills this into the form of " + v.File.Application.CompanyName + ", checks every field, and sends it once. It cannot be called back."
}

// options are the choices of a question, with a way to leave an optional one open.
func options(a applications.Answer, empty string) []ui.Option {
	var shown []ui.Option
	if empty != "" {
		shown = append(shown, ui.Option{Label: empty, Chosen: !a.Answered()})
	}
	for _, o := range a.Options {
		shown = append(shown, ui.Option{Value: o.Label, Label: o.Label, Chosen: slices.Contains(a.Values, o.Label)})
	}
	return shown
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// inputKind is the browser's control for a kind of field.
func inputKind(kind string) string {
	switch autoapply.Kind(kind) {
	case autoapply.KindTextarea:
		return "textarea"
	case autoapply.KindEmail:
		return "email"
	case autoapply.KindPhone:
		return "tel"
	case autoapply.KindNumber:
		return "number"
	case autoapply.KindDate:
		return "date"
	case autoapply.KindText, autoapply.KindSingleSelect, autoapply.KindMultiSelect, autoapply.KindCheckbox, autoapply.KindFile, autoapply.KindHidden:
	}
	return "text"
}
