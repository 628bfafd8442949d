package feedsweb_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/admin/feedsweb"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/ports"
)

// badges authenticates: the token of a person is the name of their role, and what
// identity would refuse is refused.
type badges struct{}

func (badges) BySession(_ context.Context, app identity.App, token string) (identity.Actor, error) {
	user := identity.User{ID: id.User(id.New[struct{}]()), Name: "Ada Berg", Status: identity.StatusActive}
	if token != "nobody" {
		user.PlatformRole = identity.PlatformRole(token)
	}
	if user.MayUse(app) != nil {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	actor := user.Actor(app, identity.ViaSession)
	actor.Strong = true
	return actor, nil
}

func (b badges) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	actor, err := b.BySession(ctx, app, token)
	actor.Via = identity.ViaToken
	return actor, err
}

// console is the part of the admin console under test, behind its real router, on PostgreSQL.
type console struct {
	t     *testing.T
	db    *postgres.DB
	work  ports.UnitOfWork[jobsvc.ImportTx]
	tasks []ports.Task
	http  http.Handler
	flash string
}

func open(t *testing.T) *console {
	t.Helper()
	c := &console{t: t, db: pgtest.New(t)}
	c.db.UseQueue(func(_ context.Context, _ pgx.Tx, due []ports.DueTask) error {
		for _, d := range due {
			c.tasks = append(c.tasks, d.Task)
		}
		return nil
	})
	c.work = postgres.UnitOfWork(c.db, func(s postgres.Session) jobsvc.ImportTx {
		q := s.Queryer()
		return jobsvc.ImportTx{Jobs: jobspg.NewJobs(q), Boards: jobspg.NewBoards(q), Outbox: s.Outbox()}
	})
	svc := jobsvc.NewBoardAdmin(c.work, jobspg.NewBoards(c.db.Pool()), func() time.Time { return time.Now().UTC() })
	site := web.New(web.Options{App: identity.AppAdmin, Auth: badges{}, Logger: slog.New(slog.DiscardHandler)})
	feedsweb.Routes(site, svc)
	feedsweb.RegisterAPI(api.New(site.Router, api.Options{Title: "Test", Cookie: auth.CookieName(identity.AppAdmin)}), svc)
	c.http = site.Router
	return c
}

// board stores a followed board as some fetches left it.
func (c *console) board(token string, after func(*jobs.Board)) string {
	c.t.Helper()
	b := jobs.NewBoard(jobs.SourceLever, token, strings.ToUpper(token[:1])+token[1:]+" Works")
	b.ID = id.Board(id.New[struct{}]())
	err := c.work.Do(c.t.Context(), func(ctx context.Context, tx jobsvc.ImportTx) error {
		if _, err := tx.Boards.Follow(ctx, []jobs.Board{b}, time.Now()); err != nil {
			return err
		}
		after(&b)
		return tx.Boards.Record(ctx, b)
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return b.ID.String()
}

func failed(err error) func(*jobs.Board) {
	return func(b *jobs.Board) { b.Failed(err, time.Now().UTC().Truncate(time.Second)) }
}

func fetched(b *jobs.Board) { b.Succeeded(time.Now().UTC().Truncate(time.Second)) }

// page opens a page as a person with the role.
func (c *console) page(role, method, path string, form url.Values) (*httptest.ResponseRecorder, *goquery.Document) {
	c.t.Helper()
	r := httptest.NewRequestWithContext(c.t.Context(), method, "http://localhost"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if role != "" {
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppAdmin), Value: role})
	}
	if c.flash != "" {
		r.AddCookie(&http.Cookie{Name: "__Host-afu-flash", Value: c.flash})
	}
	w := httptest.NewRecorder()
	c.http.ServeHTTP(w, r)
	c.flash = ""
	for _, cookie := range w.Result().Cookies() {
		if cookie.Name == "__Host-afu-flash" && cookie.MaxAge > 0 {
			c.flash = cookie.Value
		}
	}
	document, err := goquery.NewDocumentFromReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		c.t.Fatal(err)
	}
	return w, document
}

type answer struct {
	Success bool
	Data    json.RawMessage
	Error   struct{ Code, Field string }

	Pagination struct{ Total int }
}

func (c *console) call(role, method, path string, body any) (int, answer) {
	c.t.Helper()
	var payload []byte
	if body != nil {
		payload, _ = json.Marshal(body) //nolint:errchkjson // maps of strings
	}
	r := httptest.NewRequestWithContext(c.t.Context(), method, "http://localhost/api/v1/admin/boards"+path, bytes.NewReader(payload))
	r.Header.Set("Content-Type", "application/json")
	if role != "" {
		r.Header.Set("Authorization", "Bearer "+role)
	}
	w := httptest.NewRecorder()
	c.http.ServeHTTP(w, r)
	var a answer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		c.t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	return w.Code, a
}

func read[T any](t *testing.T, a answer) (value T) {
	t.Helper()
	if err := json.Unmarshal(a.Data, &value); err != nil {
		t.Fatal(err)
	}
	return value
}
