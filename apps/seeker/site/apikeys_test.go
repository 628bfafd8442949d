package site

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/core/identity"
)

// keyRig is the seeker app with one person in it.
type keyRig struct {
	t    *testing.T
	s    *platform.Services
	http http.Handler
	ada  platformtest.SignedIn
}

func newKeyRig(t *testing.T) keyRig {
	t.Helper()
	s := platformtest.Open(t)
	return keyRig{t, s, Handler(s), platformtest.SignIn(t, s, platformtest.NewUser(t, s, "ada@example.org", ""), identity.AppSeeker)}
}

func (k keyRig) do(r *http.Request) *httptest.ResponseRecorder {
	k.t.Helper()
	w := httptest.NewRecorder()
	k.http.ServeHTTP(w, r)
	return w
}

func (k keyRig) api(method, path, bearer, body string) *httptest.ResponseRecorder {
	k.t.Helper()
	r := httptest.NewRequestWithContext(k.t.Context(), method, "http://localhost"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+bearer)
	return k.do(r)
}

func (k keyRig) page(method, path string, form url.Values) *httptest.ResponseRecorder {
	k.t.Helper()
	r := httptest.NewRequestWithContext(k.t.Context(), method, "http://localhost"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: k.ada.Session})
	return k.do(r)
}

type keyAnswer struct {
	Data struct {
		ID, Key, Start string
		Scopes         []string
	}
	Error struct{ Code string }
}

func (k keyRig) answer(w *httptest.ResponseRecorder, status int) keyAnswer {
	k.t.Helper()
	var a keyAnswer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != status {
		k.t.Fatalf("%d, want %d: %s", w.Code, status, w.Body)
	}
	return a
}

func (k keyRig) create(scopes ...string) keyAnswer {
	k.t.Helper()
	body, err := json.Marshal(map[string]any{"name": "Report", "scopes": scopes, "days": 30})
	if err != nil {
		k.t.Fatal(err)
	}
	return k.answer(k.api(http.MethodPost, "/api/v1/users/me/api-keys", k.ada.Access, string(body)), http.StatusCreated)
}

func TestKeyGoesAsFarAsItsScopes(t *testing.T) {
	t.Parallel()
	k := newKeyRig(t)
	made := k.create("applications:read", "notifications:write")
	for _, c := range []struct {
		method, path string
		want         int
		code         string
	}{
		{http.MethodGet, "/api/v1/applications", 200, ""},
		{http.MethodGet, "/api/v1/notifications", 200, ""}, // to change includes to read
		{http.MethodPost, "/api/v1/notifications/read-all", 204, ""},
		{http.MethodPost, "/api/v1/applications", 403, "identity.scope_missing"},
		{http.MethodGet, "/api/v1/resumes", 403, "identity.scope_missing"},
		{http.MethodGet, "/api/v1/jobs", 403, "identity.scope_missing"}, // a key is no visitor
		{http.MethodGet, "/api/v1/users/me/profile", 403, "identity.scope_missing"},
		{http.MethodGet, "/api/v1/auth/me", 403, "identity.key_not_allowed"},
		{http.MethodGet, "/api/v1/users/me/api-keys", 403, "identity.key_not_allowed"},
		{http.MethodPost, "/api/v1/users/me/api-keys", 403, "identity.key_not_allowed"},
		{http.MethodDelete, "/api/v1/users/me/api-keys/" + made.Data.ID, 403, "identity.key_not_allowed"},
		{http.MethodGet, "/api/v1/applications?key=" + made.Data.Key, 400, "identity.key_in_address"},
		{http.MethodGet, "/api/v1/applications?" + url.Values{"access_token": {made.Data.Key}}.Encode(), 400, "identity.key_in_address"},
		{http.MethodGet, "/api/v1/applications/" + made.Data.Key, 400, "identity.key_in_address"},
	} {
		w := k.api(c.method, c.path, made.Data.Key, "{}")
		if w.Code != c.want || c.code != "" && k.answer(w, c.want).Error.Code != c.code {
			t.Errorf("%s %s: %d %s, want %d %s", c.method, c.path, w.Code, w.Body, c.want, c.code)
		}
	}
	if w := k.api(http.MethodGet, "/api/v1/applications", made.Data.Key[:54]+"!", ""); w.Code != 401 {
		t.Errorf("a key with a slip: %d", w.Code)
	}
	limits := k.api(http.MethodGet, "/api/v1/applications", made.Data.Key, "").Header().Get("X-RateLimit-Remaining")
	if own := k.api(http.MethodGet, "/api/v1/applications", k.ada.Access, "").Header().Get("X-RateLimit-Remaining"); own == limits {
		t.Error("the key counts into its owner's limit")
	}
}

func TestRevokedKeyEndsAtOnce(t *testing.T) {
	t.Parallel()
	k := newKeyRig(t)
	made := k.create("applications:read")
	next := k.answer(k.api(http.MethodPost, "/api/v1/users/me/api-keys/"+made.Data.ID+"/rotate", k.ada.Access, `{"overlapHours":1}`), http.StatusCreated)
	for _, key := range []string{made.Data.Key, next.Data.Key} {
		if w := k.api(http.MethodGet, "/api/v1/applications", key, ""); w.Code != 200 {
			t.Errorf("within the overlap: %d %s", w.Code, w.Body)
		}
	}
	if w := k.api(http.MethodDelete, "/api/v1/users/me/api-keys/"+next.Data.ID, k.ada.Access, ""); w.Code != 204 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := k.api(http.MethodGet, "/api/v1/applications", next.Data.Key, ""); w.Code != 401 {
		t.Errorf("after it was revoked: %d", w.Code)
	}
}

func TestKeysAreStoredAsHashesOnly(t *testing.T) {
	t.Parallel()
	k := newKeyRig(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost/api/v1/users/me/api-keys", strings.NewReader(`{"name":"x","scopes":["jobs:read"],"days":1}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+k.ada.Access)
	r.Header.Set("Idempotency-Key", "once")
	made := k.answer(k.do(r), http.StatusCreated)
	var kept int
	err := k.s.DB.Pool().QueryRow(t.Context(), `SELECT (SELECT count(*) FROM common.idempotency_keys)
		+ (SELECT count(*) FROM identity.api_keys a WHERE strpos(a::text, $1) > 0)`, made.Data.Key[17:]).Scan(&kept)
	if err != nil || kept != 0 {
		t.Errorf("%d places hold the key or its answer, %v", kept, err)
	}
}

func TestKeysPage(t *testing.T) {
	t.Parallel()
	k := newKeyRig(t)
	empty := k.page(http.MethodGet, "/settings/api-keys", nil)
	if empty.Code != 200 || !strings.Contains(empty.Body.String(), "You have no keys") {
		t.Fatalf("%d", empty.Code)
	}
	refused := k.page(http.MethodPost, "/settings/api-keys", url.Values{"name": {"Weekly <b>report</b>"}, "days": {"90"}})
	if refused.Code != 422 || !strings.Contains(refused.Body.String(), "Choose at least one thing") || !strings.Contains(refused.Body.String(), "Weekly &lt;b&gt;report") {
		t.Errorf("nothing chosen: %d", refused.Code)
	}
	made := k.page(http.MethodPost, "/settings/api-keys", url.Values{"name": {"Weekly report"}, "days": {"90"}, "scopes": {"applications:read"}})
	key := regexp.MustCompile(`afu_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}`).FindString(made.Body.String())
	if made.Code != 200 || key == "" || made.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("%d, key %q", made.Code, key)
	}
	if w := k.api(http.MethodGet, "/api/v1/applications", key, ""); w.Code != 200 {
		t.Errorf("the key of the page: %d %s", w.Code, w.Body)
	}
	again := k.page(http.MethodGet, "/settings/api-keys", nil).Body.String()
	if strings.Contains(again, key) || !strings.Contains(again, "Weekly report") || !strings.Contains(again, key[:16]) {
		t.Error("the key is shown again, or its row is not")
	}
	address := regexp.MustCompile(`/settings/api-keys/[0-9a-f-]{36}/`).FindString(again)
	rotated := k.page(http.MethodPost, address+"rotate", url.Values{})
	next := regexp.MustCompile(`afu_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}`).FindString(rotated.Body.String())
	if rotated.Code != 200 || next == "" || next == key || !strings.Contains(rotated.Body.String(), "Replaced, still counts") {
		t.Errorf("rotated: %d", rotated.Code)
	}
	if w := k.page(http.MethodPost, address+"revoke", url.Values{}); w.Code != 303 || w.Header().Get("Location") != "/settings/api-keys" {
		t.Errorf("revoked: %d", w.Code)
	}
	if w := k.api(http.MethodGet, "/api/v1/applications", key, ""); w.Code != 401 {
		t.Errorf("the revoked key: %d", w.Code)
	}
	for _, path := range []string{"/settings/api-keys/x/revoke", "/settings/api-keys/0192f0c1-2345-7abc-8def-0123456789ab/rotate"} {
		if w := k.page(http.MethodPost, path, url.Values{}); w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestScopesArePublished(t *testing.T) {
	t.Parallel()
	k := newKeyRig(t)
	w := k.do(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/api/openapi.json", http.NoBody))
	body, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	var spec struct {
		Paths map[string]map[string]struct{ Security []map[string][]string }
	}
	if err := json.Unmarshal(body, &spec); err != nil {
		t.Fatal(err)
	}
	scopes := func(path, method string) string {
		for _, s := range spec.Paths[path][method].Security {
			if list, ok := s["key"]; ok {
				return strings.Join(list, " ")
			}
		}
		return ""
	}
	for path, want := range map[string][2]string{
		"/api/v1/applications": {"get", "applications:read"}, "/api/v1/applications/{id}": {"patch", "applications:write"}, "/api/v1/users/me/profile": {"get", "profile:read"},
		"/api/v1/users/me/api-keys": {"get", ""}, "/api/v1/auth/me": {"get", ""},
	} {
		if got := scopes(path, want[0]); got != want[1] {
			t.Errorf("%s %s: %q, want %q", want[0], path, got, want[1])
		}
	}
}
