package apply_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/atslab/lab"
	"github.com/applyforus/applyforus/apps/atslab/labdemo"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/tests/apply/rig"
)

// site is the form lab and the one Chromium that fills its forms.
type site struct {
	*rig.Rig

	lab    *labdemo.Server
	person rig.Person
}

func openSite(t *testing.T) *site {
	t.Helper()
	s := &site{}
	var err error
	s.lab, err = labdemo.Start(time.Now())
	must(t, err)
	t.Cleanup(s.lab.Close)
	pool, err := rig.Chromium(t.Context(), "", s.lab.Origin)
	must(t, err)
	t.Cleanup(func() { _ = pool.Close() })
	s.Rig, err = rig.Open(t.Context(), rig.Parts{DatabaseURL: pgtest.URL(t), Folder: t.TempDir(), Browser: pool}, 0)
	must(t, err)
	t.Cleanup(s.Close)
	for _, b := range s.lab.Boards {
		must(t, s.AddJobs(t.Context(), b.Token, b.Company, b.Feed))
	}
	s.person, err = s.AddPerson(t.Context(), "ada@example.org")
	must(t, err)
	return s
}

// fault makes the form of a posting misbehave.
func (s *site) fault(t *testing.T, board string, job int64, names ...string) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"board": board, "job": strconv.FormatInt(job, 10), "faults": names})
	must(t, err)
	s.ask(t, http.MethodPut, "/lab/faults", body, nil)
}

func (s *site) received(t *testing.T, job int64) []lab.Submission {
	t.Helper()
	var answer struct{ Submissions []lab.Submission }
	s.ask(t, http.MethodGet, "/lab/submissions?job="+strconv.FormatInt(job, 10), nil, &answer)
	return answer.Submissions
}

func (s *site) ask(t *testing.T, method, path string, body []byte, into any) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.lab.Origin+path, bytes.NewReader(body))
	must(t, err)
	response, err := http.DefaultTransport.RoundTrip(request)
	must(t, err)
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %s", method, path, response.Status)
	}
	if into != nil {
		must(t, json.NewDecoder(response.Body).Decode(into))
	}
}

// TestChromiumOnTheLab takes applications through the forms of demo companies, each with
// another trouble.
func TestChromiumOnTheLab(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	for _, c := range []struct {
		name     string
		board    string
		job      int64
		faults   []string
		state    autoapply.State
		reason   autoapply.IssueCode
		received int
	}{
		{"twenty fields", "tockelwise-demo", labdemo.MeasuredJob, nil, autoapply.StateConfirmed, "", 1},
		{"consents and a place", "tockelwise-demo", 4001003, nil, autoapply.StateConfirmed, "", 1},
		{"survey and consent", "lumerwick-demo", 4004004, nil, autoapply.StateConfirmed, "", 1},
		{"German", "kranzhafen-demo", 4003001, nil, autoapply.StateConfirmed, "", 1},
		{"French", "vauxlumiere-demo", 4007004, nil, autoapply.StateConfirmed, "", 1},
		{"confirmation amid other things", "tannbruck-demo", 4006002, []string{"busy_confirmation"}, autoapply.StateConfirmed, "", 1},
		{"confirmation in the form's place", "tannbruck-demo", 4006003, []string{"in_place"}, autoapply.StateConfirmed, "", 1},
		{"captcha", "tannbruck-demo", 4006001, []string{"captcha"}, autoapply.StateParked, autoapply.IssueCaptcha, 0},
		{"no confirmation", "tannbruck-demo", 4006005, []string{"no_confirmation"}, autoapply.StateUnconfirmed, "", 1},
		{"changed form", "wimblequay-demo", 4002001, []string{"changed_form"}, autoapply.StateNeedsInput, "", 0},
		{"late field", "wimblequay-demo", 4002002, []string{"late_field"}, autoapply.StateNeedsInput, "", 0},
		{"crash after the click", "wimblequay-demo", 4002004, []string{"crash_after_click"}, autoapply.StateUnconfirmed, "", 1},
		{"refusal", "saltmarrow-demo", 4008001, []string{"reject"}, autoapply.StateRejectedByForm, "", 0},
		{"expired", "saltmarrow-demo", 4008002, []string{"expired"}, autoapply.StateExpired, "", 0},
		{"not found", "saltmarrow-demo", 4008003, []string{"not_found"}, autoapply.StateExpired, "", 0},
		{"login wall", "lumerwick-demo", 4004001, []string{"login_wall"}, autoapply.StateParked, autoapply.IssueLoginWall, 0},
		{"identity number", "lumerwick-demo", 4004002, []string{"identity_number"}, autoapply.StateParked, autoapply.IssueIdentityNumber, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			job, err := s.Job(t.Context(), c.board, strconv.FormatInt(c.job, 10))
			must(t, err)
			if len(c.faults) > 0 {
				s.fault(t, c.board, c.job, c.faults...)
			}
			draft, err := s.Ready(t.Context(), s.person, job, rig.Everything)
			must(t, err)
			for range 2 { // the second delivery finds nothing to do
				must(t, s.Engine.Run(t.Context(), autoapply.RunAttempt{AttemptID: draft.Attempt.ID}))
			}
			got := look(t, s.Rig, s.person, draft.File.Application.ID)
			wantState(t, got, c.state, c.reason)
			received := s.received(t, c.job)
			if len(received) != c.received {
				t.Fatalf("received %d times, want %d", len(received), c.received)
			}
			if c.state == autoapply.StateConfirmed {
				wantEvidence(t, s.Rig, s.person, got)
				wantQuote(t, s.Rig, got)
			}
			if c.received == 1 {
				wantSameFile(t, got.File.Evidence, received[0])
			}
		})
	}
}

// wantQuote checks that what is kept as the confirmation is what the employer said, and
// nothing else of the page.
func wantQuote(t *testing.T, r *rig.Rig, got autoapplysvc.Draft) {
	t.Helper()
	app := got.File.Application
	i := slices.IndexFunc(got.File.Evidence, func(e applications.Evidence) bool { return e.Kind == applications.EvidenceConfirmation })
	content, err := r.Blobs.Get(t.Context(), got.File.Evidence[i].BlobKey)
	must(t, err)
	said, _, _ := strings.Cut(string(content), "\n")
	if want := "Thank you for applying · Your application for " + app.JobTitle + " at " + app.CompanyName + " has been received."; said != want {
		t.Errorf("quoted %q, want %q", said, want)
	}
}

// wantSameFile checks that what the form received is what was kept as proof.
func wantSameFile(t *testing.T, evidence []applications.Evidence, received lab.Submission) {
	t.Helper()
	for _, e := range evidence {
		if e.Kind != applications.EvidenceResume {
			continue
		}
		if file := received.Files["resume"]; file.SHA256 != e.SHA256 || file.Name != e.Name {
			t.Errorf("received %+v, kept %+v", file, e)
		}
		return
	}
	t.Error("no resume is kept")
}

// TestFormThatChangedIsSentOnceItIsAnswered walks a person through what a changed form
// asks: the new question is shown with the others, and answered and approved anew.
func TestFormThatChangedIsSentOnceItIsAnswered(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	const board, posting = "wimblequay-demo", 4002001
	job, err := s.Job(t.Context(), board, strconv.Itoa(posting))
	must(t, err)
	s.fault(t, board, posting, "changed_form", "late_field")
	draft, err := s.Ready(t.Context(), s.person, job, rig.Missing)
	must(t, err)
	for range 2 { // first the changed form, then the field that comes late
		must(t, s.Engine.Run(t.Context(), autoapply.RunAttempt{AttemptID: draft.Attempt.ID}))
		draft = look(t, s.Rig, s.person, draft.File.Application.ID)
		wantState(t, draft, autoapply.StateNeedsInput, "")
		draft, err = s.Approve(t.Context(), s.person, draft, rig.Missing)
		must(t, err)
	}
	must(t, s.Engine.Run(t.Context(), autoapply.RunAttempt{AttemptID: draft.Attempt.ID}))
	wantState(t, look(t, s.Rig, s.person, draft.File.Application.ID), autoapply.StateConfirmed, "")
	if n := len(s.received(t, posting)); n != 1 {
		t.Errorf("received %d times", n)
	}
}
