package applicationsweb_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/blob"
	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/applicationspg"
	"github.com/applyforus/applyforus/adapters/postgres/autoapplypg"
	"github.com/applyforus/applyforus/adapters/postgres/commonpg"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/notificationspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/adapters/postgres/resumespg"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/apps/seeker/applicationsweb"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

// formURL is the address of every opening that pgtest makes.
const formURL = "https://jobs.example/1/apply"

// bench is the pages and operations over a database of its own. The worker runs when
// a test says so, against a scripted browser.
type bench struct {
	db      *postgres.DB
	blobs   *blob.Bucket
	browser *memory.Browser
	engine  *autoapplysvc.Engine
	handler http.Handler
	wakes   *wakes

	mu    sync.Mutex
	tasks []ports.DueTask
	who   map[string]identity.Actor // by session or access token
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{db: pgtest.New(t), browser: memory.NewBrowser(), wakes: &wakes{}, who: map[string]identity.Actor{}}
	b.db.UseQueue(func(_ context.Context, _ pgx.Tx, due []ports.DueTask) error {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.tasks = append(b.tasks, due...)
		return nil
	})
	var err error
	if b.blobs, err = blob.OpenFolder(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.blobs.Close() })
	services := b.services()
	site := web.New(web.Options{App: identity.AppSeeker, Auth: b, Logger: slog.New(slog.DiscardHandler)})
	applicationsweb.Routes(site, services)
	applicationsweb.RegisterAPI(api.New(site.Router, api.Options{Title: "test", Cookie: auth.CookieName(identity.AppSeeker)}), services)
	b.handler = site.Router
	return b
}

func (b *bench) services() applicationsweb.Services {
	pool := b.db.Pool()
	now := func() time.Time { return time.Now().UTC() }
	work := postgres.UnitOfWork(b.db, func(s postgres.Session) autoapplysvc.Tx {
		q := s.Queryer()
		store := applicationspg.NewStore(q)
		return autoapplysvc.Tx{
			Applications: store, Records: store, Attempts: autoapplypg.NewAttempts(q), Bank: profilepg.NewAnswers(q),
			Events: commonpg.NewEvents(q), Notices: notificationspg.New(q), Outbox: s.Outbox(),
		}
	})
	said := autoapplysvc.Sayings{Resumes: resumespg.NewReader(pool), Profiles: profilepg.NewProfiles(pool), Bank: profilepg.NewAnswers(pool)}
	reader, attempts := applicationspg.NewReader(pool), autoapplypg.NewAttempts(pool)
	b.engine = autoapplysvc.NewEngine(autoapplysvc.EngineDeps{
		Work: work, Sayings: said, Applications: reader, Attempts: attempts, Browser: b.browser, Blobs: b.blobs, Waker: b.wakes, Now: now,
	})
	return applicationsweb.Services{
		Applications: applicationsvc.New(applicationsvc.Deps{
			Work: postgres.UnitOfWork(b.db, func(s postgres.Session) applicationsvc.Tx {
				store := applicationspg.NewStore(s.Queryer())
				return applicationsvc.Tx{Applications: store, Records: store}
			}),
			Applications: reader, Attempts: attempts, Blobs: b.blobs, Now: now,
		}),
		Apply: autoapplysvc.New(autoapplysvc.Deps{
			Work: work, Jobs: jobspg.NewReader(pool), Sayings: said, Applications: reader, Attempts: attempts, Blobs: b.blobs, Now: now,
		}),
		Streams: web.Streams{Events: commonpg.NewEvents(pool), Waker: b.wakes},
	}
}

// BySession implements auth.Authenticator.
func (b *bench) BySession(_ context.Context, _ identity.App, token string) (identity.Actor, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	actor, ok := b.who[token]
	if !ok {
		return actor, fault.ErrUnauthenticated
	}
	return actor, nil
}

// ByAccessToken implements auth.Authenticator.
func (b *bench) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	return b.BySession(ctx, app, token)
}

// person is somebody signed in, with a profile and a resume.
type person struct {
	*bench

	token  string
	actor  identity.Actor
	resume id.Resume
}

func (b *bench) person(t *testing.T) person {
	t.Helper()
	user := pgtest.User(t, b.db)
	p := person{
		bench: b, token: "token-" + user.String(), resume: pgtest.Resume(t, b.db, user),
		actor: identity.Actor{User: user, App: identity.AppSeeker, Name: "Ada Berg", Email: "ada@example.org", Verified: true},
	}
	b.mu.Lock()
	b.who[p.token] = p.actor
	b.mu.Unlock()
	key := "resumes/" + p.resume.String()
	if err := b.blobs.Put(t.Context(), key, "application/pdf", []byte(key)); err != nil {
		t.Fatal(err)
	}
	from := profile.Provenance{Source: profile.SourceTyped}
	facts := profile.Profile{
		User: user, Name: profile.Text{Value: "Ada Berg", From: from}, Email: profile.Text{Value: "ada@example.org", From: from},
		Phone: profile.Text{Value: "+351 900 000 000", From: from},
	}
	err := postgres.UnitOfWork(b.db, func(s postgres.Session) ports.ProfileStore { return profilepg.NewProfiles(s.Queryer()) }).
		Do(t.Context(), func(ctx context.Context, tx ports.ProfileStore) error { return tx.Put(ctx, facts, time.Now()) })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var yesNo = []jobs.Option{{Value: "1", Label: "Yes"}, {Value: "0", Label: "No"}}

// questions are those of the openings: two from the profile, one only the person can
// answer, one free text, one optional list, and the resume.
var questions = []jobs.Question{
	{Key: "first_name", Label: "First Name", Kind: jobs.QuestionText, Group: jobs.GroupStandard, Required: true},
	{Key: "email", Label: "Email", Kind: jobs.QuestionText, Group: jobs.GroupStandard, Required: true},
	{Key: "resume", Label: "Resume/CV", Kind: jobs.QuestionFile, Group: jobs.GroupStandard, Required: true},
	{Key: "q_permit", Label: "Are you legally authorized to work in Portugal?", Kind: jobs.QuestionSelect, Group: jobs.GroupCustom, Required: true, Options: yesNo},
	{Key: "q_why", Label: "Why lenses?", Kind: jobs.QuestionLongText, Group: jobs.GroupCustom, Required: true, Description: "A few sentences."},
	{Key: "q_tools", Label: "Which tools do you use?", Kind: jobs.QuestionMulti, Group: jobs.GroupCustom, Options: []jobs.Option{{Value: "a", Label: "Zemax"}, {Value: "b", Label: "Code V"}}},
	{Key: "q_sketch", Label: "A sketch of yours", Kind: jobs.QuestionFile, Group: jobs.GroupCustom},
}

// form is the page behind the questions.
func form() *autoapply.Form {
	return &autoapply.Form{Platform: "greenhouse", URL: formURL, Fields: []autoapply.Field{
		{Key: "first_name", Label: "First Name", Kind: autoapply.KindText, Required: true, Topic: autoapply.TopicFirstName},
		{Key: "email", Label: "Email", Kind: autoapply.KindEmail, Required: true, Topic: autoapply.TopicEmail},
		{Key: "resume", Label: "Resume/CV", Kind: autoapply.KindFile, Required: true, Topic: autoapply.TopicResume},
		{Key: "q_permit", Label: "Are you legally authorized to work in Portugal?", Kind: autoapply.KindSingleSelect, Required: true, Topic: autoapply.TopicWorkAuthorization, Options: []autoapply.Option{{Value: "1", Label: "Yes"}, {Value: "0", Label: "No"}}},
		{Key: "q_why", Label: "Why lenses?", Kind: autoapply.KindTextarea, Required: true, Topic: autoapply.TopicCustom},
		{Key: "q_tools", Label: "Which tools do you use?", Kind: autoapply.KindMultiSelect, Options: []autoapply.Option{{Value: "a", Label: "Zemax"}, {Value: "b", Label: "Code V"}}},
	}}
}

// opening adds a job whose form asks the questions and answers as scripted.
func (b *bench) opening(t *testing.T, outcome autoapply.Outcome) id.Job {
	t.Helper()
	opening := pgtest.NewOpening(t, b.db)
	asked, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.db.Pool().Exec(t.Context(), "UPDATE jobs.jobs SET questions = $1 WHERE id = $2", asked, opening.Job); err != nil {
		t.Fatal(err)
	}
	b.browser.AddPage(formURL, memory.BrowserPage{Page: autoapply.Page{URL: formURL, Form: form()}, Outcome: outcome})
	return opening.Job
}

// work runs the tasks that are due, and those that follow from them.
func (b *bench) work(t *testing.T) {
	t.Helper()
	for {
		b.mu.Lock()
		due := b.tasks
		b.tasks = nil
		b.mu.Unlock()
		if len(due) == 0 {
			return
		}
		for _, d := range due {
			var err error
			switch task := d.Task.(type) {
			case autoapply.RunAttempt:
				err = b.engine.Run(t.Context(), task)
			case autoapply.PrepareAttempt:
				err = b.engine.Prepare(t.Context(), task)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// call sends an API request with the person's access token.
func (p person) call(t *testing.T, method, path string, body any) *httptest.ResponseRecorder {
	t.Helper()
	var content io.Reader
	if body != nil {
		encoded, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		content = bytes.NewReader(encoded)
	}
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, content)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+p.token)
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, r)
	return w
}

// get opens a page.
func (p person) get(t *testing.T, path string) *httptest.ResponseRecorder {
	t.Helper()
	return p.browse(t, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+path, nil))
}

// post sends a form.
func (p person) post(t *testing.T, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return p.browse(t, r)
}

func (p person) browse(t *testing.T, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: p.token})
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, r)
	return w
}

// wakes wakes within the process.
type wakes struct {
	mu      sync.Mutex
	waiting map[chan struct{}]string
}

// Wake implements ports.Waker.
func (w *wakes) Wake(_ context.Context, topic string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c, waits := range w.waiting {
		if waits == topic {
			select {
			case c <- struct{}{}:
			default:
			}
		}
	}
	return nil
}

// Wait implements ports.Waker.
func (w *wakes) Wait(_ context.Context, topic string) (<-chan struct{}, func(), error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.waiting == nil {
		w.waiting = map[chan struct{}]string{}
	}
	c := make(chan struct{}, 1)
	w.waiting[c] = topic
	return c, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.waiting, c)
	}, nil
}
