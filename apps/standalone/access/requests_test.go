package access_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/routetable"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// things says what the parameters of paths name: the longest beginning that fits counts.
// Who adds a route with a parameter of a new kind adds a line here, and to the world what
// somebody owns of it. "" is nothing that belongs to anybody.
var things = map[string]map[string]string{
	"/jobs/":                 {"id": "job"},
	"/applications/":         {"id": "application", "noteId": "note", "note": "note", "evidenceId": "evidence", "evidence": "evidence"},
	"/resumes/":              {"id": "resume", "page": "page"},
	"/notifications/":        {"id": "notification"},
	"/users/":                {"id": "person", "importId": "import"},
	"/users/me/answers/":     {"id": "answer"},
	"/profile/answers/":      {"id": "answer"},
	"/profile/import/":       {"id": "import"},
	"/users/me/api-keys/":    {"id": "api key"},
	"/settings/api-keys/":    {"id": "api key"},
	"/auth/passkeys/":        {"id": "passkey"},
	"/auth/sessions/":        {"id": "device"},
	"/settings/security/":    {"id": "passkey"},
	"/settings/sessions/":    {"id": "device"},
	"/companies/":            {"id": "company"},
	"/employer/companies/":   {"id": "company"},
	"/admin/boards/":         {"id": "board"},
	"/feeds/":                {"id": "board"},
	"/dev/mail/":             {"id": ""},
	"/login/oauth/":          {"provider": ""},
	"/auth/oauth/":           {"provider": ""},
	"/auth/connections/":     {"provider": ""},
	"/settings/connections/": {"provider": ""},
}

func init() {
	for _, list := range factLists {
		things["/users/{id}/"+list+"/"] = map[string]string{"factId": list}
		things["/profile/"+list+"/"] = map[string]string{"fact": list}
	}
}

var parameter = regexp.MustCompile(`\{([^}]+)\}`)

// kindOf is what a parameter of a path names.
func kindOf(path, name string) (kind string, known bool) {
	path = strings.TrimPrefix(path, "/api/v1")
	longest := ""
	for prefix, named := range things {
		if found, ok := named[name]; ok && strings.HasPrefix(path, prefix) && len(prefix) > len(longest) {
			longest, kind, known = prefix, found, true
		}
	}
	return kind, known
}

// personal tells whether a path leads to something that belongs to somebody.
func personal(path string) (kinds []string) {
	for _, m := range parameter.FindAllStringSubmatch(path, -1) {
		if kind, _ := kindOf(path, m[1]); kind != "" && kind != "page" && kind != "job" && kind != "board" {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// fill puts ids into a path: those of holds, and one that nobody has for the rest.
func (w *world) fill(path string, holds map[string]string) string {
	return parameter.ReplaceAllStringFunc(path, func(m string) string {
		switch kind, _ := kindOf(path, m[1:len(m)-1]); kind {
		case "job":
			return w.job.String()
		case "page":
			return "1"
		default:
			if held := holds[kind]; held != "" {
				return held
			}
			return id.New[struct{}]().String()
		}
	})
}

// ask sends one request as a role, with fresh credentials, and gives the answer.
// The ids in query and body are those of holds.
func (w *world) ask(r role, row routetable.Row, path string, holds map[string]string) *httptest.ResponseRecorder {
	w.t.Helper()
	isAPI := strings.HasPrefix(row.Path, "/api/")
	request := httptest.NewRequestWithContext(w.t.Context(), row.Method, "http://localhost"+path+w.query(row, holds), strings.NewReader(w.body(r, row, holds)))
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("User-Agent", canary+"/1.0 (+49 170 5550199)")
	request.Header.Set("Accept", "application/json") // a stream answers where it stands, and ends
	request.RemoteAddr = r.network
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if isAPI {
		request.Header.Set("Content-Type", "application/json")
	}
	if !r.user.ID.IsZero() {
		in := platformtest.SignIn(w.t, w.s, r.user, r.app)
		if isAPI {
			request.Header.Set("Authorization", "Bearer "+in.Access)
		} else {
			request.AddCookie(&http.Cookie{Name: auth.CookieName(r.app), Value: in.Session})
		}
	}
	answer := httptest.NewRecorder()
	w.sites[r.app].ServeHTTP(answer, request)
	return answer
}

// spec is what is needed of a published specification.
type spec struct {
	Paths map[string]map[string]struct {
		Parameters []struct {
			Name, In string
			Schema   schema
		}
		RequestBody struct {
			Content map[string]struct{ Schema schema }
		}
	}
	Components struct{ Schemas map[string]schema }
}

type schema struct {
	Ref        string `json:"$ref"`
	Type       any
	Format     string
	Enum       []any
	Properties map[string]schema
	Items      *schema
	Minimum    *float64
	Examples   []any
}

func (w *world) spec(app identity.App) spec {
	w.t.Helper()
	answer := httptest.NewRecorder()
	w.sites[app].ServeHTTP(answer, httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, "http://localhost/api/openapi.json", http.NoBody))
	var s spec
	if err := json.Unmarshal(answer.Body.Bytes(), &s); err != nil {
		w.t.Fatal(err)
	}
	return s
}

// query names whatever an operation asks for by id.
func (w *world) query(row routetable.Row, holds map[string]string) string {
	if !strings.HasPrefix(row.Path, "/api/") {
		return ""
	}
	values := url.Values{}
	for _, p := range w.specs[row.App].Paths[row.Path][strings.ToLower(row.Method)].Parameters {
		if p.In == "query" && p.Schema.Format == "uuid" {
			values.Set(p.Name, w.named(p.Name, holds))
		}
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

// named is the id that goes into a field called jobId, resume and the like.
func (w *world) named(field string, holds map[string]string) string {
	kind := strings.TrimSuffix(strings.TrimSuffix(field, "Id"), "ID")
	if kind == "job" {
		return w.job.String()
	}
	if held := holds[kind]; held != "" {
		return held
	}
	return id.New[struct{}]().String()
}

// body is a request as its schema wants it, or a form with what forms here have.
func (w *world) body(r role, row routetable.Row, holds map[string]string) string {
	if row.Method == http.MethodGet {
		return ""
	}
	if !strings.HasPrefix(row.Path, "/api/") {
		form := url.Values{
			"job": {w.job.String()}, "text": {canary}, "name": {canary}, "email": {r.email()}, "password": {canary + " moss 47"},
			"stage": {"applied"}, "token": {canary}, "received": {"yes"}, "next_step": {canary}, "url": {"https://jobs.lever.co/" + canary}, "days": {"1"}, "scopes": {"jobs:read"},
		}
		if strings.HasSuffix(row.Path, "/apply") {
			form.Set("resume", w.named("resume", holds))
		}
		return form.Encode()
	}
	content := w.specs[row.App].Paths[row.Path][strings.ToLower(row.Method)].RequestBody.Content
	if media, ok := content["application/json"]; ok {
		encoded, err := json.Marshal(w.value(r, "", media.Schema, holds, 0))
		if err != nil {
			w.t.Fatal(err)
		}
		return string(encoded)
	}
	return "{}"
}

func (w *world) value(r role, field string, of schema, holds map[string]string, depth int) any {
	if of.Ref != "" {
		of = w.specs[r.app].Components.Schemas[of.Ref[strings.LastIndexByte(of.Ref, '/')+1:]]
	}
	kind, _ := of.Type.(string)
	if list, ok := of.Type.([]any); ok && len(list) > 0 {
		kind, _ = list[0].(string)
	}
	switch {
	case depth > 6:
		return nil
	case len(of.Enum) > 0:
		return of.Enum[0]
	case of.Format == "uuid":
		return w.named(field, holds)
	case of.Format == "email", field == "email":
		return r.email()
	case of.Format == "date":
		return "2026-11-27"
	case of.Format == "date-time":
		return "2026-11-27T12:00:00Z"
	case kind == "object":
		made := map[string]any{}
		for name, property := range of.Properties {
			made[name] = w.value(r, name, property, holds, depth+1)
		}
		return made
	case kind == "array" && of.Items != nil:
		return []any{w.value(r, field, *of.Items, holds, depth+1)}
	case kind == "integer", kind == "number":
		if of.Minimum != nil {
			return *of.Minimum
		}
		return 1
	case kind == "boolean":
		return true
	}
	return canary
}

// email is an address of which nobody has an account, another for each role: mails to
// one address are limited.
func (r role) email() string {
	return canary + "." + strings.ReplaceAll(r.name, " ", ".") + "." + string(r.app) + "@example.net"
}
