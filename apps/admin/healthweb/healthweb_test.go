package healthweb_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/apps/admin/healthweb"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/health"
	"github.com/applyforus/applyforus/core/health/healthsvc"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

type part struct {
	key, name, text string
	status          health.Status
}

func (p part) Part() (string, string) { return p.key, p.name }

func (p part) Look(context.Context) (health.Status, string) { return p.status, p.text }

// badges authenticates: the token of a person is the name of their role.
type badges struct{}

func (badges) BySession(_ context.Context, app identity.App, token string) (identity.Actor, error) {
	return identity.Actor{User: id.User(id.New[struct{}]()), App: app, Role: identity.PlatformRole(strings.TrimPrefix(token, "none")), Strong: true}, nil
}

func (b badges) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	return b.BySession(ctx, app, token)
}

func open(worker health.Status) http.Handler {
	svc := healthsvc.New(
		[]ports.HealthProbe{part{"admin", "Admin console", "It answers.", health.Up}, part{"worker", "Worker", "No worker runs.", worker}},
		[]ports.HealthProbe{part{"queue", "Task queue", "3 tasks waiting.", health.Warn}},
		time.Now)
	site := web.New(web.Options{App: identity.AppAdmin, Auth: badges{}, Logger: slog.New(slog.DiscardHandler)})
	healthweb.Routes(site, svc)
	healthweb.RegisterAPI(api.New(site.Router, api.Options{Title: "Test", Cookie: auth.CookieName(identity.AppAdmin)}), svc)
	return site.Router
}

func get(t *testing.T, h http.Handler, role, path string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+path, nil)
	if role != "" {
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppAdmin), Value: role})
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPageSaysTheWorstFirst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		worker  health.Status
		verdict string
		badge   string
	}{
		{health.Down, "1 part is down", "Down"},
		{health.Up, "1 part needs a look", "Works"},
	} {
		w := get(t, open(c.worker), "analyst", "/health")
		page, err := goquery.NewDocumentFromReader(bytes.NewReader(w.Body.Bytes()))
		if err != nil || w.Code != http.StatusOK {
			t.Fatal(w.Code, err)
		}
		if verdict := page.Find("main .note").First().Text(); !strings.Contains(verdict, c.verdict) {
			t.Errorf("verdict: %q, want %q", verdict, c.verdict)
		}
		worker := page.Find(`main [aria-label="Our processes"] tbody tr`).Eq(1)
		if text := worker.Text(); !strings.Contains(text, "Worker") || !strings.Contains(text, "No worker runs.") || !strings.Contains(worker.Find(".badge").Text(), c.badge) {
			t.Errorf("worker: %q", text)
		}
		if n := page.Find(`main [aria-label="What they need"] tbody tr`).Length(); n != 1 {
			t.Errorf("%d dependencies", n)
		}
	}
}

func TestAPI(t *testing.T) {
	t.Parallel()
	h := open(health.Down)
	for path, want := range map[string]struct {
		status string
		keys   string
	}{
		"/api/v1/health/services":     {"down", "admin worker"},
		"/api/v1/health/dependencies": {"warn", "queue"},
	} {
		w := get(t, h, "support", path)
		var answer struct{ Data healthweb.Health }
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK {
			t.Fatal(w.Code, err)
		}
		var keys []string
		for _, c := range answer.Data.Checks {
			keys = append(keys, c.Key)
		}
		if answer.Data.Status != want.status || strings.Join(keys, " ") != want.keys || answer.Data.CheckedAt.IsZero() || answer.Data.Checks[0].Message == "" {
			t.Errorf("%s: %s", path, w.Body)
		}
		if w := get(t, h, "", path); w.Code != http.StatusUnauthorized {
			t.Errorf("%s for a visitor: %d", path, w.Code)
		}
		if w := get(t, h, "none", path); w.Code != http.StatusForbidden {
			t.Errorf("%s without a role: %d", path, w.Code)
		}
	}
	if w := get(t, h, "none", "/health"); w.Code != http.StatusForbidden {
		t.Errorf("the page without a role: %d", w.Code)
	}
	if w := get(t, h, "", "/health"); w.Code != http.StatusSeeOther {
		t.Errorf("the page for a visitor: %d", w.Code)
	}
}
