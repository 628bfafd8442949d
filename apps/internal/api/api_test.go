package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/page"
)

// secret must never be in an answer.
const secret = "hunter2-jZ7q"

type thing struct {
	Name string   `json:"name"`
	Tags []string `json:"tags"`
}

type thingInput struct {
	Body struct {
		Name  string `json:"name" minLength:"3" maxLength:"10"`
		Email string `json:"email,omitempty" format:"email"`
		Kind  string `json:"kind,omitempty" enum:"plain,fancy"`
		Parts []struct {
			Title string `json:"title" maxLength:"5"`
		} `json:"parts,omitempty"`
	}
}

// operations is an API with one operation of each sort. make may answer an error.
func operations(t *testing.T, make func() error) (huma.API, http.Handler) {
	t.Helper()
	router := chi.NewRouter()
	a := api.New(router, api.Options{Title: "Test", Cookie: "c"})
	op := func(method, path string) huma.Operation {
		return huma.Operation{
			OperationID: strings.ToLower(method) + strings.ReplaceAll(path, "/", "-"), Method: method, Path: path,
			Summary: "Did it", MaxBodyBytes: 2000,
		}
	}
	api.Handle(a, op(http.MethodPost, "/api/v1/things"), func(_ context.Context, in *thingInput) (thing, error) {
		return thing{Name: in.Body.Name, Tags: []string{}}, make()
	})
	api.HandleList(a, op(http.MethodGet, "/api/v1/things"), func(_ context.Context, in *struct{ api.PageQuery }) (page.Page[thing], error) {
		return page.Of(in.Request(), []thing(nil), 45), make()
	})
	api.HandleNothing(a, op(http.MethodDelete, "/api/v1/things"), func(context.Context, *struct{}) error { return make() })
	return a, router
}

type envelope struct {
	Success bool
	Data    json.RawMessage
	Message string
	Error   struct {
		Code, Message, Field string
		Details              *struct{ Violations []api.Violation }
	}
	Pagination *api.Pagination
	StatusCode int
	Timestamp  time.Time
}

func ask(t *testing.T, h http.Handler, method, target, body string) (*httptest.ResponseRecorder, envelope) {
	t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return answer(t, h, r)
}

func answer(t *testing.T, h http.Handler, r *http.Request) (*httptest.ResponseRecorder, envelope) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if strings.Contains(w.Body.String(), secret) || strings.Contains(fmt.Sprint(w.Header()), secret) {
		t.Errorf("the answer shows what it must not:\n%s", w.Body)
	}
	var e envelope
	if w.Body.Len() > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil {
			t.Fatalf("%v in:\n%s", err, w.Body)
		}
	}
	return w, e
}

func well() error { return nil }

func TestSuccess(t *testing.T) {
	t.Parallel()
	_, h := operations(t, well)
	w, e := ask(t, h, http.MethodPost, "/api/v1/things", `{"name":"lamp"}`)
	if w.Code != 200 || !e.Success || string(e.Data) != `{"name":"lamp","tags":[]}` || e.Message != "Did it" || time.Since(e.Timestamp) > time.Minute {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	w, e = ask(t, h, http.MethodGet, "/api/v1/things?page=2&limit=20", "")
	want := api.Pagination{Page: 2, Limit: 20, Total: 45, TotalPages: 3, HasNext: true, HasPrev: true}
	if w.Code != 200 || !e.Success || string(e.Data) != "[]" || e.Pagination == nil || *e.Pagination != want {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w, _ = ask(t, h, http.MethodDelete, "/api/v1/things", ""); w.Code != 204 || w.Body.Len() != 0 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestEveryKindOfFaultHasItsStatus(t *testing.T) {
	t.Parallel()
	for kind, status := range map[fault.Kind]int{
		fault.Invalid: 422, fault.Malformed: 400, fault.Unauthenticated: 401, fault.Forbidden: 403, fault.NotFound: 404,
		fault.Conflict: 409, fault.Exhausted: 402, fault.RateLimited: 429, fault.Unavailable: 503, fault.Internal: 500,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			err := fmt.Errorf("while doing: %w", fault.New(kind, "things.broken", "It broke. Mend it.").Wrap(errors.New(secret)))
			_, h := operations(t, func() error { return err })
			outside := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { api.WriteError(w, r, err) })
			for name, answered := range map[string]func() (*httptest.ResponseRecorder, envelope){
				"one": func() (*httptest.ResponseRecorder, envelope) {
					return ask(t, h, http.MethodPost, "/api/v1/things", `{"name":"lamp"}`)
				},
				"list": func() (*httptest.ResponseRecorder, envelope) { return ask(t, h, http.MethodGet, "/api/v1/things", "") },
				"nothing": func() (*httptest.ResponseRecorder, envelope) {
					return ask(t, h, http.MethodDelete, "/api/v1/things", "")
				},
				"outside": func() (*httptest.ResponseRecorder, envelope) { return ask(t, outside, http.MethodGet, "/api/x", "") },
			} {
				w, e := answered()
				if w.Code != status || e.StatusCode != status || e.Success || e.Error.Code != "things.broken" ||
					e.Error.Message != "It broke. Mend it." || e.Error.Details == nil || e.Timestamp.IsZero() {
					t.Errorf("%s: %d %s", name, w.Code, w.Body)
				}
				if w.Header().Get("Cache-Control") != "no-store" {
					t.Errorf("%s: a failure may be cached", name)
				}
			}
		})
	}
}

func TestUnknownErrorsStayInTheLog(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("dial postgres://afu:%s@db: refused", secret)
	_, h := operations(t, func() error { return err })
	outside := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { api.WriteError(w, r, err) })
	for _, h := range []http.Handler{h, outside} {
		w, e := ask(t, h, http.MethodDelete, "/api/v1/things", "")
		if w.Code != 500 || e.Error.Code != "internal" || strings.Contains(w.Body.String(), "postgres") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
}

func TestViolationsAndRetryAfter(t *testing.T) {
	t.Parallel()
	var check fault.Check
	check.Add("experience[0].title", "required", "Give a title.")
	check.Add("email", "email", "Give an address.")
	_, h := operations(t, check.Err)
	w, e := ask(t, h, http.MethodDelete, "/api/v1/things", "")
	if w.Code != 422 || e.Error.Code != "validation_failed" || e.Error.Field != "experience[0].title" || len(e.Error.Details.Violations) != 2 ||
		e.Error.Details.Violations[1] != (api.Violation{Field: "email", Code: "email", Message: "Give an address."}) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	_, h = operations(t, func() error { return fault.New(fault.RateLimited, "slow", "Slow down.").After(1500 * time.Millisecond) })
	if w, _ := ask(t, h, http.MethodDelete, "/api/v1/things", ""); w.Code != 429 || w.Header().Get("Retry-After") != "2" {
		t.Errorf("%d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
}

func TestWhatHumaRefuses(t *testing.T) {
	t.Parallel()
	_, h := operations(t, well)
	for name, c := range map[string]struct {
		method, target, body string
		status               int
		code                 string
		fields               []string
	}{
		"too long":         {http.MethodPost, "", `{"name":"` + secret + `"}`, 422, "validation_failed", []string{"name"}},
		"missing":          {http.MethodPost, "", `{}`, 422, "validation_failed", []string{"name"}},
		"wrong type":       {http.MethodPost, "", `{"name":["` + secret + `"]}`, 422, "validation_failed", []string{"name"}},
		"every violation":  {http.MethodPost, "", `{"name":"x","email":"` + secret + `","kind":"` + secret + `"}`, 422, "validation_failed", []string{"name", "email", "kind"}},
		"deep":             {http.MethodPost, "", `{"name":"lamp","parts":[{"title":"ok"},{"title":"` + secret + `"}]}`, 422, "validation_failed", []string{"parts[1].title"}},
		"unknown property": {http.MethodPost, "", `{"name":"lamp","` + "surprise" + `":1}`, 422, "validation_failed", []string{"surprise"}},
		"no JSON":          {http.MethodPost, "", `{"name": ` + secret + `}`, 400, "bad_request", []string{""}},
		"no body":          {http.MethodPost, "", "", 400, "bad_request", nil},
		"too large":        {http.MethodPost, "", `{"name":"` + strings.Repeat("x", 3000) + `"}`, 413, "too_large", nil},
		"query":            {http.MethodGet, "?page=" + secret, "", 422, "validation_failed", []string{"page"}},
		"query range":      {http.MethodGet, "?page=0&limit=1000", "", 422, "validation_failed", []string{"page", "limit"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, e := ask(t, h, c.method, "/api/v1/things"+c.target, c.body)
			if w.Code != c.status || e.StatusCode != c.status || e.Success || e.Error.Code != c.code || e.Error.Message == "" {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			found := map[string]bool{}
			for _, v := range e.Error.Details.Violations {
				found[v.Field] = v.Code != "" && v.Message != ""
			}
			for _, field := range c.fields {
				if !found[field] {
					t.Errorf("no violation of %s in %s", field, w.Body)
				}
			}
			if len(found) != len(c.fields) {
				t.Errorf("violations of %v, want %v", found, c.fields)
			}
			if len(c.fields) > 0 && !found[e.Error.Field] {
				t.Errorf("the field is %q", e.Error.Field)
			}
		})
	}
}

func TestDocument(t *testing.T) {
	t.Parallel()
	a, _ := operations(t, well)
	w := httptest.NewRecorder()
	api.ServeDocument(a)(w, httptest.NewRequest(http.MethodGet, "/api/openapi.json", nil))
	if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/openapi+json") {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	var document struct {
		OpenAPI    string `json:"openapi"`
		Components struct {
			Schemas         map[string]struct{ Properties map[string]struct{ Type any } }
			SecuritySchemes map[string]struct{ Type, Name string }
		}
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Content map[string]struct {
					Schema struct {
						Ref string `json:"$ref"`
					}
				}
			}
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &document); err != nil {
		t.Fatal(err)
	}
	schemas := document.Components.Schemas
	if !strings.HasPrefix(document.OpenAPI, "3.1") || schemas["EnvelopeThing"].Properties == nil || schemas["ListEnvelopeThing"].Properties == nil || schemas["Failure"].Properties == nil {
		t.Errorf("version %s with schemas %v", document.OpenAPI, schemas)
	}
	if kind := schemas["Thing"].Properties["tags"].Type; kind != "array" {
		t.Errorf("a list has the type %v, want array", kind)
	}
	for path, operations := range document.Paths {
		for method, operation := range operations {
			failure := operation.Responses["default"].Content["application/json"].Schema.Ref
			if failure != "#/components/schemas/Failure" {
				t.Errorf("%s %s fails with %q", method, path, failure)
			}
		}
	}
	if document.Components.SecuritySchemes["session"].Name != "c" || document.Components.SecuritySchemes["bearer"].Type != "http" {
		t.Errorf("security schemes %v", document.Components.SecuritySchemes)
	}
}
