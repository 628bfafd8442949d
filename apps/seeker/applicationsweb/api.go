package applicationsweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
)

// maxBody is far above what the longest answers of a form need.
const maxBody = 1 << 20

// RegisterAPI mounts the operations below /api/v1/applications.
func RegisterAPI(a huma.API, services Services) {
	h := operations{services}
	api.Handle(a, operation("startApplication", http.MethodPost, "", "Start an application", http.StatusCreated,
		"Prepares an application: every question of the form with its answer and where that comes from. Nothing is sent. "+
			"There is one application per opening; a second is refused with applications.duplicate."), h.start)
	api.HandleList(a, operation("listApplications", http.MethodGet, "", "List applications", http.StatusOK,
		"Latest change first."), h.list)
	api.Handle(a, operation("getApplication", http.MethodGet, "/{id}", "Read an application", http.StatusOK,
		"With its answers, timeline, notes, evidence and where the sending stands."), h.get)
	api.Handle(a, operation("updateApplication", http.MethodPatch, "/{id}", "Change an application", http.StatusOK,
		"Moves it to another stage and sets the next step; what is left out stays. An application that is not sent yet "+
			"is withdrawn with DELETE, so that its sending stops too."), h.update)
	api.Handle(a, operation("withdrawApplication", http.MethodDelete, "/{id}", "Withdraw an application", http.StatusOK,
		"Stops one that is not sent; notes the withdrawal of one that is. What an employer has received cannot be called back from here."), h.withdraw)
	api.Handle(a, operation("answerApplication", http.MethodPut, "/{id}/answers", "Answer questions", http.StatusOK,
		"Fields that are left out keep their answers. Answers are remembered in the answer bank, except those named in forget."), h.answer)
	api.Handle(a, operation("approveApplication", http.MethodPost, "/{id}/approve", "Approve and send", http.StatusOK,
		"Asks to send the application with exactly the answers it has. A browser fills the form, reads every field back, and "+
			"presses send once. Needs a confirmed e-mail address and an answer to every required question."), h.approve)
	api.Handle(a, operation("settleApplication", http.MethodPost, "/{id}/settle", "Say whether it arrived", http.StatusOK,
		"Settles an application that was sent but never confirmed. If it did not arrive, it may be started again."), h.settle)
	api.Handle(a, operation("addApplicationNote", http.MethodPost, "/{id}/notes", "Add a note", http.StatusCreated, ""), h.addNote)
	api.Handle(a, operation("deleteApplicationNote", http.MethodDelete, "/{id}/notes/{noteId}", "Delete a note", http.StatusOK, ""), h.deleteNote)
	registerFiles(a, h)
	registerEvidence(a, h)
	registerEvents(a, h)
}

var group = api.Group{Path: "/api/v1/applications", Tag: "Applications", MaxBody: maxBody, Errors: []int{http.StatusUnprocessableEntity}}

func operation(operationID, method, path, summary string, status int, description string) huma.Operation {
	op := group.Operation(operationID, method, path, summary, status, description)
	if path != "" {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	if method != http.MethodGet {
		op.Errors = append(op.Errors, http.StatusConflict)
	}
	if operationID == "approveApplication" {
		op.Errors = append(op.Errors, http.StatusForbidden)
	}
	return op
}

// Path names an application in the address of an operation.
type Path struct {
	ID id.Application `path:"id" format:"uuid"`
}

func (in Path) decide(ctx context.Context) autoapplysvc.DecideInput {
	return autoapplysvc.DecideInput{Actor: auth.Actor(ctx), Application: in.ID}
}

type startInput struct {
	Body struct {
		JobID    id.Job    `json:"jobId" format:"uuid"`
		ResumeID id.Resume `json:"resumeId,omitempty" format:"uuid" doc:"Left out: the default resume."`
	}
}

type listInput struct {
	api.PageQuery

	Stage []applications.Stage `query:"stage,explode" enum:"preparing,applied,screening,interview,offer,accepted,rejected,withdrawn,closed" doc:"Only these stages; may be given several times."`
}

type updateApplicationInput struct {
	Path

	Body struct {
		Stage      applications.Stage `json:"stage,omitempty" enum:"preparing,applied,screening,interview,offer,accepted,rejected,withdrawn"`
		NextStep   *string            `json:"nextStep,omitempty" doc:"Up to 200 characters; empty clears it and its date."`
		NextStepOn *string            `json:"nextStepOn,omitempty" doc:"A date such as 2026-11-30; empty clears it."`
	}
}

type answerInput struct {
	Path

	Body struct {
		Answers map[string][]string `json:"answers" doc:"By field key: the texts or the labels of the chosen options; [] clears the answer."`
		Forget  []string            `json:"forget,omitempty" doc:"Keys of fields whose answers must not go into the answer bank."`
	}
}

type settleInput struct {
	Path

	Body struct {
		Received bool `json:"received" doc:"Whether the employer has it, as far as the person found out."`
	}
}

type noteInput struct {
	Path

	Body struct {
		Text string `json:"text" doc:"Up to 5,000 characters."`
	}
}

type deleteNoteInput struct {
	Path

	NoteID id.Note `path:"noteId" format:"uuid"`
}

type operations struct{ Services }

func (h operations) start(ctx context.Context, in *startInput) (ApplicationDetail, error) {
	return draft(h.Apply.Start(ctx, autoapplysvc.StartInput{Actor: auth.Actor(ctx), Job: in.Body.JobID, Resume: in.Body.ResumeID}))
}

func (h operations) list(ctx context.Context, in *listInput) (page.Page[Application], error) {
	found, err := h.Applications.List(ctx, applicationsvc.ListInput{Actor: auth.Actor(ctx), Stages: in.Stage, Page: in.Request()})
	return page.Map(found.Page, present), err
}

func (h operations) get(ctx context.Context, in *Path) (ApplicationDetail, error) {
	detail, err := h.Applications.Get(ctx, auth.Actor(ctx), in.ID)
	return presentDetail(detail.File, detail.Attempt, detail.Confirmation), err
}

func (h operations) update(ctx context.Context, in *updateApplicationInput) (ApplicationDetail, error) {
	input := applicationsvc.EditInput{Actor: auth.Actor(ctx), Application: in.ID, Stage: in.Body.Stage, NextStep: in.Body.NextStep}
	if in.Body.NextStepOn != nil {
		on, err := day(*in.Body.NextStepOn)
		if err != nil {
			return ApplicationDetail{}, err
		}
		input.NextStepOn = &on
	}
	return detail(h.Applications.Edit(ctx, input))
}

func (h operations) withdraw(ctx context.Context, in *Path) (ApplicationDetail, error) {
	return draft(h.Apply.Withdraw(ctx, in.decide(ctx)))
}

func (h operations) answer(ctx context.Context, in *answerInput) (ApplicationDetail, error) {
	return draft(h.Apply.Answer(ctx, autoapplysvc.AnswerInput{
		Actor: auth.Actor(ctx), Application: in.ID, Values: in.Body.Answers, Forget: in.Body.Forget,
	}))
}

func (h operations) approve(ctx context.Context, in *Path) (ApplicationDetail, error) {
	return draft(h.Apply.Approve(ctx, in.decide(ctx)))
}

func (h operations) settle(ctx context.Context, in *settleInput) (ApplicationDetail, error) {
	return draft(h.Apply.Settle(ctx, autoapplysvc.SettleInput{DecideInput: in.decide(ctx), Received: in.Body.Received}))
}

func (h operations) addNote(ctx context.Context, in *noteInput) (ApplicationDetail, error) {
	return detail(h.Applications.AddNote(ctx, applicationsvc.NoteInput{Actor: auth.Actor(ctx), Application: in.ID, Text: in.Body.Text}))
}

func (h operations) deleteNote(ctx context.Context, in *deleteNoteInput) (ApplicationDetail, error) {
	return detail(h.Applications.DeleteNote(ctx, auth.Actor(ctx), in.ID, in.NoteID))
}

func draft(d autoapplysvc.Draft, err error) (ApplicationDetail, error) {
	return presentDetail(d.File, d.Attempt, ""), err
}

func detail(d applicationsvc.Detail, err error) (ApplicationDetail, error) {
	return presentDetail(d.File, d.Attempt, d.Confirmation), err
}

// day reads a date as forms and clients send it; "" is no date.
func day(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	on, err := time.Parse(time.DateOnly, text)
	if err != nil {
		var c fault.Check
		c.Add("nextStepOn", "date", "Give a date such as 2026-11-30, or leave it empty.")
		return on, c.Err()
	}
	return on, nil
}
