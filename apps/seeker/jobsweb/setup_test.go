package jobsweb_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/applyforus/applyforus/adapters/boards"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/applicationspg"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/adapters/sanitize"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/demo"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/apps/seeker/jobsweb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/profile"
)

var now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// world is the part of the seeker's app under test, over the demo companies' jobs.
type world struct {
	t      *testing.T
	db     *postgres.DB
	site   *web.Site
	people map[string]identity.Actor // by session token
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, db: pgtest.New(t), people: map[string]identity.Actor{}}
	pool := w.db.Pool()
	clock := func() time.Time { return now }
	importer := jobsvc.NewImporter(postgres.UnitOfWork(w.db, func(s postgres.Session) jobsvc.ImportTx {
		q := s.Queryer()
		return jobsvc.ImportTx{Jobs: jobspg.NewJobs(q), Requisitions: jobspg.NewRequisitions(q), Companies: jobspg.NewCompanies(q), Boards: jobspg.NewBoards(q)}
	}), jobspg.NewReader(pool), jobspg.NewBoards(pool), boards.All(http.DefaultClient), sanitize.New(), clock)
	var fictional []jobsvc.DemoBoard
	for _, b := range demo.Boards("http://127.0.0.1:3100", now) {
		fictional = append(fictional, jobsvc.DemoBoard{Token: b.Token, Company: b.Name, Feed: b.JSON})
	}
	if _, err := importer.SeedDemo(t.Context(), fictional); err != nil {
		t.Fatal(err)
	}
	services := jobsweb.Services{
		Find: jobsvc.NewSearch(jobspg.NewSearch(pool, 0), jobspg.NewReader(pool), jobspg.NewBoards(pool), jobspg.NewSaved(pool), profilepg.NewProfiles(pool), applicationspg.NewReader(pool), clock),
		Keep: jobsvc.NewSaved(postgres.UnitOfWork(w.db, func(s postgres.Session) jobsvc.SavedTx { return jobsvc.SavedTx{Saved: jobspg.NewSaved(s.Queryer())} }), jobspg.NewSaved(pool), clock),
		Now:  clock,
	}
	w.site = web.New(web.Options{App: identity.AppSeeker, Auth: w, Logger: slog.New(slog.DiscardHandler), Chrome: web.Chrome{
		Nav:    []ui.NavItem{{Label: "Dashboard", Href: "/dashboard", Icon: "layout-dashboard", Phone: true}, {Label: "Jobs", Href: "/jobs", Icon: "briefcase", Phone: true}, {Label: "Applications", Href: "/applications", Icon: "send", Phone: true}},
		Public: []ui.NavItem{{Label: "Jobs", Href: "/jobs", Icon: "briefcase", Phone: true}},
	}})
	jobsweb.Routes(w.site, services)
	jobsweb.RegisterAPI(api.New(w.site.Router, api.Options{Title: "test", Cookie: auth.CookieName(identity.AppSeeker)}), services)
	return w
}

// BySession implements auth.Authenticator.
func (w *world) BySession(_ context.Context, _ identity.App, token string) (identity.Actor, error) {
	if actor, known := w.people[token]; known {
		return actor, nil
	}
	return identity.Actor{}, fault.ErrUnauthenticated
}

// ByAccessToken implements auth.Authenticator.
func (w *world) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	return w.BySession(ctx, app, token)
}

// person makes somebody, and gives their session token. change adds facts.
func (w *world) person(change func(p *profile.Profile)) string {
	w.t.Helper()
	user := id.User(id.New[struct{}]())
	_, err := w.db.Pool().Exec(w.t.Context(), `INSERT INTO identity.users (id, email, name, password_hash, status, created_at, updated_at)
		VALUES ($1, $2, 'Ada Berg', 'x', 'active', now(), now())`, user, user.String()+"@example.com")
	if err != nil {
		w.t.Fatal(err)
	}
	token := user.String()
	w.people[token] = identity.Actor{User: user, App: identity.AppSeeker, Via: identity.ViaSession, Name: "Ada Berg", Email: "ada@example.org", Verified: true}
	if change != nil {
		p := profile.Profile{User: user}
		change(&p)
		uow := postgres.UnitOfWork(w.db, func(s postgres.Session) profilepg.Profiles { return profilepg.NewProfiles(s.Queryer()) })
		if err := uow.Do(w.t.Context(), func(ctx context.Context, tx profilepg.Profiles) error { return tx.Put(ctx, p, now) }); err != nil {
			w.t.Fatal(err)
		}
	}
	return token
}

// engineer is a person with some years of work at software.
func engineer(p *profile.Profile) {
	fact := func() id.Fact { return id.Fact(id.New[struct{}]()) }
	p.Experience = []profile.Experience{{ID: fact(), Title: "Software Engineer", Company: "Brightwater Rail", Description: "Built services in Go on PostgreSQL.\nRan them on Kubernetes.", Start: profile.Month{Year: 2020, Month: time.March}, Current: true, From: profile.Typed()}}
	p.Skills = []profile.Skill{{ID: fact(), Name: "Go", Years: 5, From: profile.Typed()}, {ID: fact(), Name: "PostgreSQL", From: profile.Typed()}}
	p.Education = []profile.Education{{ID: fact(), Institution: "Oststadt University", Degree: "BSc", Field: "Computer Science", From: profile.Typed()}}
}

// ask sends a request as somebody; "" is a visitor.
func (w *world) ask(method, target, who string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), method, "http://127.0.0.1"+target, strings.NewReader(form.Encode()))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if who != "" && strings.HasPrefix(target, "/api/") {
		r.Header.Set("Authorization", "Bearer "+who)
	} else if who != "" {
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: who})
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	w.site.Router.ServeHTTP(answer, r)
	return answer
}

// data reads what an operation answers.
func data[T any](t *testing.T, answer *httptest.ResponseRecorder) (out struct {
	Data       T
	Pagination api.Pagination
},
) {
	t.Helper()
	if answer.Code != http.StatusOK {
		t.Fatalf("status %d: %s", answer.Code, answer.Body)
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// aJob is a demo job that a search finds first.
func (w *world) aJob(text string) jobsweb.Job {
	w.t.Helper()
	found := data[[]jobsweb.Job](w.t, w.ask(http.MethodGet, "/api/v1/jobs?q="+url.QueryEscape(text), "", nil))
	if len(found.Data) == 0 {
		w.t.Fatalf("no job for %q", text)
	}
	return found.Data[0]
}

// close closes a job behind everybody's back.
func (w *world) close(job string) {
	w.t.Helper()
	if _, err := w.db.Pool().Exec(w.t.Context(), "UPDATE jobs.jobs SET status = $2, closed_at = $3 WHERE id = $1::text::uuid", job, jobs.StatusClosed, now); err != nil {
		w.t.Fatal(err)
	}
}

// seen is a page as somebody meets it who uses roles and names.
type seen struct {
	t    *testing.T
	root *html.Node
}

func see(t *testing.T, answer *httptest.ResponseRecorder) seen {
	t.Helper()
	if answer.Code != http.StatusOK {
		t.Fatalf("status %d: %s", answer.Code, answer.Body)
	}
	root, err := html.Parse(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return seen{t, root}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// all gives the elements of a tag whose words or label begin so.
func (v seen) all(tag, name string) []*html.Node {
	var found []*html.Node
	for n := range v.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag && (strings.HasPrefix(words(n), name) || name != "" && strings.HasPrefix(attr(n, "aria-label"), name)) {
			found = append(found, n)
		}
	}
	return found
}

// exactly gives the first element of a tag with just these words; nil for none.
func (v seen) exactly(tag, name string) *html.Node {
	for _, n := range v.all(tag, name) {
		if words(n) == name {
			return n
		}
	}
	return nil
}

// one gives the only or first element of a tag and name.
func (v seen) one(tag, name string) *html.Node {
	v.t.Helper()
	found := v.all(tag, name)
	if len(found) == 0 {
		v.t.Fatalf("no <%s> named %q on: %.600s", tag, name, words(v.root))
	}
	return found[0]
}

func (v seen) says(text string) {
	v.t.Helper()
	if !strings.Contains(words(v.root), text) {
		v.t.Errorf("the page does not say %q", text)
	}
}
