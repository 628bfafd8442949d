package applicationsweb_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/applyforus/applyforus/apps/seeker/applicationsweb"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
)

const base = "/api/v1/applications"

// data reads the envelope of an answer of the wanted status.
func data[T any](t *testing.T, w *httptest.ResponseRecorder, status int) T {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Body)
	}
	var envelope struct {
		Success bool `json:"success"`
		Data    T    `json:"data"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &envelope); err != nil || !envelope.Success {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return envelope.Data
}

// refused checks the status and code of a failure, and gives the fields that it names.
func refused(t *testing.T, w *httptest.ResponseRecorder, status int, code string) []string {
	t.Helper()
	var failure struct {
		Error struct {
			Code    string `json:"code"`
			Details struct {
				Violations []struct {
					Field string `json:"field"`
				} `json:"violations"`
			} `json:"details"`
		} `json:"error"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &failure); err != nil || w.Code != status || failure.Error.Code != code {
		t.Fatalf("%d %s (%v), want %d %s", w.Code, w.Body, err, status, code)
	}
	var fields []string
	for _, v := range failure.Error.Details.Violations {
		fields = append(fields, v.Field)
	}
	return fields
}

type detail = applicationsweb.ApplicationDetail

func (p person) start(t *testing.T, job id.Job) detail {
	t.Helper()
	return data[detail](t, p.call(t, http.MethodPost, base, map[string]any{"jobId": job}), http.StatusCreated)
}

var fullAnswers = map[string]any{"answers": map[string][]string{"q_permit": {"Yes"}, "q_why": {"They bend light."}}}

// ready is an application that only waits for its approval.
func (p person) ready(t *testing.T, outcome autoapply.Outcome) detail {
	t.Helper()
	started := p.start(t, p.opening(t, outcome))
	return data[detail](t, p.call(t, http.MethodPut, base+"/"+started.ID.String()+"/answers", fullAnswers), http.StatusOK)
}

// sent is an application whose form has answered.
func (p person) sent(t *testing.T, outcome autoapply.Outcome) detail {
	t.Helper()
	ready := p.ready(t, outcome)
	data[detail](t, p.call(t, http.MethodPost, base+"/"+ready.ID.String()+"/approve", nil), http.StatusOK)
	p.work(t)
	got := data[detail](t, p.call(t, http.MethodGet, base+"/"+ready.ID.String(), nil), http.StatusOK)
	if got.Attempt.SubmitAttemptedAt == nil {
		t.Fatalf("not sent: %+v", got.Attempt)
	}
	return got
}

func TestStartAnswersEveryQuestionWithItsOrigin(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	job := p.opening(t, autoapply.Outcome{})
	got := p.start(t, job)
	if got.Stage != "preparing" || got.Attempt.State != "needs_input" || len(got.Answers) != len(questions) {
		t.Fatalf("draft %+v", got)
	}
	origins := map[string]string{}
	for _, a := range got.Answers {
		origins[a.FieldKey] = a.Origin
		if a.FieldKey == "q_permit" && (!a.PersonOnly || !a.Missing) {
			t.Errorf("a legal question: %+v", a)
		}
	}
	for key, want := range map[string]string{"first_name": "profile", "email": "profile", "resume": "resume", "q_permit": "none", "q_why": "none", "q_tools": "none"} {
		if origins[key] != want {
			t.Errorf("%s comes from %q, want %q", key, origins[key], want)
		}
	}
	refused(t, p.call(t, http.MethodPost, base, map[string]any{"jobId": job}), http.StatusConflict, "applications.duplicate")
}

func TestStartRefuses(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := b.person(t)
	job := b.opening(t, autoapply.Outcome{})
	refused(t, p.call(t, http.MethodPost, base, map[string]any{"jobId": id.New[struct{}]()}), http.StatusNotFound, "jobs.not_found")
	refused(t, p.call(t, http.MethodPost, base, map[string]any{"jobId": job, "resumeId": b.person(t).resume}), http.StatusNotFound, "resumes.not_found")
	if fields := refused(t, p.call(t, http.MethodPost, base, map[string]any{"jobId": "x"}), http.StatusUnprocessableEntity, "validation_failed"); len(fields) == 0 || fields[0] != "jobId" {
		t.Errorf("fields %v", fields)
	}
	refused(t, person{bench: b, token: "nobody"}.call(t, http.MethodPost, base, map[string]any{"jobId": job}), http.StatusUnauthorized, "unauthenticated")
}

func TestAnswersAreCheckedTogether(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	started := p.start(t, p.opening(t, autoapply.Outcome{}))
	answers := base + "/" + started.ID.String() + "/answers"
	wrong := map[string]any{"answers": map[string][]string{"q_permit": {"Perhaps"}, "nonsense": {"x"}, "resume": {"other.pdf"}}}
	if fields := refused(t, p.call(t, http.MethodPut, answers, wrong), http.StatusUnprocessableEntity, "validation_failed"); len(fields) != 3 {
		t.Errorf("fields %v", fields)
	}
	got := data[detail](t, p.call(t, http.MethodPut, answers, map[string]any{"answers": map[string][]string{"q_permit": {"Yes"}}}), http.StatusOK)
	if got.Attempt.State != "needs_input" || len(got.Attempt.Needs) != 1 || got.Attempt.Needs[0] != "q_why" {
		t.Errorf("one missing: %+v", got.Attempt)
	}
	got = data[detail](t, p.call(t, http.MethodPut, answers, map[string]any{"answers": map[string][]string{"q_why": {"Light"}}, "forget": []string{"q_why"}}), http.StatusOK)
	if got.Attempt.State != "ready_for_review" {
		t.Errorf("complete: %+v", got.Attempt)
	}
	again := p.start(t, p.opening(t, autoapply.Outcome{}))
	for _, a := range again.Answers {
		if a.FieldKey == "q_permit" && (a.Origin != "answer_bank" || a.Values[0] != "Yes") || a.FieldKey == "q_why" && a.Origin != "none" {
			t.Errorf("the answer bank after that: %+v", a)
		}
	}
}

func TestApproveSendsOnce(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	got := p.sent(t, autoapply.Outcome{Result: autoapply.Confirmed, Evidence: "Thank you for applying", URL: formURL + "/thanks"})
	if got.Stage != "applied" || got.AppliedAt == nil || got.Attempt.State != "confirmed" || got.Confirmation == "" {
		t.Errorf("sent %+v", got)
	}
	if len(got.Evidence) != 5 || len(p.browser.Sent(formURL)) != 1 {
		t.Errorf("%d pieces of evidence, %d sent", len(got.Evidence), len(p.browser.Sent(formURL)))
	}
	refused(t, p.call(t, http.MethodPost, base+"/"+got.ID.String()+"/approve", nil), http.StatusConflict, "autoapply.already_submitted")
	refused(t, p.call(t, http.MethodPost, base, map[string]any{"jobId": got.JobID}), http.StatusConflict, "applications.duplicate")
}

func TestApproveNeedsAConfirmedAddress(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	p.actor.Verified = false
	p.who[p.token] = p.actor
	ready := p.ready(t, autoapply.Outcome{})
	refused(t, p.call(t, http.MethodPost, base+"/"+ready.ID.String()+"/approve", nil), http.StatusForbidden, "identity.unverified")
}

func TestSettle(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	for received, stage := range map[bool]string{true: "applied", false: "preparing"} {
		held := p.sent(t, autoapply.Outcome{Result: autoapply.Unconfirmed})
		if held.Attempt.State != "unconfirmed" || held.Stage != "preparing" {
			t.Fatalf("held %+v", held)
		}
		got := data[detail](t, p.call(t, http.MethodPost, base+"/"+held.ID.String()+"/settle", map[string]any{"received": received}), http.StatusOK)
		if got.Stage != stage {
			t.Errorf("received %v: stage %s, want %s", received, got.Stage, stage)
		}
		refused(t, p.call(t, http.MethodPost, base+"/"+held.ID.String()+"/settle", map[string]any{"received": received}), http.StatusConflict, "autoapply.wrong_state")
	}
}

func TestUpdateMovesAndPlansAtOnce(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	sent := p.sent(t, autoapply.Outcome{})
	one := base + "/" + sent.ID.String()
	got := data[detail](t, p.call(t, http.MethodPatch, one, map[string]any{"stage": "interview", "nextStep": "Call", "nextStepOn": "2026-12-01"}), http.StatusOK)
	if got.Stage != "interview" || got.NextStep != "Call" || got.NextStepOn != "2026-12-01" || got.Attempt == nil {
		t.Errorf("changed %+v", got)
	}
	if got = data[detail](t, p.call(t, http.MethodPatch, one, map[string]any{"nextStep": ""}), http.StatusOK); got.NextStep != "" || got.NextStepOn != "" || got.Stage != "interview" {
		t.Errorf("cleared %+v", got)
	}
	if fields := refused(t, p.call(t, http.MethodPatch, one, map[string]any{"nextStepOn": "soon"}), http.StatusUnprocessableEntity, "validation_failed"); len(fields) != 1 || fields[0] != "nextStepOn" {
		t.Errorf("fields %v", fields)
	}
	refused(t, p.call(t, http.MethodPatch, one, map[string]any{"stage": "preparing", "nextStep": "Kept?"}), http.StatusConflict, "applications.already_sent")
	if got = data[detail](t, p.call(t, http.MethodGet, one, nil), http.StatusOK); got.NextStep != "" {
		t.Error("half of a refused change was kept")
	}
}

func TestWithdrawStopsTheSending(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	ready := p.ready(t, autoapply.Outcome{})
	one := base + "/" + ready.ID.String()
	data[detail](t, p.call(t, http.MethodPost, one+"/approve", nil), http.StatusOK)
	refused(t, p.call(t, http.MethodPatch, one, map[string]any{"stage": "withdrawn"}), http.StatusConflict, "applications.withdraw_instead")
	got := data[detail](t, p.call(t, http.MethodDelete, one, nil), http.StatusOK)
	p.work(t)
	if got.Stage != "withdrawn" || got.Attempt.State != "declined" || len(p.browser.Sent(formURL)) != 0 {
		t.Errorf("withdrawn %+v, %d sent", got, len(p.browser.Sent(formURL)))
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	one := base + "/" + p.ready(t, autoapply.Outcome{}).ID.String()
	got := data[detail](t, p.call(t, http.MethodPost, one+"/notes", map[string]any{"text": "Met them at a fair"}), http.StatusCreated)
	if len(got.Notes) != 1 {
		t.Fatalf("notes %+v", got.Notes)
	}
	refused(t, p.call(t, http.MethodPost, one+"/notes", map[string]any{"text": " "}), http.StatusUnprocessableEntity, "validation_failed")
	note := one + "/notes/" + got.Notes[0].ID.String()
	if got = data[detail](t, p.call(t, http.MethodDelete, note, nil), http.StatusOK); len(got.Notes) != 0 {
		t.Errorf("notes %+v", got.Notes)
	}
	refused(t, p.call(t, http.MethodDelete, note, nil), http.StatusNotFound, "applications.not_found")
}

func TestListByStage(t *testing.T) {
	t.Parallel()
	p := newBench(t).person(t)
	p.ready(t, autoapply.Outcome{})
	sent := p.sent(t, autoapply.Outcome{})
	for query, want := range map[string]int{"": 2, "?stage=applied": 1, "?stage=applied&stage=preparing": 2, "?stage=offer": 0, "?limit=1": 1} {
		got := data[[]applicationsweb.Application](t, p.call(t, http.MethodGet, base+query, nil), http.StatusOK)
		if len(got) != want || query == "?stage=applied" && got[0].ID != sent.ID {
			t.Errorf("%q: %d, want %d", query, len(got), want)
		}
	}
	refused(t, p.call(t, http.MethodGet, base+"?stage=nowhere", nil), http.StatusUnprocessableEntity, "validation_failed")
}

func TestAnotherPersonFindsNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	owner, stranger := b.person(t), b.person(t)
	sent := owner.sent(t, autoapply.Outcome{Result: autoapply.Confirmed, Evidence: "Thanks"})
	one := base + "/" + sent.ID.String()
	for _, r := range []struct {
		method, path string
		body         any
	}{
		{http.MethodGet, one, nil},
		{http.MethodPatch, one, map[string]any{"stage": "offer"}},
		{http.MethodDelete, one, nil},
		{http.MethodPut, one + "/answers", fullAnswers},
		{http.MethodPost, one + "/approve", nil},
		{http.MethodPost, one + "/settle", map[string]any{"received": true}},
		{http.MethodPost, one + "/notes", map[string]any{"text": "x"}},
		{http.MethodDelete, one + "/notes/" + sent.ID.String(), nil},
		{http.MethodGet, one + "/events", nil},
		{http.MethodGet, one + "/evidence/" + sent.Evidence[0].ID.String(), nil},
	} {
		if w := stranger.call(t, r.method, r.path, r.body); w.Code != http.StatusNotFound {
			t.Errorf("%s %s: %d %s", r.method, r.path, w.Code, w.Body)
		}
	}
	if w := stranger.get(t, "/applications/"+sent.ID.String()+"/evidence/"+sent.Evidence[0].ID.String()); w.Code != http.StatusNotFound {
		t.Errorf("evidence page: %d", w.Code)
	}
	if got := data[detail](t, owner.call(t, http.MethodGet, one, nil), http.StatusOK); got.Stage != "applied" || len(got.Notes) != 0 {
		t.Errorf("changed by a stranger: %+v", got)
	}
}
