package applicationsweb

import (
	"strings"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
)

// verdict is where an application stands, in words, the plainest first.
type verdict struct {
	Kind  ui.Kind
	Icon  string
	Title string
	Text  string
	Badge string // the same in two words
}

func verdictOf(app applications.Application, a autoapply.Attempt) verdict {
	switch a.State {
	case autoapply.StateConfirmed:
		return verdict{
			ui.OK, "badge-check", "Received by " + app.CompanyName,
			"Your application was sent on " + ui.Exact(a.SubmitAttemptedAt) + " and its receipt is confirmed. What was sent is kept below.", "Confirmed",
		}
	case autoapply.StateUnconfirmed:
		return verdict{ui.Warn, "hand", "Sent, but not confirmed", a.Detail, "Not confirmed"}
	case autoapply.StateRejectedByForm:
		return verdict{
			ui.Bad, "circle-x", "Not received",
			"Nothing was received, so you may apply again. What was filled is kept below.", "Not received",
		}
	case autoapply.StateParked:
		return verdict{ui.Warn, "circle-pause", "Stopped before sending", a.Detail, "Stopped"}
	case autoapply.StateNeedsInput:
		return verdict{ui.Warn, "pencil", ui.Count(len(a.Needs), "question needs your answer", "questions need your answer"), a.Detail, "Needs your answer"}
	case autoapply.StateReadyForReview:
		return verdict{ui.Info, "clipboard-check", "Ready for you to look over", "Every required question has an answer. Nothing is sent before you approve it.", "Ready to send"}
	case autoapply.StateExpired:
		return verdict{ui.Neutral, "archive", "The posting is gone", "The employer no longer takes applications for this opening. Nothing was sent.", "Posting gone"}
	case autoapply.StateDeclined, autoapply.StateCancelled:
		return verdict{ui.Neutral, "ban", "Stopped by you", "Nothing was sent.", "Stopped"}
	case autoapply.StateDraft, autoapply.StatePreparing:
		return verdict{ui.Info, "loader-circle", "The form is being read", "Its questions appear here in a moment.", "Preparing"}
	case autoapply.StateApproved, autoapply.StateFilling, autoapply.StateFilledVerified, autoapply.StateSubmitAttempted:
		return verdict{ui.Info, "loader-circle", "Being sent", "", "Being sent"}
	}
	return verdict{ui.Neutral, "circle", app.Stage.Label(), "", ""}
}

// ask is what a waiting application wants of the person, as the start of a sentence.
func ask(a autoapply.Attempt) string {
	switch a.State {
	case autoapply.StateNeedsInput:
		return "Answer " + ui.Count(max(len(a.Needs), 1), "question", "questions")
	case autoapply.StateReadyForReview:
		return "Look it over, then send"
	case autoapply.StateUnconfirmed:
		return "Say whether it arrived"
	case autoapply.StateParked:
		return "See why it stopped"
	case autoapply.StateRejectedByForm:
		return "See what the form said"
	default:
		return "Open"
	}
}

// place is where the person does what is asked.
func place(app applications.Application, a autoapply.Attempt) string {
	if a.State == autoapply.StateNeedsInput || a.State == autoapply.StateReadyForReview {
		return address(app.ID) + "/review"
	}
	return address(app.ID)
}

func stageKind(stage applications.Stage) ui.Kind {
	switch stage {
	case applications.StageOffer, applications.StageAccepted:
		return ui.OK
	case applications.StageApplied, applications.StageScreening, applications.StageInterview:
		return ui.Info
	case applications.StagePreparing, applications.StageRejected, applications.StageWithdrawn, applications.StageClosed:
	}
	return ui.Neutral
}

// originIcon is the drawing of where an answer came from.
func originIcon(origin applications.Origin) string {
	switch origin {
	case applications.OriginResume:
		return "file-text"
	case applications.OriginAnswerBank:
		return "history"
	case applications.OriginTyped:
		return "pencil"
	case applications.OriginProfile, applications.OriginNone:
	}
	return "user"
}

// answerText is an answer as a reader wants it.
func answerText(a applications.Answer) string {
	if a.Kind == string(autoapply.KindCheckbox) && a.Answered() {
		return "Yes"
	}
	return strings.Join(a.Values, ", ")
}

// steps are those of a run, as far as the state tells before the stream does.
func steps(a autoapply.Attempt) []ui.Step {
	at := autoapply.StepFor(a.State)
	shown := make([]ui.Step, len(autoapply.Steps))
	state := ui.StepDone
	for i, step := range autoapply.Steps {
		shown[i] = ui.Step{Key: string(step), State: state, Label: step.Label()}
		if step == at {
			shown[i].State, state = ui.StepNow, ui.StepTodo
		}
	}
	return shown
}
