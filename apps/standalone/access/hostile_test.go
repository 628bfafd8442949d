package access_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/redis/go-redis/v9"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/routetable"
	"github.com/applyforus/applyforus/core/identity"
)

// target is one text field of a form or an operation.
type target struct {
	role   role
	method string
	path   string // with ids
	field  string
	// fill puts a string into the field, with harmless values in the others.
	fill func(text string) (address, contentType, body string)
}

// TestHostileStrings sends every string through every text field of every form that the
// pages show and of every operation. Each is stored or refused; none is our mistake, and
// what the pages then show has nothing in it that runs. Signing in and registering cost a
// slow hash each time, so their fields get every third string; so do all fields, in turn,
// unless AFU_TEST_HOSTILE=all (`make hostile`), which takes three times as long.
func TestHostileStrings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.plant("<b>before</b>")
	targets := w.targets()
	if len(targets) < 60 {
		t.Fatalf("only %d fields were found", len(targets))
	}
	all, counts := os.Getenv("AFU_TEST_HOSTILE") == "all", map[string]int{}
	options, err := redis.ParseURL(w.s.Config.RedisURL)
	if err != nil {
		t.Fatal(err)
	}
	limits := redis.NewClient(options)
	defer limits.Close()
	for i, h := range hostiles() {
		for n, to := range targets {
			if (!all || signingIn(to.path)) && (i+n)%3 != 0 {
				continue
			}
			answer := w.send(to, h.text)
			counts[fmt.Sprint(answer.Code/100, "xx")]++
			if answer.Code >= http.StatusInternalServerError || answer.Code == http.StatusTooManyRequests {
				t.Errorf("%s %s, field %s, %s %.60q: %d", to.method, to.path, to.field, h.sort, h.text, answer.Code)
			}
			for name, values := range answer.Header() {
				if strings.EqualFold(name, injection) || strings.ContainsAny(strings.Join(values, ""), "\r\n\x00") {
					t.Errorf("%s %s, field %s, %.60q: the header %s is %.80q", to.method, to.path, to.field, h.text, name, values)
				}
			}
			if strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") {
				w.wantInert(to.path, h.text, answer.Body.String())
			}
		}
		if err := limits.FlushAll(t.Context()).Err(); err != nil { // what is tested here is not the limits
			t.Fatal(err)
		}
		w.plant(h.text)
		for _, page := range w.pages() {
			answer := w.send(page, "")
			if answer.Code >= http.StatusInternalServerError {
				t.Errorf("%s with %.60q in the database: %d", page.path, h.text, answer.Code)
			}
			w.wantInert(page.path, h.text, answer.Body.String())
		}
	}
	t.Logf("%d strings through %d fields: %v", hostileCount, len(targets), counts)
	if counts["2xx"] == 0 || counts["3xx"] == 0 || counts["4xx"] == 0 {
		t.Errorf("answers %v: some sort is missing, so fields were not reached", counts)
	}
}

// plant puts a text where forms and feeds would not let it, as far as the database takes it.
func (w *world) plant(text string) {
	w.t.Helper()
	if strings.ContainsRune(text, 0) || len(text) > 2*chunk {
		return // the database refuses a NUL, and the size is tested at the door
	}
	text = strings.ToValidUTF8(text, "?")
	owner := w.owner(identity.AppSeeker)
	for statement, args := range map[string][]any{
		`UPDATE identity.users SET name = $1`:                                                     {text},
		`UPDATE jobs.jobs SET title = $1, company_name = $1 WHERE id = $2`:                        {text, w.job},
		`UPDATE employer.companies SET name = $1`:                                                 {text},
		`UPDATE notifications.notifications SET title = $1, message = $1`:                         {text},
		`UPDATE applications.notes SET text = $1`:                                                 {text},
		`UPDATE resumes.resumes SET name = $1, file_name = $1 WHERE user_id = $2`:                 {text, owner.user.ID},
		`UPDATE identity.api_keys SET name = $1`:                                                  {text},
		`UPDATE profile.answers SET question = $1, answer = ARRAY[$1]::text[] WHERE user_id = $2`: {text, owner.user.ID},
		`UPDATE applications.answers SET label = $1`:                                              {text},
		`UPDATE applications.applications SET next_step = $1`:                                     {text},
		`UPDATE jobs.boards SET company_name = $1`:                                                {text},
	} {
		if _, err := w.s.DB.Pool().Exec(w.t.Context(), statement, args...); err != nil {
			w.t.Fatalf("%s: %v", statement, err)
		}
	}
}

// signed puts a role's present credentials into a request.
func (w *world) signed(r role, request *http.Request) {
	if r.user.ID.IsZero() {
		return
	}
	in, known := w.signedIn[r.name]
	if !known {
		in = platformtest.SignIn(w.t, w.s, r.user, r.app)
		w.signedIn[r.name] = in
	}
	if strings.HasPrefix(request.URL.Path, "/api/") {
		request.Header.Set("Authorization", "Bearer "+in.Access)
		return
	}
	request.AddCookie(&http.Cookie{Name: auth.CookieName(r.app), Value: in.Session})
}

func (w *world) send(to target, text string) *httptest.ResponseRecorder {
	w.t.Helper()
	address, contentType, body := to.path, "", ""
	if to.fill != nil {
		address, contentType, body = to.fill(text)
	}
	request := httptest.NewRequestWithContext(w.t.Context(), to.method, "http://localhost"+address, strings.NewReader(body))
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Accept", "application/json, text/html") // a stream answers where it stands, and ends
	request.RemoteAddr = to.role.network
	w.signed(to.role, request)
	answer := httptest.NewRecorder()
	w.sites[to.role.app].ServeHTTP(answer, request)
	return answer
}

// pages are the pages that show what is stored, as those who may see them.
func (w *world) pages() []target {
	var list []target
	for app, roles := range w.roles {
		rows, err := routetable.Of(app)
		if err != nil {
			w.t.Fatal(err)
		}
		last := roles[len(roles)-1] // the owner, or the platform's super
		for _, row := range rows {
			opens := row.Method == http.MethodGet && !strings.HasPrefix(row.Path, "/api/") && !strings.HasSuffix(row.Path, "/events") && !strings.HasSuffix(row.Path, "/progress")
			if opens && row.Path != "/health" { // that page looks at the other sites, which do not listen here
				list = append(list, target{role: last, method: http.MethodGet, path: w.fill(row.Path, last.holds)})
			}
		}
	}
	return list
}

// targets finds the text fields: those of the forms on the pages, and those that the
// specifications name.
func (w *world) targets() []target {
	var list []target
	seen := map[string]bool{}
	for _, page := range w.pages() {
		for _, who := range []role{page.role, w.roles[page.role.app][0]} { // and as a visitor
			page.role = who
			document, err := goquery.NewDocumentFromReader(w.send(page, "").Body)
			if err != nil {
				w.t.Fatal(err)
			}
			document.Find("form").Each(func(_ int, form *goquery.Selection) {
				for _, found := range w.fieldsOf(who, page.path, form) {
					if key := string(who.app) + found.method + found.path + found.field; !seen[key] {
						seen[key] = true
						list = append(list, found)
					}
				}
			})
		}
	}
	list = append(list, w.operationFields()...)
	slices.SortFunc(list, func(a, b target) int {
		return cmp.Or(cmp.Compare(a.role.name, b.role.name), cmp.Compare(a.method, b.method), cmp.Compare(a.path, b.path), cmp.Compare(a.field, b.field))
	})
	return list
}

// takesAway are forms and operations that would end what the others need.
func takesAway(path string) bool {
	return harm(routetable.Row{Method: http.MethodPost, Path: path}) == 2 || strings.HasSuffix(path, "/retry")
}

// signingIn is the same in all apps, and slow by design: one of them will do.
func signingIn(path string) bool {
	return strings.HasPrefix(path, "/api/v1/auth/") || path == "/login" || path == "/register"
}

func (w *world) fieldsOf(who role, page string, form *goquery.Selection) (found []target) {
	method := strings.ToUpper(form.AttrOr("method", "get"))
	base, err := url.Parse(page)
	if err != nil {
		w.t.Fatal(err)
	}
	action, err := base.Parse(form.AttrOr("action", page))
	if err != nil || action.Host != "" || takesAway(action.Path) || signingIn(action.Path) && who.app != identity.AppEmployer || form.AttrOr("enctype", "") != "" {
		return nil
	}
	values := url.Values{}
	form.Find("input, textarea, select").Each(func(_ int, control *goquery.Selection) {
		if name := control.AttrOr("name", ""); name != "" {
			values.Set(name, cmp.Or(control.AttrOr("value", control.Text()), harmless(who, control.AttrOr("type", ""))))
		}
	})
	for name := range values {
		if name == "csrf_token" {
			continue
		}
		found = append(found, target{role: who, method: method, path: action.Path, field: name, fill: func(text string) (string, string, string) {
			filled := url.Values{}
			for key, list := range values {
				filled[key] = slices.Clone(list)
			}
			filled.Set(name, text)
			if method == http.MethodGet {
				return action.Path + "?" + shortened(filled, name), "", ""
			}
			return action.Path, "application/x-www-form-urlencoded", filled.Encode()
		}})
	}
	return found
}

// harmless is what somebody would write into a field that is empty, so that what is asked
// first does not hide what is asked next.
func harmless(who role, kind string) string {
	switch kind {
	case "email":
		return who.email()
	case "password":
		return canary + " moss 47"
	case "number":
		return "1"
	case "date":
		return "2026-11-27"
	case "url":
		return "https://jobs.lever.co/fernhill"
	}
	return "words"
}

// shortened encodes a query; no browser and no server takes an address of a megabyte.
func shortened(values url.Values, name string) string {
	if text := values.Get(name); len(text) > 8000 {
		values.Set(name, text[:8000])
	}
	return values.Encode()
}

func (w *world) operationFields() (found []target) {
	for app, roles := range w.roles {
		who := roles[len(roles)-1]
		rows, err := routetable.Of(app)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, row := range rows {
			operation := w.specs[app].Paths[row.Path][strings.ToLower(row.Method)]
			if !strings.HasPrefix(row.Path, "/api/") || takesAway(row.Path) || signingIn(row.Path) && app != identity.AppEmployer {
				continue
			}
			path := w.fill(row.Path, who.holds)
			for _, p := range operation.Parameters {
				if p.In == "query" {
					found = append(found, target{who, row.Method, path, p.Name, func(text string) (string, string, string) {
						return path + "?" + shortened(url.Values{p.Name: {text}}, p.Name), "application/json", "{}"
					}})
				}
			}
			media, ok := operation.RequestBody.Content["application/json"]
			if !ok {
				continue
			}
			whole := w.value(who, "", media.Schema, who.holds, 0)
			for _, at := range texts(whole, nil) {
				found = append(found, target{who, row.Method, path, strings.Join(at, "."), func(text string) (string, string, string) {
					return path, "application/json", encoded(whole, at, text)
				}})
			}
		}
	}
	return found
}

// texts lists where a value has texts.
func texts(value any, at []string) (found [][]string) {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			found = append(found, texts(inner, append(slices.Clone(at), name))...)
		}
	case []any:
		for i, inner := range v {
			found = append(found, texts(inner, append(slices.Clone(at), fmt.Sprint(i)))...)
		}
	case string:
		found = append(found, at)
	}
	return found
}

// encoded is the value as JSON with another text in one place. Bytes that are no UTF-8 go
// as they are: encoding/json would mend them.
func encoded(value any, at []string, text string) string {
	const mark = "mark-of-the-place"
	body, err := json.Marshal(replaced(value, at, mark))
	if err != nil {
		return "{}"
	}
	quoted := &strings.Builder{}
	quoted.WriteByte('"')
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			quoted.WriteByte('\\')
			quoted.WriteByte(c)
		case c < 0x20:
			fmt.Fprintf(quoted, `\u%04x`, c)
		default:
			quoted.WriteByte(c)
		}
	}
	quoted.WriteByte('"')
	return strings.Replace(string(body), `"`+mark+`"`, quoted.String(), 1)
}

func replaced(value any, at []string, text string) any {
	if len(at) == 0 {
		return text
	}
	switch v := value.(type) {
	case map[string]any:
		made := map[string]any{}
		for name, inner := range v {
			made[name] = inner
		}
		made[at[0]] = replaced(v[at[0]], at[1:], text)
		return made
	case []any:
		return []any{replaced(v[0], at[1:], text)}
	}
	return value
}
