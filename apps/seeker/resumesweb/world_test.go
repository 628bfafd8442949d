package resumesweb_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/apps/seeker/resumesweb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
	"github.com/applyforus/applyforus/ports"
)

// people are who may sign in: the token is the name.
type people map[string]identity.Actor

func (p people) BySession(_ context.Context, _ identity.App, token string) (identity.Actor, error) {
	actor, known := p[token]
	if !known {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	return actor, nil
}

func (p people) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	return p.BySession(ctx, app, token)
}

// world is the seeker's resume pages and operations over memory.
type world struct {
	t       testing.TB
	svc     *resumesvc.Service
	db      *memory.DB
	blobs   *memory.Blobs
	applied map[id.Resume]bool
	handler http.Handler
	now     time.Time
	done    int
}

func setup(t testing.TB, documents ports.DocumentReader) *world {
	t.Helper()
	w := &world{t: t, db: memory.New(), blobs: memory.NewBlobs(), applied: map[id.Resume]bool{}, now: time.Now()}
	w.svc = resumesvc.New(resumesvc.Deps{
		Work: memory.UnitOfWork(w.db, func(s memory.Session) resumesvc.Tx {
			return resumesvc.Tx{
				Resumes:  memory.NewResumes(s, func(r id.Resume) bool { return w.applied[r] }),
				Profiles: memory.NewProfiles(s), Outbox: s.Outbox(),
			}
		}),
		Resumes: memory.NewResumeReader(w.db), Documents: documents, Blobs: w.blobs, Now: func() time.Time { return w.now },
	})
	site := web.New(web.Options{
		App: identity.AppSeeker, Logger: slog.New(slog.DiscardHandler),
		Auth: people{
			"ada": {User: id.User{1}, App: identity.AppSeeker, Name: "Ada Berg", Verified: true},
			"eve": {User: id.User{2}, App: identity.AppSeeker, Name: "Eve", Verified: true},
		},
	})
	resumesweb.Routes(site, w.svc)
	resumesweb.RegisterAPI(api.New(site.Router, api.Options{Title: "test", Cookie: auth.CookieName(identity.AppSeeker)}), w.svc)
	w.handler = site.Router
	return w
}

// work runs the tasks that were not run yet.
func (w *world) work() {
	w.t.Helper()
	tasks := w.db.Tasks()
	for _, due := range tasks[w.done:] {
		if task, ok := due.Task.(resumes.ParseTask); ok {
			if err := w.svc.Parse(w.t.Context(), task); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.done = len(tasks)
}

// answer is what came back.
type answer struct {
	*httptest.ResponseRecorder

	t testing.TB
}

// status fails the test on any other status.
func (a answer) status(want int) answer {
	a.t.Helper()
	if a.Code != want {
		a.t.Fatalf("status %d, want %d\n%s", a.Code, want, a.Body.String())
	}
	return a
}

// page reads the answer as HTML.
func (a answer) page() *goquery.Document {
	a.t.Helper()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(a.Body.Bytes()))
	if err != nil {
		a.t.Fatal(err)
	}
	if n := doc.Find("[style]").Length(); n > 0 {
		a.t.Errorf("%d style attributes, which the content policy forbids", n)
	}
	return doc
}

// into reads the answer as JSON.
func (a answer) into(out any) {
	a.t.Helper()
	if err := json.Unmarshal(a.Body.Bytes(), out); err != nil {
		a.t.Fatalf("%v\n%s", err, a.Body.String())
	}
}

// as sends a request of a signed-in browser, below /api of a client with a token.
func (w *world) as(who, method, path, contentType string, body io.Reader, headers ...string) answer {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), method, "http://localhost"+path, body)
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	switch {
	case who == "":
	case strings.HasPrefix(path, "/api/"):
		r.Header.Set("Authorization", "Bearer "+who)
	default:
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: who})
	}
	recorder := httptest.NewRecorder()
	w.handler.ServeHTTP(recorder, r)
	return answer{recorder, w.t}
}

func (w *world) get(path string) answer { return w.as("ada", http.MethodGet, path, "", nil) }

func (w *world) post(path string, form url.Values) answer {
	return w.as("ada", http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (w *world) json(method, path string, body any) answer {
	w.t.Helper()
	content, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.as("ada", method, path, "application/json", bytes.NewReader(content))
}

// upload sends a file as a browser's form does.
func (w *world) upload(who, path, name string, content []byte) answer {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return w.as(who, http.MethodPost, path, form.FormDataContentType(), &body)
}

// resume uploads a file over the page and answers its address.
func (w *world) resume(name string, content []byte) string {
	w.t.Helper()
	return w.upload("ada", "/resumes", name, content).status(http.StatusSeeOther).Header().Get("Location")
}

// pdf is the least that passes for a PDF before it is read.
func pdf(content string) []byte { return []byte("%PDF-1.7\n" + content + "\nstartxref\n0\n%%EOF\n") }

// scripted reads every file as a page with these lines.
func scripted(kind resumes.FileKind, lines ...string) *memory.Documents {
	page := resumes.Page{Number: 1, Width: 612, Height: 792}
	for i, line := range lines {
		page.Lines = append(page.Lines, resumes.Line{Text: line, Size: 11, Box: resumes.Box{X: 72, Y: 72 + 20*float64(i), Width: 200, Height: 14}})
	}
	documents := &memory.Documents{}
	documents.Says(resumes.Document{Kind: kind, Pages: []resumes.Page{page}}, nil)
	return documents
}

func adas() *memory.Documents {
	return scripted(resumes.PDF,
		"Ada Berg", "ada@example.org | +49 30 1234567", "Experience", "Lead Engineer, Nordwind GmbH\tMarch 2020 - Present", "• Led a team of five",
		"Education", "BSc Mathematics, TU Berlin\t2010 - 2014", "Skills", "Go, SQL, PostgreSQL", "Languages", "German (native)")
}
