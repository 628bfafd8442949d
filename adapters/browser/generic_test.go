package browser_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/applyforus/applyforus/core/autoapply"
)

// plainForm has the widgets of old-fashioned forms, and stands in a page that embeds it.
const plainForm = `<!doctype html><title>Bewerbung</title><h1>Orgelbauer</h1>
<form method="post" action="/send" enctype="multipart/form-data">
<label>Vorname* <input name="vn" required></label> <label for="nn">Nachname*</label><input id="nn" name="nn" required>
<label for="mail">E-Mail</label><input id="mail" name="mail" type="email">
<label for="von">Eintrittstermin</label><input id="von" name="von" type="date">
<label for="jahre">Jahre Berufserfahrung</label><input id="jahre" name="jahre" type="number">
<label for="land">Land</label><select id="land" name="land"><option value="">Bitte wählen</option><option value="de">Deutschland</option><option value="at">Österreich</option></select>
<fieldset><legend>Benötigen Sie ein Visum?</legend><label><input type="radio" name="visum" value="1"> Ja</label><label><input type="radio" name="visum" value="0"> Nein</label></fieldset>
<fieldset><legend>Sprachen</legend><label><input type="checkbox" name="spr" value="d"> Deutsch</label><label><input type="checkbox" name="spr" value="e"> Englisch</label></fieldset>
<label>Lebenslauf <input type="file" name="cv" accept=".pdf,.docx"></label>
<label><input type="checkbox" name="ds" required> Ich stimme der Datenschutzerklärung zu</label>
<input name="website_confirm" style="display:none"><button>Bewerbung absenden</button></form>`

func startPlain(t *testing.T) (origin string, sent *[]map[string][]string) {
	t.Helper()
	sent = &[]map[string][]string{}
	mux := http.NewServeMux()
	page := func(path, html string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, html)
		})
	}
	page("/form", plainForm)
	page("/embedded", `<title>Offene Stellen</title><h1>Orgelbauer</h1><form><input name="q" aria-label="Search"></form><iframe src="/form" width="800" height="900"></iframe>`)
	page("/newsletter", `<form><label>E-Mail <input type="email" name="e"></label><button>Abonnieren</button></form>`)
	page("/closed", `<h1>Orgelbauer</h1><p>Diese Stelle ist leider nicht mehr verfügbar.</p>`)
	mux.HandleFunc("POST /send", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			t.Error(err)
		}
		*sent = append(*sent, r.MultipartForm.Value)
		_, _ = io.WriteString(w, "<h1>Vielen Dank für Ihre Bewerbung</h1>")
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, sent
}

func TestPlainFormAloneAndEmbedded(t *testing.T) {
	t.Parallel()
	origin, sent := startPlain(t)
	pool := startPool(t, nil, origin)
	for _, path := range []string{"/form", "/embedded"} {
		s, err := pool.Open(t.Context(), origin+path)
		if err != nil {
			t.Fatal(err)
		}
		page, err := s.Inspect(t.Context())
		if err != nil || page.Form == nil {
			t.Fatalf("%s: page %+v, error %v", path, page, err)
		}
		topics := map[string]autoapply.Topic{}
		for _, f := range page.Form.Fields {
			topics[f.Key] = f.Topic
		}
		want := map[string]autoapply.Topic{
			"vn": autoapply.TopicFirstName, "nn": autoapply.TopicLastName, "mail": autoapply.TopicEmail, "von": autoapply.TopicStartDate,
			"jahre": autoapply.TopicYearsExperience, "land": autoapply.TopicCountry, "visum": autoapply.TopicSponsorship,
			"spr": autoapply.TopicCustom, "cv": autoapply.TopicResume, "ds": autoapply.TopicConsent,
		}
		if len(topics) != len(want) {
			t.Errorf("%s: fields %v", path, topics)
		}
		for key, topic := range want {
			if topics[key] != topic {
				t.Errorf("%s: %s is %q, want %q", path, key, topics[key], topic)
			}
		}
		answers := []autoapply.Filling{
			{Key: "vn", Values: []string{"Jürgen"}},
			{Key: "nn", Values: []string{"Groß"}},
			{Key: "mail", Values: []string{"jg@example.com"}},
			{Key: "von", Values: []string{"2027-01-04"}},
			{Key: "jahre", Values: []string{"12"}},
			{Key: "land", Values: []string{"Österreich"}},
			{Key: "visum", Values: []string{"Nein"}},
			{Key: "spr", Values: []string{"Deutsch", "Englisch"}},
			{Key: "ds", Values: []string{"true"}},
			{Key: "cv", File: &autoapply.FileValue{Name: "Lebenslauf.pdf", MediaType: "application/pdf", Bytes: []byte("%PDF-1.7")}},
		}
		if err := s.Fill(t.Context(), answers); err != nil {
			t.Fatal(err)
		}
		read, err := s.ReadBack(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if m := autoapply.Verify(answers, read); len(m) > 0 {
			t.Errorf("%s: mismatches %+v", path, m)
		}
		outcome, err := s.Submit(t.Context())
		if err != nil || outcome.Result != autoapply.Confirmed {
			t.Errorf("%s: outcome %+v, error %v", path, outcome, err)
		}
		_ = s.Close()
	}
	if len(*sent) != 2 || (*sent)[0]["land"][0] != "at" || (*sent)[0]["visum"][0] != "0" || len((*sent)[0]["spr"]) != 2 || (*sent)[0]["website_confirm"][0] != "" {
		t.Errorf("sent %v", *sent)
	}
}

func TestPagesWithoutAForm(t *testing.T) {
	t.Parallel()
	origin, _ := startPlain(t)
	pool := startPool(t, nil, origin)
	for path, want := range map[string]autoapply.IssueCode{"/newsletter": autoapply.IssueNoForm, "/closed": autoapply.IssueExpired} {
		s, err := pool.Open(t.Context(), origin+path)
		if err != nil {
			t.Fatal(err)
		}
		if page, err := s.Inspect(t.Context()); err != nil || page.Block.Code != want || page.Form != nil {
			t.Errorf("%s: page %+v, error %v", path, page, err)
		}
		_ = s.Close()
	}
}
