package apply_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/tests/apply/rig"
)

func TestStartFindsAnswersAndSaysWhereTheyComeFrom(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.start(t)
	wantState(t, draft, autoapply.StateNeedsInput, "")
	for key, want := range map[string]struct {
		value  string
		origin applications.Origin
	}{
		"first_name": {"Ada", applications.OriginProfile}, "last_name": {"Lindqvist", applications.OriginProfile},
		"email": {"ada@example.org", applications.OriginProfile}, "phone": {"+49 30 1234567", applications.OriginProfile},
		"location": {"Berlin, Germany", applications.OriginProfile}, "resume": {"ada.pdf", applications.OriginResume},
		"question_1": {"https://www.linkedin.com/in/ada-lindqvist", applications.OriginProfile},
		"question_3": {"", applications.OriginNone}, "question_5": {"", applications.OriginNone}, "gdpr_consent_given": {"", applications.OriginNone},
		"cover_letter": {"", applications.OriginNone},
	} {
		a := find(draft.File.Answers, key)
		if a.FieldKey == "" || strings.Join(a.Values, "|") != want.value || a.Origin != want.origin || (a.OriginText == "") != (want.value == "") {
			t.Errorf("%s: %+v, want %+v", key, a, want)
		}
	}
	for _, a := range draft.File.Answers {
		if a.PersonOnly && a.Origin != applications.OriginNone {
			t.Errorf("a question for the person alone is answered: %+v", a)
		}
	}
	wanted := applications.MissingKeys(draft.File.Answers)
	if !slices.Equal(draft.Attempt.Needs, wanted) || len(wanted) == 0 {
		t.Errorf("needs %v, want %v", draft.Attempt.Needs, wanted)
	}
	if w.sent() != 0 || tasks(t, w.Rig, "autoapply.attempt") != 0 {
		t.Error("something runs before the person approved it")
	}
}

// TestSensitiveQuestionsComeFromTheSameQuestionOnly answers the form once, and looks at
// what another form with the same questions is told.
func TestSensitiveQuestionsComeFromTheSameQuestionOnly(t *testing.T) {
	t.Parallel()
	w := setup(t)
	const again = "practice-two"
	feed := strings.NewReplacer("practice", again, "Practice Workshop", "Second Workshop", "Will you require visa sponsorship?", "Do you need a visa?").
		Replace(string(practiceFeed()))
	must(t, w.AddJobs(t.Context(), again, "Second Workshop", []byte(feed)))
	first := w.start(t)
	values := rig.Missing(first.File.Answers)
	_, err := w.answer(t, first, values, "question_8")
	must(t, err)
	job, err := w.Job(t.Context(), again, "1")
	must(t, err)
	second, err := w.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: w.person.Actor, Job: job})
	must(t, err)
	for key, remembered := range map[string]bool{
		"question_3":         true,  // the same words
		"question_4":         false, // the same topic in other words
		"question_8":         false, // not to be remembered
		"question_11":        false, // about the employer
		"gdpr_consent_given": false, // a consent is given to one employer
	} {
		a := find(second.File.Answers, key)
		if a.Answered() != remembered || remembered && (a.Origin != applications.OriginAnswerBank || !slices.Equal(a.Values, values[key])) {
			t.Errorf("%s: %+v, remembered should be %v", key, a, remembered)
		}
	}
	stranger := w.add(t, "berta@example.org")
	other, err := w.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: stranger.Actor, Job: job})
	must(t, err)
	if a := find(other.File.Answers, "question_3"); a.Answered() {
		t.Errorf("another person's answer was taken: %+v", a)
	}
}

// TestAnswersAboutOneEmployerStayWithIt asks the same question for two employers.
func TestAnswersAboutOneEmployerStayWithIt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	const again = "practice-two"
	words := strings.NewReplacer("practice", again, "Practice Workshop", "Second Workshop")
	must(t, w.AddJobs(t.Context(), again, "Second Workshop", []byte(words.Replace(string(practiceFeed())))))
	first := w.start(t)
	_, err := w.answer(t, first, map[string][]string{"question_11": {"Because of your lathes."}, "question_3": {"Yes"}})
	must(t, err)
	job, err := w.Job(t.Context(), again, "1")
	must(t, err)
	start := func() autoapplysvc.Draft {
		second, err := w.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: w.person.Actor, Job: job})
		must(t, err)
		return second
	}
	second := start()
	if why, other := find(second.File.Answers, "question_11"), find(second.File.Answers, "question_3"); why.Answered() || !other.Answered() {
		t.Errorf("the next employer is told %+v and %+v", why, other)
	}
	bank, err := w.Bank.Answers(t.Context(), w.person.Actor)
	must(t, err)
	i := slices.IndexFunc(bank, func(a profile.Answer) bool { return a.Employer != "" })
	if i < 0 || bank[i].Employer != "Practice Workshop" {
		t.Fatalf("the bank holds %+v", bank)
	}
	must(t, w.Bank.Share(t.Context(), w.person.Actor, bank[i].ID))
	_, err = w.Service.Withdraw(t.Context(), autoapplysvc.DecideInput{Actor: w.person.Actor, Application: second.File.Application.ID})
	must(t, err)
	if why := find(start().File.Answers, "question_11"); why.Origin != applications.OriginAnswerBank {
		t.Errorf("after sharing it: %+v", why)
	}
}

func TestStartIsRefused(t *testing.T) {
	t.Parallel()
	w := setup(t)
	start := func(in autoapplysvc.StartInput) error {
		_, err := w.Service.Start(t.Context(), in)
		return err
	}
	in := autoapplysvc.StartInput{Actor: w.person.Actor, Job: w.job}
	wantFault(t, start(autoapplysvc.StartInput{Job: w.job}), fault.ErrUnauthenticated)
	wantFault(t, start(autoapplysvc.StartInput{Actor: w.person.Actor, Job: id.Make[id.Job](w.Now())}), jobs.ErrJobNotFound)
	other := w.add(t, "berta@example.org")
	wantFault(t, start(autoapplysvc.StartInput{Actor: w.person.Actor, Job: w.job, Resume: other.Resume}), resumes.ErrNotFound)
	w.exec(t, "UPDATE resumes.resumes SET status = 'uploaded' WHERE user_id = $1", other.User)
	wantFault(t, start(autoapplysvc.StartInput{Actor: other.Actor, Job: w.job, Resume: other.Resume}), autoapplysvc.ErrResumeUnread)
	wantFault(t, start(autoapplysvc.StartInput{Actor: other.Actor, Job: w.job}), autoapplysvc.ErrNoResume)
	for _, address := range []string{"https://www.linkedin.com/jobs/view/1", "https://uk.indeed.com/viewjob?jk=1", "https://www.indeed.co.uk/viewjob"} {
		w.exec(t, "UPDATE jobs.jobs SET apply_url = $2 WHERE id = $1", w.job, address)
		wantFault(t, start(in), autoapplysvc.ErrByHand)
	}
	w.exec(t, "UPDATE jobs.jobs SET apply_url = $2, status = 'closed', closed_at = now() WHERE id = $1", w.job, formURL)
	wantFault(t, start(in), jobs.ErrJobClosed)
	w.exec(t, "UPDATE jobs.jobs SET status = 'active', closed_at = NULL WHERE id = $1", w.job)
	must(t, start(in))
	wantFault(t, start(in), applications.ErrDuplicate)
}

// TestOneApplicationPerOpening starts twice at once: the opening is taken once, also when
// it is shown as two jobs.
func TestOneApplicationPerOpening(t *testing.T) {
	t.Parallel()
	w := setup(t)
	errs := make(chan error, 8)
	for range cap(errs) {
		go func() {
			_, err := w.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: w.person.Actor, Job: w.job})
			errs <- err
		}()
	}
	started := 0
	for range cap(errs) {
		switch err := <-errs; {
		case err == nil:
			started++
		case !errors.Is(err, applications.ErrDuplicate):
			t.Error(err)
		}
	}
	if started != 1 || count(t, w.Rig, "autoapply.attempts") != 1 {
		t.Errorf("%d started, %d attempts", started, count(t, w.Rig, "autoapply.attempts"))
	}
}

func TestStartAgainAfterStopping(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.start(t)
	stopped, err := w.Service.Withdraw(t.Context(), w.decide(draft))
	must(t, err)
	wantState(t, stopped, autoapply.StateDeclined, "")
	if stopped.File.Application.Stage != applications.StageWithdrawn {
		t.Errorf("stage %s", stopped.File.Application.Stage)
	}
	again := w.start(t)
	if again.File.Application.ID != draft.File.Application.ID || again.Attempt.ID == draft.Attempt.ID || again.File.Application.Stage != applications.StagePreparing {
		t.Errorf("application %+v, attempt %+v", again.File.Application, again.Attempt)
	}
}

func TestAnswerNamesEveryViolation(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.start(t)
	_, err := w.answer(t, draft, map[string][]string{
		"nothing":            {"x"},
		"question_3":         {"Perhaps"},
		"resume":             {"other.pdf"},
		"first_name":         {"Ada", "Eva"},
		"question_8":         {strings.Repeat("x", 10_001)},
		"question_5":         {"12\x0034"},
		"question_11":        {"fine"},
		"gdpr_consent_given": {"maybe"},
	})
	known := fault.As(err)
	if known == nil || known.Kind != fault.Invalid {
		t.Fatalf("error %v", err)
	}
	got := map[string]string{}
	for _, v := range known.Violations {
		got[v.Field] = v.Code
		if strings.Contains(v.Message, "Perhaps") {
			t.Errorf("the rejected value is shown: %q", v.Message)
		}
	}
	want := map[string]string{
		"nothing": "unknown", "question_3": "not_offered", "resume": "file", "first_name": "too_many", "question_8": "too_long",
		"gdpr_consent_given": "malformed", "question_5": got["question_5"],
	}
	if len(got) != len(want) || got["question_5"] == "" {
		t.Errorf("violations %v", got)
	}
	for field, code := range want {
		if got[field] != code {
			t.Errorf("%s: %q, want %q", field, got[field], code)
		}
	}
	if a := find(w.now(t, draft).File.Answers, "question_11"); a.Answered() {
		t.Error("one answer was kept though others were refused")
	}
}

func TestAnswersAreKeptOneByOne(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.start(t)
	values := rig.Missing(draft.File.Answers)
	errs := make(chan error, len(values))
	for key, value := range values { // each at once, as a page may send them
		go func() {
			_, err := w.Service.Answer(t.Context(), autoapplysvc.AnswerInput{
				Actor: w.person.Actor, Application: draft.File.Application.ID, Values: map[string][]string{key: value},
			})
			errs <- err
		}()
	}
	for range values {
		must(t, <-errs)
	}
	got := w.now(t, draft)
	wantState(t, got, autoapply.StateReadyForReview, "")
	if a := find(got.File.Answers, "question_8"); a.Origin != applications.OriginTyped || a.OriginText == "" {
		t.Errorf("answer %+v", a)
	}
	cleared, err := w.answer(t, draft, map[string][]string{"question_8": {" "}})
	must(t, err)
	wantState(t, cleared, autoapply.StateNeedsInput, "")
	if a := find(cleared.File.Answers, "question_8"); a.Origin != applications.OriginNone || !slices.Equal(cleared.Attempt.Needs, []string{"question_8"}) {
		t.Errorf("answer %+v, needs %v", a, cleared.Attempt.Needs)
	}
}

func TestAnswerIsRefusedWhileAWorkerFillsAndAfterwards(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	change := func() error {
		_, err := w.answer(t, draft, map[string][]string{"question_8": {"other"}})
		return err
	}
	wantFault(t, change(), autoapplysvc.ErrUnderWay)
	w.Engine.Checkpoint = func(string) {
		if err := change(); !errors.Is(err, autoapplysvc.ErrUnderWay) && !errors.Is(err, autoapply.ErrAlreadySubmitted) {
			t.Errorf("error %v", err)
		}
	}
	w.run(t, draft)
	wantFault(t, change(), autoapply.ErrAlreadySubmitted)
}

func TestApprove(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.start(t)
	approve := func(actor identity.Actor) error {
		_, err := w.Service.Approve(t.Context(), autoapplysvc.DecideInput{Actor: actor, Application: draft.File.Application.ID})
		return err
	}
	wantFault(t, approve(w.person.Actor), autoapply.ErrWrongState) // answers are missing
	_, err := w.answer(t, draft, rig.Missing(draft.File.Answers))
	must(t, err)
	unverified := w.person.Actor
	unverified.Verified = false
	wantFault(t, approve(unverified), identity.ErrUnverified)
	wantFault(t, approve(identity.Actor{}), fault.ErrUnauthenticated)
	wantFault(t, approve(w.add(t, "berta@example.org").Actor), applications.ErrNotFound)
	if tasks(t, w.Rig, "autoapply.attempt") != 0 {
		t.Error("a refused approval started a run")
	}
	must(t, approve(w.person.Actor))
	wantFault(t, approve(w.person.Actor), autoapply.ErrWrongState)
	if n := tasks(t, w.Rig, "autoapply.attempt"); n != 1 {
		t.Errorf("%d runs", n)
	}
	wantState(t, w.now(t, draft), autoapply.StateApproved, "")
}

func TestWithdrawAfterSending(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	w.run(t, draft)
	got, err := w.Service.Withdraw(t.Context(), w.decide(draft))
	must(t, err)
	wantState(t, got, autoapply.StateConfirmed, "") // what was sent was sent
	if got.File.Application.Stage != applications.StageWithdrawn {
		t.Errorf("stage %s", got.File.Application.Stage)
	}
	_, err = w.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: w.person.Actor, Job: w.job})
	wantFault(t, err, applications.ErrDuplicate)
}

func TestSettle(t *testing.T) {
	t.Parallel()
	for received, want := range map[bool]autoapply.State{true: autoapply.StateConfirmed, false: autoapply.StateRejectedByForm} {
		w := setup(t)
		draft := w.ready(t)
		settle := func() (autoapplysvc.Draft, error) {
			return w.Service.Settle(t.Context(), autoapplysvc.SettleInput{DecideInput: w.decide(draft), Received: received})
		}
		_, err := settle()
		wantFault(t, err, autoapply.ErrWrongState)
		script := page(draft)
		script.Outcome = autoapply.Outcome{Result: autoapply.Unconfirmed}
		w.browser.AddPage(formURL, script)
		w.run(t, draft)
		got, err := settle()
		must(t, err)
		wantState(t, got, want, "")
		_, err = w.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: w.person.Actor, Job: w.job})
		if received {
			wantFault(t, err, applications.ErrDuplicate)
			if got.File.Application.Stage != applications.StageApplied || !got.File.Application.AppliedAt.Equal(got.Attempt.SubmitAttemptedAt) {
				t.Errorf("application %+v", got.File.Application)
			}
		} else {
			must(t, err)
		}
	}
}

// TestFormThatOnlyThePageKnows is a posting whose feed tells nothing about its form.
func TestFormThatOnlyThePageKnows(t *testing.T) {
	t.Parallel()
	w := setup(t)
	known := w.start(t) // what the page will ask
	_, err := w.Service.Withdraw(t.Context(), w.decide(known))
	must(t, err)
	w.exec(t, "UPDATE jobs.jobs SET questions = NULL WHERE id = $1", w.job)
	draft := w.start(t)
	wantState(t, draft, autoapply.StatePreparing, "")
	if len(draft.File.Answers) != 0 || tasks(t, w.Rig, "autoapply.prepare") != 1 {
		t.Fatalf("%d answers, %d tasks", len(draft.File.Answers), tasks(t, w.Rig, "autoapply.prepare"))
	}
	prepare := func() {
		must(t, w.Engine.Prepare(t.Context(), autoapply.PrepareAttempt{AttemptID: draft.Attempt.ID}))
	}
	prepare() // there is no such page
	wantState(t, w.now(t, draft), autoapply.StateParked, autoapply.IssueUnreachable)
	w.browser.AddPage(formURL, page(known))
	again, err := w.answer(t, draft, nil) // the person tries again
	must(t, err)
	wantState(t, again, autoapply.StatePreparing, "")
	if n := tasks(t, w.Rig, "autoapply.prepare"); n != 2 {
		t.Fatalf("%d tasks", n)
	}
	prepare()
	got := w.now(t, draft)
	wantState(t, got, autoapply.StateNeedsInput, "")
	if len(got.File.Answers) != len(known.File.Answers) || find(got.File.Answers, "email").Origin != applications.OriginProfile {
		t.Errorf("answers %+v", got.File.Answers)
	}
	prepare() // delivered late: it has moved on
	approved, err := w.Approve(t.Context(), w.person, got, rig.Missing)
	must(t, err)
	prepare()
	wantState(t, w.now(t, draft), autoapply.StateApproved, "")
	w.run(t, approved)
	wantState(t, w.now(t, draft), autoapply.StateConfirmed, "")
}
