package applicationsweb

import (
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
)

// Application is one application as lists show it.
type Application struct {
	ID          id.Application `json:"id" format:"uuid"`
	JobID       id.Job         `json:"jobId" format:"uuid"`
	ResumeID    id.Resume      `json:"resumeId" format:"uuid"`
	JobTitle    string         `json:"jobTitle" doc:"As it was when the application was started."`
	CompanyName string         `json:"companyName"`
	Platform    string         `json:"platform" doc:"Whose form it is, e.g. greenhouse."`
	Stage       string         `json:"stage" enum:"preparing,applied,screening,interview,offer,accepted,rejected,withdrawn,closed"`
	AppliedAt   *time.Time     `json:"appliedAt,omitempty" doc:"Missing while nothing was received."`
	NextStep    string         `json:"nextStep" doc:"What the person wants to do next."`
	NextStepOn  string         `json:"nextStepOn,omitempty" format:"date"`
	CreatedAt   time.Time      `json:"createdAt"`
	UpdatedAt   time.Time      `json:"updatedAt"`
}

// ApplicationDetail is one application with all that belongs to it.
type ApplicationDetail struct {
	Application

	Attempt      *ApplicationAttempt   `json:"attempt,omitempty" doc:"The newest run that prepares or sends it."`
	Answers      []ApplicationAnswer   `json:"answers" doc:"Every question of the form, in its order."`
	Timeline     []ApplicationEvent    `json:"timeline" doc:"Oldest first."`
	Notes        []ApplicationNote     `json:"notes" doc:"Newest first. Nobody else ever sees them."`
	Evidence     []ApplicationEvidence `json:"evidence" doc:"Oldest first."`
	Confirmation string                `json:"confirmation" doc:"What the employer's page said when it took the application."`
}

// ApplicationAttempt is where the sending stands.
type ApplicationAttempt struct {
	ID                id.Attempt `json:"id" format:"uuid"`
	State             string     `json:"state" enum:"draft,preparing,needs_input,ready_for_review,approved,filling,filled_verified,submit_attempted,confirmed,unconfirmed,rejected_by_form,parked,expired,declined,cancelled"`
	Reason            string     `json:"reason" doc:"Code of what stopped it, if anything did."`
	Detail            string     `json:"detail" doc:"One sentence for the person that goes with it."`
	Needs             []string   `json:"needs" doc:"Keys of the fields that wait for the person."`
	Errors            []string   `json:"errors" doc:"What the form said when it refused."`
	FormURL           string     `json:"formUrl"`
	SubmitAttemptedAt *time.Time `json:"submitAttemptedAt,omitempty" doc:"Recorded before the button is pressed; from then on nothing is retried."`
	SettledAt         *time.Time `json:"settledAt,omitempty"`
}

// ApplicationAnswer is one question with what will be, or was, sent.
type ApplicationAnswer struct {
	FieldKey    string              `json:"fieldKey" doc:"Names the field in requests."`
	Label       string              `json:"label"`
	Topic       string              `json:"topic" doc:"Canonical meaning, e.g. work_authorization; empty if none is known."`
	Kind        string              `json:"kind" enum:"text,textarea,email,phone,number,date,single_select,multi_select,checkbox,file"`
	Section     string              `json:"section"`
	Description string              `json:"description"`
	Required    bool                `json:"required"`
	Missing     bool                `json:"missing" doc:"The person must answer this before it can be sent."`
	PersonOnly  bool                `json:"personOnly" doc:"Answered only from what the person said to this very question."`
	Options     []ApplicationOption `json:"options"`
	Values      []string            `json:"values" doc:"Chosen options by label, or the text; a file's name for files."`
	File        *ApplicationUpload  `json:"file,omitempty" doc:"What is attached to a question for a file other than the resume."`
	Origin      string              `json:"origin" enum:"none,profile,resume,answer_bank,typed"`
	OriginText  string              `json:"originText" doc:"The origin in words."`
}

// ApplicationUpload is a file that goes into the form as it is.
type ApplicationUpload struct {
	Name      string `json:"name"`
	MediaType string `json:"mediaType"`
	Size      int64  `json:"size" doc:"In bytes."`
	SHA256    string `json:"sha256" doc:"Of the bytes, in hexadecimal."`
}

// ApplicationOption is one choice that a question offers.
type ApplicationOption struct {
	Value string `json:"value"`
	Label string `json:"label" doc:"Answers name the option by this."`
}

// ApplicationEvent is one line of the timeline.
type ApplicationEvent struct {
	Kind string    `json:"kind" enum:"started,approved,sent,confirmed,unconfirmed,stopped,moved,planned"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

// ApplicationNote is the person's own note.
type ApplicationNote struct {
	ID        id.Note   `json:"id" format:"uuid"`
	Text      string    `json:"text"`
	CreatedAt time.Time `json:"createdAt"`
}

// ApplicationEvidence is one kept proof.
type ApplicationEvidence struct {
	ID        id.Evidence `json:"id" format:"uuid"`
	Kind      string      `json:"kind" enum:"resume,attachment,answers,screenshot_filled,screenshot_result,confirmation"`
	Name      string      `json:"name"`
	MediaType string      `json:"mediaType"`
	Size      int64       `json:"size" doc:"In bytes."`
	SHA256    string      `json:"sha256" doc:"Of the bytes, in hexadecimal."`
	CreatedAt time.Time   `json:"createdAt"`
}

func present(a applications.Application) Application {
	shown := Application{
		ID: a.ID, JobID: a.Job, ResumeID: a.Resume, JobTitle: a.JobTitle, CompanyName: a.CompanyName, Platform: a.Platform,
		Stage: string(a.Stage), AppliedAt: moment(a.AppliedAt), NextStep: a.NextStep, CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt,
	}
	if !a.NextStepOn.IsZero() {
		shown.NextStepOn = a.NextStepOn.Format(time.DateOnly)
	}
	return shown
}

func presentDetail(file applications.File, attempt autoapply.Attempt, confirmation string) ApplicationDetail {
	shown := ApplicationDetail{
		Application: present(file.Application), Confirmation: confirmation,
		Answers: []ApplicationAnswer{}, Timeline: []ApplicationEvent{}, Notes: []ApplicationNote{}, Evidence: []ApplicationEvidence{},
	}
	if !attempt.ID.IsZero() {
		shown.Attempt = &ApplicationAttempt{
			ID: attempt.ID, State: string(attempt.State), Reason: string(attempt.Reason), Detail: attempt.Detail,
			Needs: texts(attempt.Needs), Errors: texts(attempt.Errors), FormURL: attempt.FormURL,
			SubmitAttemptedAt: moment(attempt.SubmitAttemptedAt), SettledAt: moment(attempt.SettledAt),
		}
	}
	for _, a := range file.Answers {
		shown.Answers = append(shown.Answers, presentAnswer(a))
	}
	for _, e := range file.Timeline {
		shown.Timeline = append(shown.Timeline, ApplicationEvent{Kind: string(e.Kind), Text: e.Text, At: e.At})
	}
	for _, n := range file.Notes {
		shown.Notes = append(shown.Notes, ApplicationNote{ID: n.ID, Text: n.Text, CreatedAt: n.CreatedAt})
	}
	for _, e := range file.Evidence {
		shown.Evidence = append(shown.Evidence, ApplicationEvidence{
			ID: e.ID, Kind: string(e.Kind), Name: e.Name, MediaType: e.MediaType, Size: e.Size, SHA256: e.SHA256, CreatedAt: e.CreatedAt,
		})
	}
	return shown
}

func presentAnswer(a applications.Answer) ApplicationAnswer {
	options := make([]ApplicationOption, len(a.Options))
	for i, o := range a.Options {
		options[i] = ApplicationOption(o)
	}
	shown := ApplicationAnswer{
		FieldKey: a.FieldKey, Label: a.Label, Topic: a.Topic, Kind: a.Kind, Section: a.Section, Description: a.Description,
		Required: a.Required, Missing: a.Missing(), PersonOnly: a.PersonOnly, Options: options, Values: texts(a.Values),
		Origin: string(a.Origin), OriginText: a.OriginText,
	}
	if a.File != (applications.Attachment{}) {
		shown.File = &ApplicationUpload{Name: a.File.Name, MediaType: a.File.MediaType, Size: a.File.Size, SHA256: a.File.SHA256}
	}
	return shown
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// texts gives a list that is written as [] when it is empty.
func texts(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
