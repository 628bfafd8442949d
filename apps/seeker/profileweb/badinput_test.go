package profileweb_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/core/profile"
)

// hostile are texts that people and attackers send.
var hostile = []string{
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "'; DROP TABLE users; --", "{{7*7}}", "${jndi:ldap://x}", "a\r\nSet-Cookie: x=1", "\x00", "a\x00b", "\x1b[31m",
	"\u202egpj.exe", "\u2066x", "\ufeff", "\u200b", "👩‍👩‍👧‍👦", "Ḽơᶉëᶆ ȋṕšᶙṁ", "محمد", "../../etc/passwd", "%00", "\xff\xfe", strings.Repeat("A", 1<<20), strings.Repeat("ä", 201), " ", "null", "-1", "1e309", "9999-99-99",
	"javascript:alert(1)", "https://ada:b@example.org", "0000-00", "2021-02-30", "\t\t", strings.Repeat("a\n", 5000),
}

// TestHostileTexts sends each text through every field of every form and operation: it is
// stored and shown as text, or refused with the field named. It is never our mistake.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	forms := map[string][]string{
		"/profile/texts":               {"name", "headline", "summary", "email", "phone", "location", "linkedin", "github", "website"},
		"/profile/experience":          {"title", "company", "location", "description", "start", "end", "current"},
		"/profile/education":           {"institution", "degree", "field", "grade", "start", "end"},
		"/profile/skills":              {"names", "level", "years"},
		"/profile/languages":           {"name", "level"},
		"/profile/certifications":      {"name", "issuer", "number", "url", "date", "expires"},
		"/profile/links":               {"label", "url"},
		"/profile/work-authorisations": {"country", "status", "needsSponsorship", "validUntil"},
		"/profile/preferences":         {"places", "industries", "noticePeriod", "payFloor", "payCeiling", "payCurrency", "payInterval", "alertFrequency", "jobTypes", "remote", "version"},
	}
	for action, names := range forms {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			for i, text := range hostile {
				all := url.Values{}
				for _, name := range names {
					all.Set(name, text)
					checkHostile(t, w.post("ada", action, url.Values{name: {text}}), fmt.Sprintf("%s, text %d", name, i))
				}
				checkHostile(t, w.post("ada", action, all), fmt.Sprintf("all fields, text %d", i))
			}
			page := w.get("ada", "/profile").status(http.StatusOK).page()
			inert(t, page)
		})
	}
}

func checkHostile(t *testing.T, got answer, what string) {
	t.Helper()
	switch got.Code {
	case http.StatusSeeOther:
	case http.StatusRequestEntityTooLarge: // a megabyte in one field
		inert(t, got.page())
	case http.StatusUnprocessableEntity, http.StatusConflict:
		page := got.page()
		if page.Find(`[role="alert"]`).Length() == 0 {
			t.Errorf("%s: refused without a word", what)
		}
		inert(t, page)
	default:
		t.Errorf("%s: status %d", what, got.Code)
	}
}

// inert tells that nothing of a text became part of the page.
func inert(t *testing.T, page *goquery.Document) {
	t.Helper()
	if page.Find("script:not([src]), [onerror], img[src=x]").Length() != 0 {
		t.Error("a text became part of the page")
	}
	for _, a := range page.Find("a[href]").Nodes {
		for _, attr := range a.Attr {
			if attr.Key == "href" && strings.HasPrefix(strings.ToLower(attr.Val), "javascript") {
				t.Errorf("a link leads to %q", attr.Val)
			}
		}
	}
}

func TestHostileBodiesOverTheAPI(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for _, path := range []string{"", "/experience", "/education", "/skills", "/languages", "/certifications", "/links", "/work-authorisations", "/preferences"} {
		method := http.MethodPost
		if path == "" || path == "/preferences" {
			method = http.MethodPatch
		}
		for _, body := range []string{
			"", "null", "[]", `"x"`, "{", `{"name":{}}`, `{"name":[1]}`, `{"years":"many"}`, `{"skills":null}`, `{"current":"yes"}`, `{"places":"x"}`, `{"version":1e99}`,
			`{"name":"\ud800"}`, `{"unknown":1}`, strings.Repeat("[", 20_000), `{"summary":"` + strings.Repeat("x", 3<<20) + `"}`, "\xff\xfe",
		} {
			got := w.call("ada", method, me+path, body)
			if got.Code >= 500 || got.Code < 400 && body != `{"name":"\ud800"}` {
				t.Errorf("%s %s with %.40q: status %d", method, path, body, got.Code)
			}
		}
	}
	for _, path := range []string{"/photo", "/imports"} {
		for _, kind := range []string{"", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x"} {
			if got := w.ask("ada", http.MethodPost, me+path, kind, strings.NewReader("nonsense")); got.Code >= 500 || got.Code < 400 {
				t.Errorf("%s as %q: status %d", path, kind, got.Code)
			}
			if got := w.ask("ada", http.MethodPost, "/profile"+strings.TrimSuffix(path, "s"), kind, strings.NewReader("nonsense")); got.Code >= 500 || got.Code < 400 {
				t.Errorf("page of %s as %q: status %d", path, kind, got.Code)
			}
		}
	}
}

func TestFormsAreBounded(t *testing.T) {
	t.Parallel()
	w := setup(t)
	if got := w.post("ada", "/profile/experience", url.Values{"description": {strings.Repeat("x", 3<<20)}}); got.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("3 MB: status %d", got.Code)
	}
	many := strings.Repeat("a\n", 10_000)
	page := w.post("ada", "/profile/skills", url.Values{"names": {many}}).status(http.StatusUnprocessableEntity).page()
	if text := page.Find(`#skills [role="alert"]`).Text(); !strings.Contains(text, "At most 300") || strings.Count(page.Find(`#skills textarea[name="names"]`).Text(), "a") != 10_000 {
		t.Errorf("10,000 skills: %.200s", text)
	}
}

func TestHostileFiles(t *testing.T) {
	t.Parallel()
	bomb := func(name string, size int) []byte {
		var b bytes.Buffer
		out := zip.NewWriter(&b)
		file, err := out.Create(name)
		if err == nil {
			_, err = file.Write(make([]byte, size))
		}
		if err != nil || out.Close() != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	w := setup(t)
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"empty":      {nil, profile.ErrImportEmpty.Message},
		"12 MB":      {append([]byte("{"), make([]byte, 12<<20)...), profile.ErrImportTooLarge.Message},
		"a bomb":     {bomb("Skills.csv", 200<<20), profile.ErrImportBomb.Message},
		"broken CSV": {bomb("Skills.csv", 10), profile.ErrImportNothing.Message},
		"no archive": {bomb("x.txt", 10), profile.ErrImportForeign.Message},
		"a script":   {[]byte("<script>alert(1)</script>"), profile.ErrImportKind.Message},
		"no facts":   {[]byte(`{"basics":{"name":"\u0000\u202e"}}`), profile.ErrImportNothing.Message},
	} {
		page := w.upload("ada", "/profile/import", name, c.content).status(http.StatusUnprocessableEntity).page()
		if text := page.Find("afu-drop .err").Text(); !strings.Contains(text, c.want) {
			t.Errorf("%s: the page says %q, want %q", name, text, c.want)
		}
		w.upload("ada", me+"/imports", name, c.content).status(http.StatusUnprocessableEntity)
	}
	for _, text := range hostile {
		got := w.upload("ada", "/profile/import", text, fmt.Appendf(nil, `{"basics":{"name":%q,"url":%q},"work":[{"name":%q,"startDate":%q}],"skills":[{"name":%q}]}`, text, text, text, text, text))
		switch got.Code {
		case http.StatusSeeOther:
			inert(t, w.get("ada", got.Header().Get("Location")).status(http.StatusOK).page())
		case http.StatusUnprocessableEntity, http.StatusBadRequest: // a file name may break the form itself
			inert(t, got.page())
		default:
			t.Errorf("%.20q: status %d", text, got.Code)
		}
	}
}
