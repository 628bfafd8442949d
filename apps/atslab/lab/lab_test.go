package lab_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/apps/atslab/lab"
)

const form = "/" + lab.PracticeBoard + "/jobs/" + lab.PracticeJob

func start(t *testing.T) *httptest.Server {
	t.Helper()
	l, err := lab.New(lab.Options{Boards: [][]byte{lab.Practice()}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(l)
	t.Cleanup(server.Close)
	return server
}

// call sends a request without following redirects.
func call(t *testing.T, server *httptest.Server, method, path, kind string, body io.Reader) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	response, err := server.Client().Transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

func get(t *testing.T, server *httptest.Server, path string) (*http.Response, string) {
	t.Helper()
	return call(t, server, http.MethodGet, path, "", nil)
}

// complete is an application that the practice form takes.
func complete(without ...string) (kind string, body *bytes.Buffer) {
	values := map[string]string{
		"first_name": "Ada", "last_name": "Test", "email": "ada@example.com", "phone": "+49305550123", "location": "Berlin, Germany",
		"question_3": "1", "question_4": "2", "question_5": "70000", "question_6[]": "1", "question_8": "A lathe", "question_11": "Because", "gdpr_consent_given": "1",
	}
	for _, name := range without {
		delete(values, name)
	}
	body = &bytes.Buffer{}
	parts := multipart.NewWriter(body)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		_ = parts.WriteField(name, values[name])
	}
	file, _ := parts.CreateFormFile("resume", "cv.pdf")
	_, _ = file.Write([]byte("abc"))
	_ = parts.Close()
	return parts.FormDataContentType(), body
}

func TestFormShowsEveryQuestionAndSaysWhatItIs(t *testing.T) {
	t.Parallel()
	response, text := get(t, start(t), form)
	page, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.Text(), "Form lab: a practice form, nothing is sent to an employer") {
		t.Error("the page does not say that it is the lab")
	}
	for _, id := range []string{"first_name", "email", "phone", "country", "candidate-location", "resume", "question_3", "question_8", "gender", "gdpr_consent_given"} {
		if page.Find("#application-form [id='"+id+"']").Length() != 1 {
			t.Errorf("no field %s", id)
		}
	}
	policy := response.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") || page.Find("script:not([src]), [style], [onclick]").Length() > 0 {
		t.Errorf("policy %q", policy)
	}
}

func TestSubmissionIsKeptAndCounted(t *testing.T) {
	t.Parallel()
	server := start(t)
	kind, body := complete()
	if response, text := call(t, server, http.MethodPost, form, kind, body); response.StatusCode != http.StatusOK || !strings.Contains(text, form+"/confirmation") {
		t.Fatalf("%s: %s", response.Status, text)
	}
	var got struct {
		Count       int
		Submissions []lab.Submission
	}
	_, text := get(t, server, "/lab/submissions?email=ada@example.com")
	if err := json.Unmarshal([]byte(text), &got); err != nil || got.Count != 1 {
		t.Fatalf("%v: %s", err, text)
	}
	want := lab.File{Name: "cv.pdf", Size: 3, SHA256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
	if one := got.Submissions[0]; one.Board != lab.PracticeBoard || one.Job != lab.PracticeJob || one.Files["resume"] != want || one.Fields["first_name"][0] != "Ada" {
		t.Errorf("submission %+v", one)
	}
	call(t, server, http.MethodDelete, "/lab/submissions", "", nil)
	if _, text := get(t, server, "/lab/submissions"); !strings.Contains(text, `"count":0`) {
		t.Errorf("not cleared: %s", text)
	}
	if _, text := get(t, server, form+"/confirmation"); !strings.Contains(text, "Thank you for applying") {
		t.Error("no confirmation")
	}
}

func TestIncompleteApplicationsAreRefused(t *testing.T) {
	t.Parallel()
	server := start(t)
	kind, body := complete("question_8", "gdpr_consent_given")
	response, text := call(t, server, http.MethodPost, form, kind, body)
	if response.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text, "question_8") || !strings.Contains(text, "gdpr_consent_given") {
		t.Errorf("%s: %s", response.Status, text)
	}
	if _, text := get(t, server, "/lab/submissions"); !strings.Contains(text, `"count":0`) {
		t.Errorf("kept: %s", text)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	server := start(t)
	for fault, row := range map[string]struct {
		status int
		text   string
	}{
		"captcha":      {http.StatusOK, "g-recaptcha"},
		"late_field":   {http.StatusOK, "data-late"},
		"changed_form": {http.StatusOK, "question_1_v2"},
		"login_wall":   {http.StatusOK, `type="password"`},
		"expired":      {http.StatusFound, ""},
		"not_found":    {http.StatusNotFound, "Page not found"},
		"slow:1":       {http.StatusOK, "application-form"},
		"nonsense":     {http.StatusBadRequest, "no fault is called"},
		"slow:many":    {http.StatusBadRequest, "number of milliseconds"},
	} {
		if response, text := get(t, server, form+"?fault="+fault); response.StatusCode != row.status || !strings.Contains(text, row.text) {
			t.Errorf("%s: %s: %.300s", fault, response.Status, text)
		}
	}
	for fault, row := range map[string]struct {
		status, received int
	}{
		"duplicate_email": {http.StatusUnprocessableEntity, 0},
		"reject":          {http.StatusUnprocessableEntity, 0},
		"captcha":         {http.StatusUnprocessableEntity, 0},
		"no_confirmation": {http.StatusOK, 1},
	} {
		call(t, server, http.MethodDelete, "/lab/submissions", "", nil)
		kind, body := complete()
		response, text := call(t, server, http.MethodPost, form+"?fault="+fault, kind, body)
		_, kept := get(t, server, "/lab/submissions")
		if response.StatusCode != row.status || strings.Contains(kept, `"count":1`) != (row.received == 1) || strings.Contains(text, "confirmation") {
			t.Errorf("%s: %s: %s; %s", fault, response.Status, text, kept)
		}
	}
}

func TestCrashTakesTheApplicationAndSaysNothing(t *testing.T) {
	t.Parallel()
	server := start(t)
	kind, body := complete()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, server.URL+form+"?fault=crash_after_click", body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	if response, err := server.Client().Transport.RoundTrip(request); err == nil {
		response.Body.Close()
		t.Errorf("an answer came: %s", response.Status)
	}
	if _, kept := get(t, server, "/lab/submissions"); !strings.Contains(kept, `"count":1`) {
		t.Errorf("kept %s", kept)
	}
}

func TestFaultsAreSetPerPosting(t *testing.T) {
	t.Parallel()
	server := start(t)
	set := `{"board":"practice","job":"1","faults":["captcha"]}`
	if response, text := call(t, server, http.MethodPut, "/lab/faults", "application/json", strings.NewReader(set)); response.StatusCode != http.StatusOK || !strings.Contains(text, "practice/1") {
		t.Fatalf("%s: %s", response.Status, text)
	}
	if _, text := get(t, server, form); !strings.Contains(text, "g-recaptcha") {
		t.Error("the fault has no effect")
	}
	call(t, server, http.MethodDelete, "/lab/faults", "", nil)
	if _, text := get(t, server, form); strings.Contains(text, "g-recaptcha") {
		t.Error("the fault stays")
	}
	if response, _ := call(t, server, http.MethodPut, "/lab/faults", "application/json", strings.NewReader(`{"faults":["x"]}`)); response.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an unknown fault: %s", response.Status)
	}
}

func TestFeedHasTheShapeOfTheJobBoardAPI(t *testing.T) {
	t.Parallel()
	server := start(t)
	var list struct {
		Jobs []map[string]any
		Meta struct{ Total int }
	}
	_, text := get(t, server, "/v1/boards/practice/jobs?content=true")
	if err := json.Unmarshal([]byte(text), &list); err != nil || list.Meta.Total != 1 || list.Jobs[0]["content"] == nil || list.Jobs[0]["questions"] != nil {
		t.Errorf("%v: %s", err, text)
	}
	if _, text := get(t, server, "/v1/boards/practice/jobs"); strings.Contains(text, `"content"`) {
		t.Error("content came unasked")
	}
	var one struct{ Questions []map[string]any }
	_, text = get(t, server, "/v1/boards/practice/jobs/1?questions=true&pay_transparency=true")
	if err := json.Unmarshal([]byte(text), &one); err != nil || len(one.Questions) != 17 {
		t.Errorf("%v: %d questions", err, len(one.Questions))
	}
	for _, path := range []string{"/v1/boards/none/jobs", "/v1/boards/practice/jobs/2", "/none", "/practice/jobs/2", "/practice/jobs/2/confirmation"} {
		if response, _ := get(t, server, path); response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
}

func TestBadBoardsAreRefused(t *testing.T) {
	t.Parallel()
	for name, boards := range map[string][][]byte{
		"no JSON":   {[]byte("<html>")},
		"no token":  {[]byte(`{"jobs":[]}`)},
		"twice":     {lab.Practice(), lab.Practice()},
		"other job": {[]byte(`{"token":"x","jobs":[{"id":"not a number"}]}`)},
	} {
		if _, err := lab.New(lab.Options{Boards: boards}); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
