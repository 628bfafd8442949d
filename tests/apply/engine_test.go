package apply_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/tests/apply/rig"
)

func TestConfirmedApplicationIsKeptWithItsProof(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	w.browser.OnSubmit = func(string) {
		attempt, err := w.Engine.Attempts.OfApplication(context.Background(), w.person.User, draft.File.Application.ID)
		if err != nil || !attempt.Submitted() {
			t.Errorf("the button is pressed before that is committed: %+v, %v", attempt, err)
		}
	}
	w.run(t, draft)
	got := w.now(t, draft)
	wantState(t, got, autoapply.StateConfirmed, "")
	if w.sent() != 1 {
		t.Fatalf("received %d times", w.sent())
	}
	if got.File.Application.Stage != applications.StageApplied || got.File.Application.AppliedAt.IsZero() {
		t.Errorf("application %+v", got.File.Application)
	}
	wantKinds(t, got, applications.HistoryStarted, applications.HistoryApproved, applications.HistorySent, applications.HistoryConfirmed)
	wantEvidence(t, w.Rig, w.person, got)
	if n := count(t, w.Rig, "notifications.notifications WHERE user_id = $1 AND title LIKE 'Application received%'", w.person.User); n != 1 {
		t.Errorf("%d notices", n)
	}
	if n := tasks(t, w.Rig, "notifications.mail"); n != 1 {
		t.Errorf("%d mails", n)
	}
	steps := watched(t, w.Rig, w.person, got.File.Application)
	want := []autoapply.Step{"end", "queued", "opening", "filling", "verifying", "submitting", "end"}
	if !slices.Equal(steps, want) {
		t.Errorf("steps %v, want %v", steps, want)
	}

	w.run(t, draft) // delivered once more
	must(t, w.Recover(t.Context()))
	if w.sent() != 1 || tasks(t, w.Rig, "notifications.mail") != 1 {
		t.Errorf("received %d times, %d mails", w.sent(), tasks(t, w.Rig, "notifications.mail"))
	}
}

// watched gives the steps that the person's page saw, in order.
func watched(t *testing.T, r *rig.Rig, p rig.Person, app applications.Application) []autoapply.Step {
	t.Helper()
	rows, err := r.DB.Pool().Query(t.Context(), "SELECT data FROM common.events WHERE user_id = $1 AND topic = $2 ORDER BY seq", p.User, autoapply.EventTopic(app.ID))
	must(t, err)
	defer rows.Close()
	var steps []autoapply.Step
	for rows.Next() {
		var data []byte
		must(t, rows.Scan(&data))
		var step autoapply.StepData
		must(t, json.Unmarshal(data, &step))
		if len(steps) == 0 || steps[len(steps)-1] != step.Step {
			steps = append(steps, step.Step)
		}
	}
	return steps
}

func wantKinds(t *testing.T, got autoapplysvc.Draft, want ...applications.HistoryKind) {
	t.Helper()
	var kinds []applications.HistoryKind
	for _, e := range got.File.Timeline {
		kinds = append(kinds, e.Kind)
	}
	if !slices.Equal(kinds, want) {
		t.Errorf("timeline %v, want %v", kinds, want)
	}
}

// wantEvidence checks that every kind of proof is there once, with the bytes that its
// hash says, and that the resume is the person's own file.
func wantEvidence(t *testing.T, r *rig.Rig, p rig.Person, got autoapplysvc.Draft) {
	t.Helper()
	kinds := map[applications.EvidenceKind]int{}
	for _, e := range got.File.Evidence {
		kinds[e.Kind]++
		content, err := r.Blobs.Get(t.Context(), e.BlobKey)
		must(t, err)
		again := applications.NewEvidence(e.ID, e.Application, e.Attempt, e.Kind, e.Name, e.MediaType, content, e.CreatedAt)
		if again.SHA256 != e.SHA256 || again.Size != e.Size || e.Attempt != got.Attempt.ID {
			t.Errorf("evidence %+v does not fit its bytes", e)
		}
		if e.Kind == applications.EvidenceResume && !bytes.Equal(content, p.File) {
			t.Error("the resume that was kept is not the one that was sent")
		}
	}
	for _, kind := range []applications.EvidenceKind{
		applications.EvidenceResume, applications.EvidenceAnswers, applications.EvidenceFilled, applications.EvidenceResult, applications.EvidenceConfirmation,
	} {
		if kinds[kind] != 1 {
			t.Errorf("%d pieces of evidence %s", kinds[kind], kind)
		}
	}
}

// TestRunsThatStopBeforeTheClick lists what is found on a page, and where the run ends.
func TestRunsThatStopBeforeTheClick(t *testing.T) {
	t.Parallel()
	blocked := func(code autoapply.IssueCode) func(*memory.BrowserPage) {
		return func(p *memory.BrowserPage) { p.Page = autoapply.Page{URL: formURL, Block: autoapply.NewIssue(code)} }
	}
	for _, c := range []struct {
		name   string
		page   func(*memory.BrowserPage)
		state  autoapply.State
		reason autoapply.IssueCode
		needs  []string
	}{
		{"captcha", blocked(autoapply.IssueCaptcha), autoapply.StateParked, autoapply.IssueCaptcha, nil},
		{"login wall", blocked(autoapply.IssueLoginWall), autoapply.StateParked, autoapply.IssueLoginWall, nil},
		{"identity number", blocked(autoapply.IssueIdentityNumber), autoapply.StateParked, autoapply.IssueIdentityNumber, nil},
		{"server error", blocked(autoapply.IssueServerError), autoapply.StateParked, autoapply.IssueServerError, nil},
		{"posting is gone", blocked(autoapply.IssueNotFound), autoapply.StateExpired, "", nil},
		{"led to the list", blocked(autoapply.IssueListingPage), autoapply.StateExpired, "", nil},
		{"no form", func(p *memory.BrowserPage) { p.Page.Form = nil }, autoapply.StateParked, autoapply.IssueNoForm, nil},
		{"no browser", func(p *memory.BrowserPage) { p.OpenErr = autoapply.ErrBrowserUnavailable }, autoapply.StateParked, autoapply.IssueNoBrowser, nil},
		{"no answer", func(p *memory.BrowserPage) { p.OpenErr = autoapply.ErrPageUnreachable }, autoapply.StateParked, autoapply.IssueUnreachable, nil},
		{"too slow", func(p *memory.BrowserPage) { p.OpenErr = context.DeadlineExceeded }, autoapply.StateParked, autoapply.IssueTooSlow, nil},
		{"led to LinkedIn", func(p *memory.BrowserPage) { p.Page.URL = "https://de.linkedin.com/jobs/1" }, autoapply.StateParked, autoapply.IssueByHand, nil},
		{"mismatch", func(p *memory.BrowserPage) { p.Stubborn = []string{"last_name"} }, autoapply.StateNeedsInput, "", []string{"last_name"}},
		{"new question", func(p *memory.BrowserPage) {
			p.Page.Form.Fields = append(p.Page.Form.Fields, autoapply.Field{Key: "added", Label: "Your favourite tool?", Kind: autoapply.KindText, Required: true})
		}, autoapply.StateNeedsInput, "", []string{"added"}},
		{"late question", func(p *memory.BrowserPage) {
			p.Late = []autoapply.Field{{Key: "late", Label: "Which tool?", Kind: autoapply.KindText, Required: true}}
		}, autoapply.StateNeedsInput, "", []string{"late"}},
		{"an option is no longer offered", func(p *memory.BrowserPage) {
			for i := range p.Page.Form.Fields {
				if f := &p.Page.Form.Fields[i]; f.Key == "question_3" {
					f.Options = []autoapply.Option{{Value: "9", Label: "On request"}}
				}
			}
		}, autoapply.StateNeedsInput, "", []string{"question_3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			draft := w.ready(t)
			script := page(draft)
			c.page(&script)
			w.browser.AddPage(formURL, script)
			w.run(t, draft)
			got := w.now(t, draft)
			wantState(t, got, c.state, c.reason)
			if !slices.Equal(got.Attempt.Needs, c.needs) && len(got.Attempt.Needs)+len(c.needs) > 0 {
				t.Errorf("needs %v, want %v", got.Attempt.Needs, c.needs)
			}
			for _, key := range c.needs {
				if find(got.File.Answers, key).FieldKey == "" {
					t.Errorf("the person cannot see the question %s", key)
				}
			}
			stage := applications.StagePreparing
			if c.state == autoapply.StateExpired {
				stage = applications.StageClosed
			}
			if got.File.Application.Stage != stage {
				t.Errorf("the person sees it as %s, want %s", got.File.Application.Stage, stage)
			}
			last := got.File.Timeline[len(got.File.Timeline)-1]
			if last.Kind != applications.HistoryStopped || strings.Contains(last.Text, "tried again") {
				t.Errorf("timeline ends with %+v", last)
			}
			if n := tasks(t, w.Rig, "notifications.mail"); n != 1 {
				t.Errorf("%d mails", n)
			}
			w.run(t, draft) // nothing of that is tried again by itself
			must(t, w.Recover(t.Context()))
			if after := w.now(t, draft); after.Attempt.Version != got.Attempt.Version || w.sent() != 0 || tasks(t, w.Rig, "autoapply.attempt") != 1 {
				t.Errorf("it went on by itself: %+v, received %d", after.Attempt, w.sent())
			}
		})
	}
}

func TestRefusalReceivesNothingAndAllowsAnother(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	script := page(draft)
	script.Outcome = autoapply.Outcome{Result: autoapply.RejectedByForm, Errors: []string{"Known already."}}
	w.browser.AddPage(formURL, script)
	w.run(t, draft)
	got := w.now(t, draft)
	wantState(t, got, autoapply.StateRejectedByForm, "")
	if !slices.Equal(got.Attempt.Errors, []string{"Known already."}) || got.File.Application.Stage != applications.StagePreparing {
		t.Errorf("attempt %+v, application %+v", got.Attempt, got.File.Application)
	}
	w.browser.AddPage(formURL, page(draft))
	again, err := w.Ready(t.Context(), w.person, w.job, rig.Missing)
	must(t, err)
	w.run(t, again)
	wantState(t, w.now(t, again), autoapply.StateConfirmed, "")
	if w.sent() != 1 || again.File.Application.ID != draft.File.Application.ID {
		t.Errorf("received %d, application %s and %s", w.sent(), draft.File.Application.ID, again.File.Application.ID)
	}
}

func TestSilenceAfterTheClickIsHeldForThePerson(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	script := page(draft)
	script.Outcome = autoapply.Outcome{Result: autoapply.Unconfirmed, Evidence: "no confirmation was seen"}
	w.browser.AddPage(formURL, script)
	w.run(t, draft)
	wantState(t, w.now(t, draft), autoapply.StateUnconfirmed, "")
	for range 2 {
		w.run(t, draft)
		must(t, w.Recover(t.Context()))
	}
	got := w.now(t, draft)
	wantState(t, got, autoapply.StateUnconfirmed, "")
	wantKinds(t, got, applications.HistoryStarted, applications.HistoryApproved, applications.HistorySent, applications.HistoryUnconfirmed)
	if w.sent() != 1 || tasks(t, w.Rig, "autoapply.attempt") != 1 || tasks(t, w.Rig, "notifications.mail") != 1 {
		t.Errorf("received %d, %d runs, %d mails", w.sent(), tasks(t, w.Rig, "autoapply.attempt"), tasks(t, w.Rig, "notifications.mail"))
	}
	for _, e := range got.File.Evidence {
		if e.Kind == applications.EvidenceConfirmation {
			t.Error("there is a confirmation that nobody gave")
		}
	}
	_, err := w.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: w.person.Actor, Job: w.job})
	wantFault(t, err, applications.ErrDuplicate)
}

func TestDeliveredTwiceAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			if err := w.Engine.Run(t.Context(), autoapply.RunAttempt{AttemptID: draft.Attempt.ID}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	wantState(t, w.now(t, draft), autoapply.StateConfirmed, "")
	if w.sent() != 1 {
		t.Errorf("received %d times", w.sent())
	}
}

// TestStoppingProcess cancels the run's context at each point.
func TestStoppingProcess(t *testing.T) {
	t.Parallel()
	for point, after := range map[string]autoapply.State{
		"claimed": autoapply.StateApproved, "opened": autoapply.StateApproved, "filled": autoapply.StateApproved, "verified": autoapply.StateApproved,
		"committed": autoapply.StateConfirmed, "clicked": autoapply.StateConfirmed, // the end of a run is not cut off
	} {
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			draft := w.ready(t)
			ctx, stop := context.WithCancel(t.Context())
			w.Engine.Checkpoint = func(name string) {
				if name == point {
					stop()
				}
			}
			err := w.Engine.Run(ctx, autoapply.RunAttempt{AttemptID: draft.Attempt.ID})
			if (err == nil) != (after == autoapply.StateConfirmed) {
				t.Errorf("error %v", err)
			}
			w.run(t, draft) // delivered again while the lease lasts: nothing
			must(t, w.Recover(t.Context()))
			wantState(t, w.now(t, draft), after, "")
			w.Engine.Checkpoint = nil
			w.run(t, draft)
			wantState(t, w.now(t, draft), autoapply.StateConfirmed, "")
			if w.sent() != 1 {
				t.Errorf("received %d times", w.sent())
			}
		})
	}
}

// TestRunThatHungIsNoMatchForItsSuccessor lets a run's lease lapse in the middle. What
// it still does must not disturb the run that took over.
func TestRunThatHungIsNoMatchForItsSuccessor(t *testing.T) {
	t.Parallel()
	for _, point := range []string{"claimed", "opened", "filled", "verified"} {
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			draft := w.ready(t)
			successor := autoapplysvc.NewEngine(w.Engine.EngineDeps)
			w.Engine.Checkpoint = func(name string) {
				if name != point {
					return
				}
				must(t, w.Recover(t.Context()))
				successor.Checkpoint = func(name string) {
					if name == "filled" { // the first one wakes up while the second is at work
						panic(pause{})
					}
				}
				func() {
					defer func() { _ = recover() }()
					_ = successor.Run(t.Context(), autoapply.RunAttempt{AttemptID: draft.Attempt.ID})
				}()
			}
			must(t, w.Engine.Run(t.Context(), autoapply.RunAttempt{AttemptID: draft.Attempt.ID}))
			got := w.now(t, draft)
			wantState(t, got, autoapply.StateFilling, "")
			if w.sent() != 0 {
				t.Error("the run that lost its lease sent the form")
			}
		})
	}
}

type pause struct{}

func TestPersonStopsARunUnderWay(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	w.Engine.Checkpoint = func(name string) {
		if name == "verified" {
			_, err := w.Service.Withdraw(t.Context(), w.decide(draft))
			must(t, err)
		}
	}
	w.run(t, draft)
	wantState(t, w.now(t, draft), autoapply.StateDeclined, "")
	if w.sent() != 0 {
		t.Error("it was sent after the person stopped it")
	}
}

func TestResumeThatChangedIsNotSent(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	must(t, w.Blobs.Put(t.Context(), "resumes/"+w.person.User.String(), "application/pdf", []byte("another file")))
	w.run(t, draft)
	wantState(t, w.now(t, draft), autoapply.StateParked, autoapply.IssueInterrupted)
	if w.sent() != 0 {
		t.Error("it was sent")
	}
}
