package apply_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/atslab/lab"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/tests/apply/rig"
)

// formURL is the form of the practice board's one posting.
const formURL = "https://jobs.example/" + lab.PracticeBoard + "/jobs/" + lab.PracticeJob

// world is a rig with a scripted browser, one person and one job.
type world struct {
	*rig.Rig

	browser *memory.Browser
	person  rig.Person
	job     id.Job
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{browser: memory.NewBrowser()}
	var err error
	w.Rig, err = rig.Open(t.Context(), rig.Parts{DatabaseURL: pgtest.URL(t), Folder: t.TempDir(), Browser: w.browser}, 0)
	must(t, err)
	t.Cleanup(w.Close)
	must(t, w.AddJobs(t.Context(), lab.PracticeBoard, "Practice Workshop", practiceFeed()))
	w.job, err = w.Job(t.Context(), lab.PracticeBoard, lab.PracticeJob)
	must(t, err)
	w.person = w.add(t, "ada@example.org")
	return w
}

func practiceFeed() []byte {
	return bytes.ReplaceAll(lab.Practice(), []byte(`"/practice/`), []byte(`"https://jobs.example/practice/`))
}

// exec changes what no use-case of applying changes.
func (w *world) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	_, err := w.DB.Pool().Exec(t.Context(), statement, args...)
	must(t, err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) add(t *testing.T, email string) rig.Person {
	t.Helper()
	p, err := w.AddPerson(t.Context(), email)
	must(t, err)
	return p
}

func (w *world) start(t *testing.T) autoapplysvc.Draft {
	t.Helper()
	draft, err := w.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: w.person.Actor, Job: w.job})
	must(t, err)
	return draft
}

// ready gives an approved application, and a page whose form asks what the feed says.
func (w *world) ready(t *testing.T) autoapplysvc.Draft {
	t.Helper()
	draft, err := w.Ready(t.Context(), w.person, w.job, rig.Missing)
	must(t, err)
	w.browser.AddPage(formURL, page(draft))
	return draft
}

// page is the form as the feed told it.
func page(draft autoapplysvc.Draft) memory.BrowserPage {
	return memory.BrowserPage{Page: autoapply.Page{URL: formURL, Form: &autoapply.Form{Fields: fields(draft)}}}
}

func fields(draft autoapplysvc.Draft) []autoapply.Field {
	list := make([]autoapply.Field, len(draft.File.Answers))
	for i, a := range draft.File.Answers {
		list[i] = autoapply.Field{Key: a.FieldKey, Label: a.Label, Kind: autoapply.Kind(a.Kind), Required: a.Required, Topic: autoapply.Topic(a.Topic)}
		for _, o := range a.Options {
			list[i].Options = append(list[i].Options, autoapply.Option(o))
		}
	}
	return list
}

// run delivers the task of an attempt.
func (w *world) run(t *testing.T, draft autoapplysvc.Draft) {
	t.Helper()
	must(t, w.Engine.Run(t.Context(), autoapply.RunAttempt{AttemptID: draft.Attempt.ID}))
}

// now gives the application as it stands.
func (w *world) now(t *testing.T, draft autoapplysvc.Draft) autoapplysvc.Draft {
	t.Helper()
	return look(t, w.Rig, w.person, draft.File.Application.ID)
}

func (w *world) sent() int { return len(w.browser.Sent(formURL)) }

func (w *world) answer(t *testing.T, draft autoapplysvc.Draft, values map[string][]string, forget ...string) (autoapplysvc.Draft, error) {
	t.Helper()
	return w.Service.Answer(t.Context(), autoapplysvc.AnswerInput{
		Actor: w.person.Actor, Application: draft.File.Application.ID, Values: values, Forget: forget,
	})
}

func (w *world) decide(draft autoapplysvc.Draft) autoapplysvc.DecideInput {
	return autoapplysvc.DecideInput{Actor: w.person.Actor, Application: draft.File.Application.ID}
}

// look reads an application with its newest attempt.
func look(t *testing.T, r *rig.Rig, p rig.Person, application id.Application) autoapplysvc.Draft {
	t.Helper()
	file, attempt, err := read(t.Context(), r, p, application)
	must(t, err)
	return autoapplysvc.Draft{File: file, Attempt: attempt}
}

func read(ctx context.Context, r *rig.Rig, p rig.Person, application id.Application) (applications.File, autoapply.Attempt, error) {
	file, err1 := r.Engine.Applications.Get(ctx, p.User, application)
	attempt, err2 := r.Engine.Attempts.OfApplication(ctx, p.User, application)
	return file, attempt, errors.Join(err1, err2)
}

// count counts rows.
func count(t *testing.T, r *rig.Rig, query string, args ...any) (n int) {
	t.Helper()
	must(t, r.DB.Pool().QueryRow(t.Context(), "SELECT count(*) FROM "+query, args...).Scan(&n))
	return n
}

func tasks(t *testing.T, r *rig.Rig, kind string) int {
	t.Helper()
	return count(t, r, "river.river_job WHERE kind = $1", kind)
}

func wantState(t *testing.T, got autoapplysvc.Draft, state autoapply.State, reason autoapply.IssueCode) {
	t.Helper()
	if got.Attempt.State != state || got.Attempt.Reason != reason {
		t.Fatalf("state %s for %q (%s, needs %v, errors %v), want %s for %q", got.Attempt.State, got.Attempt.Reason, got.Attempt.Detail,
			got.Attempt.Needs, got.Attempt.Errors, state, reason)
	}
}

func wantFault(t *testing.T, err error, want *fault.Error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %s", err, want.Code)
	}
}

func find(answers []applications.Answer, key string) applications.Answer {
	for _, a := range answers {
		if a.FieldKey == key {
			return a
		}
	}
	return applications.Answer{}
}
