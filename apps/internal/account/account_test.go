package account_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/adapters/bcrypt"
	"github.com/applyforus/applyforus/adapters/jwt"
	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/adapters/seal"
	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

const (
	adaEmail    = "ada.berg@example.org"
	adaPassword = "lantern moss 47"
)

// app is one app's sign-in, API and pages, behind its real router.
type app struct {
	t     *testing.T
	svc   *identitysvc.Service
	db    *memory.DB
	mails *memory.Mailer
	http  http.Handler
}

func open(t *testing.T, which identity.App) *app {
	t.Helper()
	hasher, err := bcrypt.New(bcrypt.Options{Cost: 4, Parallel: 4})
	if err != nil {
		t.Fatal(err)
	}
	sealer, err := seal.New(bytes.Repeat([]byte{7}, seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	a := &app{t: t, db: memory.New(), mails: &memory.Mailer{}}
	a.svc = identitysvc.New(identitysvc.Deps{
		Work: memory.UnitOfWork(a.db, func(s memory.Session) identitysvc.Tx {
			return identitysvc.Tx{
				Users: memory.Users(s), Sessions: memory.Sessions(s), Refresh: memory.Refresh(s),
				Verifications: memory.Verifications(s), SigningKeys: memory.SigningKeys(s), Outbox: s.Outbox(),
			}
		}),
		Read: identitysvc.Reads{
			Users: memory.UserReads(a.db), Sessions: memory.SessionReads(a.db), SigningKeys: memory.SigningKeyReads(a.db),
		},
		Passwords: hasher, Tokens: jwt.New("https://test.example"), Sealer: sealer,
		Limits: memory.NewRateLimiter(time.Now), Mailer: a.mails,
		Settings: identitysvc.Settings{Now: time.Now, Sites: map[identity.App]string{which: "http://localhost:3000"}},
	})
	site := web.New(web.Options{App: which, Auth: a.svc, Logger: slog.New(slog.DiscardHandler)})
	account.RegisterPages(site, a.svc, "/dashboard")
	account.RegisterKeys(site, a.svc)
	account.RegisterAPI(api.New(site.Router, api.Options{Title: "Test", Cookie: auth.CookieName(which)}), a.svc, which)
	a.http = site.Router
	return a
}

// lastToken works the mail tasks and gives the secret of the last link.
func (a *app) lastToken() string {
	a.t.Helper()
	for _, due := range a.db.Tasks() {
		if task, ok := due.Task.(identity.SendVerification); ok {
			if err := a.svc.SendVerification(context.Background(), task); err != nil {
				a.t.Fatal(err)
			}
		}
	}
	mails := a.mails.Sent()
	if len(mails) == 0 {
		a.t.Fatal("no mail")
	}
	return regexp.MustCompile(`token=(\S+)`).FindStringSubmatch(mails[len(mails)-1].Text)[1]
}

// envelope is any answer of the API.
type envelope struct {
	Success    bool
	Data       map[string]any
	Message    string
	StatusCode int
	Error      struct {
		Code, Message, Field string
		Details              struct {
			Violations []struct{ Field, Code string }
		}
	}
}

func (a *app) call(method, path, bearer string, body any) (int, http.Header, envelope) {
	a.t.Helper()
	var payload []byte
	if body != nil {
		payload, _ = json.Marshal(body)
	}
	r := httptest.NewRequestWithContext(a.t.Context(), method, "http://localhost/api/v1/auth"+path, bytes.NewReader(payload))
	r.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	w := httptest.NewRecorder()
	a.http.ServeHTTP(w, r)
	var e envelope
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil {
		a.t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	return w.Code, w.Header(), e
}

// browser keeps one session cookie.
type browser struct {
	*app

	cookies map[string]*http.Cookie
}

func (a *app) browser() *browser { return &browser{app: a, cookies: map[string]*http.Cookie{}} }

func (b *browser) do(method, path string, form url.Values) (*httptest.ResponseRecorder, *goquery.Document) {
	b.t.Helper()
	r := httptest.NewRequestWithContext(b.t.Context(), method, "http://localhost"+path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for _, cookie := range b.cookies {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	b.http.ServeHTTP(w, r)
	for _, cookie := range w.Result().Cookies() {
		if cookie.MaxAge < 0 {
			delete(b.cookies, cookie.Name)
		} else {
			b.cookies[cookie.Name] = cookie
		}
	}
	document, err := goquery.NewDocumentFromReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		b.t.Fatal(err)
	}
	return w, document
}

func (b *browser) wantRedirect(w *httptest.ResponseRecorder, to string) {
	b.t.Helper()
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != to {
		b.t.Fatalf("%d to %q, want 303 to %q", w.Code, w.Header().Get("Location"), to)
	}
}
