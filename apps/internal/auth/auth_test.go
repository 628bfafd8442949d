package auth_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// door knows one session, one access token, and a token at which it breaks.
type door struct{}

var errBroken = errors.New("no database")

func (door) BySession(_ context.Context, app identity.App, token string) (identity.Actor, error) {
	return open(app, token, "session", identity.Actor{User: id.User{1}, Via: identity.ViaSession})
}

func (door) ByAccessToken(_ context.Context, app identity.App, token string) (identity.Actor, error) {
	return open(app, token, "access", identity.Actor{User: id.User{2}, Via: identity.ViaToken})
}

func open(app identity.App, token, want string, actor identity.Actor) (identity.Actor, error) {
	switch {
	case token == "broken":
		return identity.Actor{}, errBroken
	case token != want || app != identity.AppSeeker:
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	return actor, nil
}

type outcome struct {
	actor   identity.Actor
	token   string
	csrf    string
	refused error
}

func through(r *http.Request, app identity.App) (o outcome) {
	refuse := func(_ http.ResponseWriter, _ *http.Request, err error) { o.refused = err }
	h := auth.Middleware(app, door{}, refuse)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		o.actor, o.token, o.csrf = auth.Actor(r.Context()), auth.SessionToken(r.Context()), auth.CSRFToken(r.Context())
	}))
	h.ServeHTTP(httptest.NewRecorder(), r)
	return o
}

func request(method, path, cookie, bearer string) *http.Request {
	r := httptest.NewRequest(method, path, nil)
	if cookie != "" {
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: cookie})
	}
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	return r
}

func TestMiddleware(t *testing.T) {
	t.Parallel()
	session, token := id.User{1}, id.User{2}
	for name, c := range map[string]struct {
		r       *http.Request
		app     identity.App
		user    id.User
		refused error
	}{
		"visitor":                   {request("GET", "/", "", ""), identity.AppSeeker, id.User{}, nil},
		"visitor of the API":        {request("POST", "/api/v1/x", "", ""), identity.AppSeeker, id.User{}, nil},
		"session":                   {request("GET", "/", "session", ""), identity.AppSeeker, session, nil},
		"session of the API":        {request("GET", "/api/v1/x", "session", ""), identity.AppSeeker, session, nil},
		"another app's cookie":      {request("GET", "/", "session", ""), identity.AppAdmin, id.User{}, nil},
		"stale cookie":              {request("GET", "/", "old", ""), identity.AppSeeker, id.User{}, nil},
		"stale cookie of the API":   {request("POST", "/api/v1/x", "old", ""), identity.AppSeeker, id.User{}, nil},
		"token":                     {request("POST", "/api/v1/x", "", "access"), identity.AppSeeker, token, nil},
		"token over cookie":         {request("POST", "/api/v1/x", "session", "access"), identity.AppSeeker, token, nil},
		"bad token":                 {request("GET", "/api/v1/x", "", "bad"), identity.AppSeeker, id.User{}, fault.ErrUnauthenticated},
		"bad token and good cookie": {request("GET", "/api/v1/x", "session", "bad"), identity.AppSeeker, id.User{}, fault.ErrUnauthenticated},
		"another app's token":       {request("GET", "/api/v1/x", "", "access"), identity.AppAdmin, id.User{}, fault.ErrUnauthenticated},
		"token at a page":           {request("GET", "/", "", "access"), identity.AppSeeker, id.User{}, nil},
		"a cookie is no token":      {request("GET", "/api/v1/x", "", "session"), identity.AppSeeker, id.User{}, fault.ErrUnauthenticated},
		"a token is no cookie":      {request("GET", "/", "access", ""), identity.AppSeeker, id.User{}, nil},
		"broken":                    {request("GET", "/", "broken", ""), identity.AppSeeker, id.User{}, errBroken},
		"broken token":              {request("GET", "/api/v1/x", "", "broken"), identity.AppSeeker, id.User{}, errBroken},
	} {
		o := through(c.r, c.app)
		if o.actor.User != c.user || !errors.Is(o.refused, c.refused) || (c.refused == nil && o.refused != nil) {
			t.Errorf("%s: user %v, refused %v; want %v, %v", name, o.actor.User, o.refused, c.user, c.refused)
		}
		if signedIn := o.actor.Via == identity.ViaSession; signedIn != (o.token == "session") || signedIn != (o.csrf != "") {
			t.Errorf("%s: session token %q and CSRF token %q", name, o.token, o.csrf)
		}
	}
}

func TestCSRF(t *testing.T) {
	t.Parallel()
	token := through(request("GET", "/", "session", ""), identity.AppSeeker).csrf
	if token == "" || token == "session" {
		t.Fatalf("CSRF token %q", token)
	}
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "CONNECT"} {
		for given, refused := range map[string]bool{"": true, "wrong": true, "session": true, token + "x": true, token: false} {
			r := request(method, "/api/v1/x", "session", "")
			if given != "" {
				r.Header.Set("X-CSRF-Token", given)
			}
			o := through(r, identity.AppSeeker)
			if f := fault.As(o.refused); (f != nil) != refused || refused && (f.Kind != fault.Forbidden || f.Code != "csrf") {
				t.Errorf("%s with %q: refused %v", method, given, o.refused)
			}
		}
	}
	for name, r := range map[string]*http.Request{
		"reading": request("GET", "/api/v1/x", "session", ""), "a form": request("POST", "/x", "session", ""), "a token": request("POST", "/api/v1/x", "", "access"),
	} {
		if o := through(r, identity.AppSeeker); o.refused != nil || !o.actor.SignedIn() {
			t.Errorf("%s: refused %v", name, o.refused)
		}
	}
}

func TestCookies(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, app := range []identity.App{identity.AppSeeker, identity.AppEmployer, identity.AppAdmin} {
		w := httptest.NewRecorder()
		auth.SetCookie(w, app, "secret")
		auth.ClearCookie(w, app)
		cookies := w.Result().Cookies()
		set, cleared := cookies[0], cookies[1]
		if set.Value != "secret" || set.MaxAge <= 0 || cleared.Value != "" || cleared.MaxAge >= 0 || set.Name != cleared.Name {
			t.Errorf("set %v, cleared %v", set, cleared)
		}
		for _, c := range cookies {
			// What the prefix __Host- demands, and what keeps scripts and other sites off.
			if c.Name[:7] != "__Host-" || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode {
				t.Errorf("cookie %v", c)
			}
		}
		names[set.Name] = true
	}
	if len(names) != 3 {
		t.Errorf("the apps share cookies: %v", names)
	}
}
