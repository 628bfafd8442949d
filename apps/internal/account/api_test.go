package account_test

import (
	"net/http"
	"testing"

	"github.com/applyforus/applyforus/core/identity"
)

func TestAPIJourney(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	credentials := map[string]string{"email": adaEmail, "password": adaPassword}
	registration := map[string]string{"email": adaEmail, "password": adaPassword, "name": "Ada Berg"}
	var first envelope
	for i := range 2 { // the second time nobody can tell
		status, _, got := a.call(http.MethodPost, "/register", "", registration)
		if status != http.StatusCreated || !got.Success || got.Data["next"] != "check_mail" || got.Message == "" {
			t.Fatalf("register: %d %+v", status, got)
		}
		if i == 0 {
			first = got
		} else if got.Message != first.Message || len(got.Data) != len(first.Data) {
			t.Errorf("a second registration answers %+v, the first %+v", got, first)
		}
	}
	status, _, in := a.call(http.MethodPost, "/login", "", credentials)
	access, _ := in.Data["accessToken"].(string)
	refresh, _ := in.Data["refreshToken"].(string)
	user, _ := in.Data["user"].(map[string]any)
	if status != http.StatusOK || access == "" || refresh == "" || in.Data["expiresIn"] != 900.0 ||
		user["email"] != adaEmail || user["emailVerified"] != false {
		t.Fatalf("login: %d %+v", status, in)
	}
	if _, shown := user["passwordHash"]; shown {
		t.Error("the hash is shown")
	}
	link := map[string]string{"token": a.Link("/verify-email")}
	for _, already := range []bool{false, true} {
		if status, _, got := a.call(http.MethodPost, "/verify-email", "", link); status != http.StatusOK || got.Data["alreadyVerified"] != already {
			t.Fatalf("verify: %d %+v", status, got)
		}
	}
	if status, _, me := a.call(http.MethodGet, "/me", access, nil); status != http.StatusOK || me.Data["emailVerified"] != true || me.Data["name"] != "Ada Berg" {
		t.Fatalf("me: %d %+v", status, me)
	}
	status, _, next := a.call(http.MethodPost, "/refresh", "", map[string]string{"refreshToken": refresh})
	if status != http.StatusOK || next.Data["refreshToken"] == refresh || next.Data["accessToken"] == "" {
		t.Fatalf("refresh: %d %+v", status, next)
	}
	if status, _, got := a.call(http.MethodPost, "/logout", access, nil); status != http.StatusOK || !got.Success {
		t.Fatalf("logout: %d %+v", status, got)
	}
	status, _, got := a.call(http.MethodPost, "/refresh", "", map[string]any{"refreshToken": next.Data["refreshToken"]})
	if status != http.StatusUnauthorized || got.Error.Code != "identity.refresh_invalid" || got.Success {
		t.Fatalf("refresh after logout: %d %+v", status, got)
	}
}

func TestAPIFailures(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	for name, tt := range map[string]struct {
		method, path, bearer string
		body                 any
		status               int
		code, field          string
	}{
		"every field is named":  {http.MethodPost, "/register", "", map[string]string{"email": "x", "password": "password", "name": ""}, 422, "validation_failed", "name"},
		"a missing field":       {http.MethodPost, "/register", "", map[string]string{"email": adaEmail}, 422, "validation_failed", "name"},
		"an unknown account":    {http.MethodPost, "/login", "", map[string]string{"email": adaEmail, "password": "x"}, 401, "identity.bad_credentials", ""},
		"an empty login":        {http.MethodPost, "/login", "", map[string]string{"email": "", "password": ""}, 422, "validation_failed", "email"},
		"no body":               {http.MethodPost, "/login", "", nil, 400, "bad_request", ""},
		"a made-up refresh":     {http.MethodPost, "/refresh", "", map[string]string{"refreshToken": "x"}, 401, "identity.refresh_invalid", ""},
		"a made-up link":        {http.MethodPost, "/verify-email", "", map[string]string{"token": "x"}, 409, "identity.link_invalid", ""},
		"me, as a visitor":      {http.MethodGet, "/me", "", nil, 401, "unauthenticated", ""},
		"me, made-up token":     {http.MethodGet, "/me", "a.b.c", nil, 401, "unauthenticated", ""},
		"resend to nothing":     {http.MethodPost, "/resend-verification", "", map[string]string{}, 422, "validation_failed", "email"},
		"resend without a body": {http.MethodPost, "/resend-verification", "", nil, 422, "validation_failed", "email"},
		"hostile text":          {http.MethodPost, "/register", "", map[string]string{"email": "a@b.org\r\nbcc: c@d.org", "password": "lantern moss 47", "name": "a\u0000b"}, 422, "validation_failed", "name"},
	} {
		status, header, got := a.call(tt.method, tt.path, tt.bearer, tt.body)
		if status != tt.status || got.Success || got.StatusCode != tt.status || got.Error.Code != tt.code || got.Error.Message == "" {
			t.Errorf("%s: %d %+v, want %d %s", name, status, got, tt.status, tt.code)
		}
		if got.Error.Field != tt.field || (tt.field != "") != (len(got.Error.Details.Violations) > 0) {
			t.Errorf("%s: field %q of %+v, want %q", name, got.Error.Field, got.Error.Details, tt.field)
		}
		if header.Get("X-Request-ID") == "" {
			t.Errorf("%s: no request id", name)
		}
	}
}

func TestAPITooManyAttempts(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	body := map[string]string{"email": adaEmail, "password": "guess"}
	for range 6 {
		if status, _, got := a.call(http.MethodPost, "/login", "", body); status != http.StatusUnauthorized {
			t.Fatalf("%d %+v", status, got)
		}
	}
	status, header, got := a.call(http.MethodPost, "/login", "", body)
	if status != http.StatusTooManyRequests || header.Get("Retry-After") == "" || got.Error.Code != "identity.too_many_attempts" {
		t.Fatalf("%d %v %+v", status, header, got)
	}
}

func TestAPIAdminsAreNotRegistered(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppAdmin)
	status, _, got := a.call(http.MethodPost, "/register", "", map[string]string{"email": adaEmail, "password": adaPassword, "name": "Ada"})
	if status != http.StatusForbidden || got.Error.Code != "identity.registration_closed" {
		t.Fatalf("%d %+v", status, got)
	}
}
