package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/id"
)

// operation is one of the published ones.
type operation struct {
	Method, Path string
	Secured      bool
}

func published(t *testing.T) []operation {
	t.Helper()
	content, err := os.ReadFile(root + "/openapi/seeker.json")
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Paths map[string]map[string]struct {
			Security []map[string][]string `json:"security"`
		} `json:"paths"`
	}
	if err := json.Unmarshal(content, &document); err != nil {
		t.Fatal(err)
	}
	var list []operation
	for path, methods := range document.Paths {
		for method, op := range methods {
			list = append(list, operation{strings.ToUpper(method), path, len(op.Security) > 0})
		}
	}
	return list
}

var parameter = regexp.MustCompile(`\{[a-zA-Z]+\}`)

type nobody struct{}

// address fills the path with ids that name nothing, or with what is no id at all.
func (o operation) address(value string) string {
	return strings.ReplaceAll(parameter.ReplaceAllString(o.Path, value), "/pages/"+value, "/pages/1")
}

// TestAPIAnswersMatchSpec asks every published operation for what it must refuse, as a
// visitor and as a signed-in person. What the journeys ask for is compared as well.
func TestAPIAnswersMatchSpec(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.signUp(t)
	operations := published(t)
	for _, o := range operations {
		if o.Secured {
			if status, body := h.call(t, o.Method, o.address(id.New[nobody]().String()), "", nil); status != http.StatusUnauthorized {
				t.Errorf("%s %s lets a visitor in: %d %s", o.Method, o.Path, status, body)
			}
		}
		for _, value := range []string{id.New[nobody]().String(), "none"} {
			for _, body := range [][]byte{nil, []byte(`{}`), []byte(`{"version": "text", "answers": 5, "token": "", "email": "", "password": "", "name": ""}`), []byte(`[`)} {
				if (o.Method == http.MethodGet || o.Method == http.MethodDelete) && body != nil || strings.HasSuffix(o.Path, "/logout") {
					continue
				}
				status, answer := h.call(t, o.Method, o.address(value), token, body)
				if status >= http.StatusInternalServerError {
					t.Errorf("%s %s with %q: %d %s", o.Method, o.Path, body, status, answer)
				}
				// Forgetting a saved job that is not saved is no error.
				if strings.Contains(o.Path, "{") && status < http.StatusBadRequest && !(o.Method == http.MethodDelete && strings.HasSuffix(o.Path, "/save")) {
					t.Errorf("%s %s: %d for an id of nobody", o.Method, o.Path, status)
				}
			}
		}
	}
	if h.contract.answers < len(operations) {
		t.Errorf("%d answers were compared for %d operations", h.contract.answers, len(operations))
	}
}

// signUp makes an account and answers its access token.
func (h house) signUp(t *testing.T) string {
	t.Helper()
	account := []byte(`{"email": "eda@example.org", "password": "harbour kettle lantern moss", "name": "Eda"}`)
	if status, body := h.call(t, http.MethodPost, "/api/v1/auth/register", "", account); status != http.StatusCreated {
		t.Fatalf("register: %d %s", status, body)
	}
	status, body := h.call(t, http.MethodPost, "/api/v1/auth/login", "", []byte(`{"email": "eda@example.org", "password": "harbour kettle lantern moss"}`))
	var answer struct {
		Data struct {
			AccessToken string `json:"accessToken"`
		} `json:"data"`
	}
	if err := json.Unmarshal(body, &answer); err != nil || answer.Data.AccessToken == "" {
		t.Fatalf("login: %d %s", status, body)
	}
	return answer.Data.AccessToken
}

func (h house) call(t *testing.T, method, path, token string, body []byte) (int, []byte) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), stopTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, h.URL+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := new(http.Client).Do(request)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return response.StatusCode, answer
}
