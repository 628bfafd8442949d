package e2e_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestProfileAnswersMatchSpec walks the operations of the profile and the plan with what
// they succeed with: what comes back is what is published.
func TestProfileAnswersMatchSpec(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.signUp(t)
	const me = "/api/v1/users/me"
	do := func(method, path, body string, want int) (id string) {
		t.Helper()
		var content []byte
		if body != "" {
			content = []byte(body)
		}
		status, answer := h.call(t, method, me+path, token, content)
		if status != want {
			t.Fatalf("%s %s: %d, want %d: %s", method, path, status, want, answer)
		}
		var got struct {
			Data json.RawMessage `json:"data"`
		}
		var one struct {
			ID string `json:"id"`
		}
		if json.Unmarshal(answer, &got) == nil {
			_ = json.Unmarshal(got.Data, &one) // a list has no id
		}
		return one.ID
	}
	do(http.MethodPatch, "", `{"name":"Eda Berg","phone":"+49 30 1234567","linkedin":null}`, http.StatusOK)
	for path, bodies := range map[string][2]string{
		"/experience":          {`{"title":"Lead","start":"2020-03","current":true}`, `{"company":"Nord"}`},
		"/education":           {`{"degree":"BSc"}`, `{"end":"2014"}`},
		"/languages":           {`{"name":"German"}`, `{"level":"native"}`},
		"/certifications":      {`{"name":"CKA"}`, `{"expires":"2030"}`},
		"/links":               {`{"url":"eda.example"}`, `{"label":"Site"}`},
		"/work-authorisations": {`{"country":"DE","status":"temporary","validUntil":"2030-01-31"}`, `{"needsSponsorship":"needed","status":""}`},
	} {
		fact := do(http.MethodPost, path, bodies[0], http.StatusCreated)
		do(http.MethodPatch, path+"/"+fact, bodies[1], http.StatusOK)
		do(http.MethodGet, path, "", http.StatusOK)
	}
	do(http.MethodPost, "/skills", `{"skills":[{"name":"Go","level":"expert","years":7.5},{"name":"SQL"}]}`, http.StatusCreated)
	do(http.MethodPatch, "/preferences", `{"jobTypes":["full_time"],"payFloor":"65000","payCurrency":"EUR","payInterval":"year","alertFrequency":"daily"}`, http.StatusOK)
	do(http.MethodPatch, "/subscription", `{"plan":"pro"}`, http.StatusOK)
	for _, path := range []string{"", "/profile", "/skills", "/preferences", "/subscription", "/completeness", "/imports", "/json-resume", "/answers"} {
		do(http.MethodGet, path, "", http.StatusOK)
	}
	if status, answer := h.call(t, http.MethodGet, me+"/json-resume", token, nil); status != http.StatusOK || !strings.Contains(string(answer), "Eda Berg") {
		t.Errorf("%d %s", status, answer)
	}
}
