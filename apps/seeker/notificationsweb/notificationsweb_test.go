package notificationsweb_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/notificationspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/apps/seeker/notificationsweb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/notifications/notificationsvc"
)

// bench is the inbox over a database of its own; a token is a person's id.
type bench struct {
	db      *postgres.DB
	svc     *notificationsvc.Service
	work    func(ctx context.Context, fn func(ctx context.Context, tx notificationsvc.Tx) error) error
	handler http.Handler
}

// who knows everybody by their id.
type who struct{}

func (who) BySession(_ context.Context, app identity.App, token string) (identity.Actor, error) {
	user, err := id.Parse[struct{}](token)
	if err != nil {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	return identity.Actor{User: id.User(user), App: app, Name: "Ada Berg", Verified: true}, nil
}

func (w who) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	return w.BySession(ctx, app, token)
}

func newBench(t *testing.T) bench {
	t.Helper()
	db := pgtest.New(t)
	work := postgres.UnitOfWork(db, func(s postgres.Session) notificationsvc.Tx {
		return notificationsvc.Tx{Notices: notificationspg.New(s.Queryer())}
	})
	svc := notificationsvc.New(notificationsvc.Deps{Work: work, Notices: notificationspg.New(db.Pool()), Now: time.Now})
	site := web.New(web.Options{App: identity.AppSeeker, Auth: who{}, Logger: slog.New(slog.DiscardHandler), Chrome: web.Chrome{
		Unread: func(ctx context.Context, user id.User) int { n, _ := svc.Unread(ctx, user); return n },
	}})
	notificationsweb.Routes(site, svc)
	notificationsweb.RegisterAPI(api.New(site.Router, api.Options{Title: "test", Cookie: auth.CookieName(identity.AppSeeker)}), svc)
	return bench{db, svc, work.Do, site.Router}
}

func (b bench) notice(t *testing.T, user id.User, occasion string) notifications.Notification {
	t.Helper()
	n := notifications.Notification{
		ID: id.Make[id.Notification](time.Now()), User: user, Category: notifications.CategoryApplication, Title: "Received: " + occasion,
		Message: "It arrived.", Link: "/applications/" + occasion, DedupeKey: occasion, CreatedAt: time.Now(),
	}
	err := b.work(t.Context(), func(ctx context.Context, tx notificationsvc.Tx) error {
		_, err := tx.Notices.Add(ctx, n)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (b bench) send(t *testing.T, user id.User, method, path string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, nil)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if strings.HasPrefix(path, "/api/") {
		r.Header.Set("Authorization", "Bearer "+user.String())
	} else {
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: user.String()})
	}
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	return w
}

func (b bench) unread(t *testing.T, user id.User, want int) {
	t.Helper()
	if n, err := b.svc.Unread(t.Context(), user); err != nil || n != want {
		t.Errorf("unread %d, %v; want %d", n, err, want)
	}
}

func TestNotificationsOverTheAPI(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	user, stranger := pgtest.User(t, b.db), pgtest.User(t, b.db)
	first, second := b.notice(t, user, "one"), b.notice(t, user, "two")
	w := b.send(t, user, http.MethodGet, "/api/v1/notifications?limit=1")
	var list struct {
		Data       []notificationsweb.Notification
		Pagination struct{ Total int }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || len(list.Data) != 1 || list.Data[0].ID != second.ID || list.Pagination.Total != 2 {
		t.Fatalf("%v: %s", err, w.Body)
	}
	one := "/api/v1/notifications/" + first.ID.String() + "/read"
	if w = b.send(t, stranger, http.MethodPatch, one); w.Code != http.StatusNotFound {
		t.Errorf("a stranger: %d %s", w.Code, w.Body)
	}
	b.unread(t, user, 2)
	if w = b.send(t, user, http.MethodPatch, one); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"readAt"`) {
		t.Errorf("read: %d %s", w.Code, w.Body)
	}
	b.unread(t, user, 1)
	if w = b.send(t, user, http.MethodPost, "/api/v1/notifications/read-all"); w.Code != http.StatusNoContent {
		t.Errorf("read all: %d %s", w.Code, w.Body)
	}
	b.unread(t, user, 0)
	if w = b.send(t, id.User{}, http.MethodGet, "/api/v1/notifications"); w.Code != http.StatusUnauthorized {
		t.Errorf("a visitor: %d", w.Code)
	}
}

func TestInboxPage(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	user, stranger := pgtest.User(t, b.db), pgtest.User(t, b.db)
	if w := b.send(t, user, http.MethodGet, "/notifications"); !strings.Contains(w.Body.String(), "Nothing to tell yet") {
		t.Errorf("empty: %d %s", w.Code, w.Body)
	}
	n := b.notice(t, user, "one")
	b.notice(t, user, "two")
	w := b.send(t, user, http.MethodGet, "/notifications")
	for _, words := range []string{"Received: one", "2 notices, 2 new", "Mark all as read", `href="/notifications/` + n.ID.String() + `"`} {
		if !strings.Contains(w.Body.String(), words) {
			t.Errorf("the inbox lacks %q", words)
		}
	}
	if w = b.send(t, stranger, http.MethodGet, "/notifications/"+n.ID.String()); w.Code != http.StatusNotFound {
		t.Errorf("a stranger: %d", w.Code)
	}
	if w = b.send(t, user, http.MethodGet, "/notifications/"+n.ID.String()); w.Header().Get("Location") != "/applications/one" {
		t.Errorf("opening leads to %q", w.Header().Get("Location"))
	}
	b.unread(t, user, 1)
	if w = b.send(t, user, http.MethodPost, "/notifications/read-all"); w.Code != http.StatusSeeOther {
		t.Errorf("read all: %d", w.Code)
	}
	b.unread(t, user, 0)
}
