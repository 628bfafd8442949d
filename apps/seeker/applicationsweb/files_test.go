package applicationsweb_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/apps/seeker/applicationsweb"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
)

const sketch = "q_sketch"

// upload makes a request with a file in it.
func upload(t *testing.T, path, name, content string) *http.Request {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost"+path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return r
}

func (p person) attach(t *testing.T, application, field, name, content string) *httptest.ResponseRecorder {
	t.Helper()
	r := upload(t, base+"/"+application+"/files?field="+url.QueryEscape(field), name, content)
	r.Header.Set("Authorization", "Bearer "+p.token)
	w := httptest.NewRecorder()
	p.handler.ServeHTTP(w, r)
	return w
}

func fileOf(t *testing.T, d detail) *applicationsweb.ApplicationUpload {
	t.Helper()
	i := slices.IndexFunc(d.Answers, func(a applicationsweb.ApplicationAnswer) bool { return a.FieldKey == sketch })
	if i < 0 {
		t.Fatal("the form has no such question")
	}
	return d.Answers[i].File
}

func TestFilesOverTheAPI(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ada, eve := b.person(t), b.person(t)
	started := ada.start(t, b.opening(t, autoapply.Outcome{}))
	id := started.ID.String()
	got := fileOf(t, data[detail](t, ada.attach(t, id, sketch, "sketch.pdf", "%PDF-1.7 a lens"), http.StatusOK))
	if got == nil || got.Name != "sketch.pdf" || got.MediaType != "application/pdf" || got.Size != 15 || len(got.SHA256) != 64 {
		t.Errorf("%+v", got)
	}
	refused(t, ada.attach(t, id, sketch, "a.pdf", "MZ\x00"), http.StatusUnprocessableEntity, applications.ErrAttachmentType.Code)
	refused(t, ada.attach(t, id, sketch, "a.pdf", ""), http.StatusUnprocessableEntity, applications.ErrAttachmentEmpty.Code)
	refused(t, ada.attach(t, id, "resume", "a.pdf", "%PDF-1.7"), http.StatusNotFound, applications.ErrNoFileQuestion.Code)
	refused(t, eve.attach(t, id, sketch, "a.pdf", "%PDF-1.7"), http.StatusNotFound, applications.ErrNotFound.Code)
	refused(t, eve.call(t, http.MethodDelete, base+"/"+id+"/files?field="+sketch, nil), http.StatusNotFound, applications.ErrNotFound.Code)
	if kept := fileOf(t, data[detail](t, ada.call(t, http.MethodGet, base+"/"+id, nil), http.StatusOK)); kept == nil || kept.SHA256 != got.SHA256 {
		t.Errorf("after files that were not taken: %+v", kept)
	}
	if off := fileOf(t, data[detail](t, ada.call(t, http.MethodDelete, base+"/"+id+"/files?field="+sketch, nil), http.StatusOK)); off != nil {
		t.Errorf("%+v", off)
	}
}

func TestFilesOverThePage(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ada := b.person(t)
	review := "/applications/" + ada.start(t, b.opening(t, autoapply.Outcome{})).ID.String() + "/review"
	card := func(w *httptest.ResponseRecorder, status int) *goquery.Selection {
		t.Helper()
		if w.Code != status {
			t.Fatalf("status %d, want %d", w.Code, status)
		}
		page, err := goquery.NewDocumentFromReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		return page.Find(`[data-question="` + sketch + `"]`)
	}
	action := card(ada.get(t, review), http.StatusOK).Find("form").AttrOr("action", "")
	refusal := card(ada.browse(t, upload(t, action, "a.exe", "MZ\x00")), http.StatusUnprocessableEntity)
	if text := refusal.Find(`details[open] [role="alert"]`).Text(); !strings.Contains(text, "judged by its content") {
		t.Errorf("the refusal says %q", text)
	}
	if w := ada.browse(t, upload(t, action, "<b>lens.pdf", "%PDF-1.7")); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d", w.Code)
	}
	shown := card(ada.get(t, review), http.StatusOK)
	if text := shown.Find(".a").Text(); !strings.Contains(text, "blens.pdf, 8 bytes") {
		t.Errorf("%s", text)
	}
	remove := shown.Find(`form[action$="/files/remove"]`)
	if w := ada.post(t, remove.AttrOr("action", ""), url.Values{"field": {remove.Find(`[name="field"]`).AttrOr("value", "")}}); w.Code != http.StatusSeeOther {
		t.Fatalf("status %d", w.Code)
	}
	if text := card(ada.get(t, review), http.StatusOK).Find(".a").Text(); text != "Left empty" {
		t.Errorf("%q", text)
	}
}
