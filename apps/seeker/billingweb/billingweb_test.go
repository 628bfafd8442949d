package billingweb_test

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

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/apps/seeker/billingweb"
	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/billing/billingsvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// people are who may sign in: the token is the name.
type people map[string]id.User

func (p people) BySession(_ context.Context, _ identity.App, token string) (identity.Actor, error) {
	user, known := p[token]
	if !known {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	return identity.Actor{User: user, App: identity.AppSeeker, Name: token}, nil
}

func (p people) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	return p.BySession(ctx, app, token)
}

var ada = id.User{1}

func site(t *testing.T) http.Handler {
	t.Helper()
	db := memory.New()
	svc := billingsvc.New(billingsvc.Deps{
		Work:          memory.UnitOfWork(db, func(s memory.Session) billingsvc.Tx { return billingsvc.Tx{Subscriptions: memory.NewSubscriptions(s)} }),
		Subscriptions: memory.NewSubscriptionReader(db), Now: func() time.Time { return time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC) },
	})
	s := web.New(web.Options{App: identity.AppSeeker, Logger: slog.New(slog.DiscardHandler), Auth: people{"ada": ada, "eve": {2}}})
	billingweb.Routes(s, svc)
	billingweb.RegisterAPI(api.New(s.Router, api.Options{Title: "test", Cookie: auth.CookieName(identity.AppSeeker)}), svc)
	return s.Router
}

func send(t *testing.T, h http.Handler, who, method, path, body string, want int) string {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, strings.NewReader(body))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if strings.HasPrefix(path, "/api/") {
		r.Header.Set("Authorization", "Bearer "+who)
		r.Header.Set("Content-Type", "application/json")
	} else {
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: who})
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != want {
		t.Fatalf("%s %s as %s: status %d, want %d\n%s", method, path, who, w.Code, want, w.Body.String())
	}
	return w.Body.String()
}

func TestPlanOverTheAPI(t *testing.T) {
	t.Parallel()
	h, address := site(t), "/api/v1/users/me/subscription"
	get := func(body string) billingweb.Subscription {
		t.Helper()
		var got struct{ Data billingweb.Subscription }
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Fatal(err)
		}
		return got.Data
	}
	if s := get(send(t, h, "ada", http.MethodGet, address, "", http.StatusOK)); s.Plan != billing.Free || s.Payment != "none" || s.Since != nil || s.Entitlements.JobAlerts != 5 {
		t.Errorf("%+v", s)
	}
	if s := get(send(t, h, "ada", http.MethodPatch, address, `{"plan":"enterprise"}`, http.StatusOK)); s.Plan != billing.Enterprise || s.Entitlements.JobAlerts != billing.Unlimited || s.Version != 1 {
		t.Errorf("%+v", s)
	}
	send(t, h, "ada", http.MethodPatch, address, `{"plan":"free","version":5}`, http.StatusConflict)
	for _, body := range []string{`{"plan":"gold"}`, `{}`, `{"plan":null}`, `{"plan":"` + strings.Repeat("x", 100_000) + `"}`} {
		send(t, h, "ada", http.MethodPatch, address, body, http.StatusUnprocessableEntity)
	}
	other := "/api/v1/users/" + ada.String() + "/subscription"
	send(t, h, "eve", http.MethodGet, other, "", http.StatusNotFound)
	send(t, h, "eve", http.MethodPatch, other, `{"plan":"pro"}`, http.StatusNotFound)
	if s := get(send(t, h, "ada", http.MethodGet, other, "", http.StatusOK)); s.Plan != billing.Enterprise {
		t.Errorf("%+v", s)
	}
}

func TestPlanOverThePage(t *testing.T) {
	t.Parallel()
	h := site(t)
	if page := send(t, h, "ada", http.MethodGet, billingweb.Address, "", http.StatusOK); !strings.Contains(page, "Nothing is paid here") || !strings.Contains(page, "Your plan is Free") {
		t.Error("the page does not say what holds")
	}
	send(t, h, "ada", http.MethodPost, billingweb.Address, url.Values{"plan": {"pro"}, "version": {"0"}}.Encode(), http.StatusSeeOther)
	if page := send(t, h, "ada", http.MethodGet, billingweb.Address, "", http.StatusOK); !strings.Contains(page, "Your plan is Pro") {
		t.Error("the plan did not change")
	}
	if page := send(t, h, "ada", http.MethodPost, billingweb.Address, "plan=%3Cscript%3E", http.StatusUnprocessableEntity); !strings.Contains(page, "Choose one of the plans") || strings.Contains(page, "<script>") {
		t.Error("a plan that is none is not named")
	}
	send(t, h, "nobody", http.MethodGet, billingweb.Address, "", http.StatusSeeOther)
}
