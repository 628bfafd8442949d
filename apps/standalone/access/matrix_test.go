package access_test

import (
	"bytes"
	"encoding/csv"
	"flag"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	adminsite "github.com/applyforus/applyforus/apps/admin/site"
	employersite "github.com/applyforus/applyforus/apps/employer/site"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/routetable"
	seekersite "github.com/applyforus/applyforus/apps/seeker/site"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// matrixFile shows who gets what, for people. The test writes it with -update.
const matrixFile = "../../../docs/security/matrix.csv"

var update = flag.Bool("update", false, "write "+matrixFile)

// What a role gets at a route.
const (
	allowed  = "yes"
	signIn   = "sign in" // a page leads to the sign-in, an operation answers 401
	denied   = "no"      // 403
	nothing  = "nothing" // 404, as for what does not exist
	mistaken = "?"
)

func TestEveryRouteAsEverybody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var table [][]string
	for _, app := range []identity.App{identity.AppSeeker, identity.AppEmployer, identity.AppAdmin} {
		rows, err := routetable.Of(app)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(rows, func(a, b routetable.Row) int { return harm(a) - harm(b) })
		for _, row := range rows {
			w.wantKnownParameters(row)
		}
		results := map[string]map[string]string{}
		before := w.picture(app, rows)
		for _, r := range w.roles[app] {
			for _, row := range rows {
				got := w.outcome(r, row)
				if want := w.expected(r, row); got != want {
					t.Errorf("%s %s %s as %s: %s, want %s", app, row.Method, row.Path, r.name, got, want)
				}
				line := row.Method + " " + row.Path
				if results[line] == nil {
					results[line] = map[string]string{}
				}
				results[line][r.name] = got
			}
			if after := w.picture(app, rows); !r.owns && app != identity.AppAdmin && !maps.Equal(before, after) {
				t.Errorf("after %s had tried everything, what belongs to others looks different: %s", r.name, difference(before, after))
			}
		}
		table = append(table, section(app, w.roles[app], rows, results)...)
	}
	compareFile(t, table)
	w.wantNobodyInTheLog()
}

// harm orders routes: what only reads comes first, what takes away comes last.
func harm(row routetable.Row) int {
	last := row.Path[strings.LastIndexByte(row.Path, '/')+1:]
	switch {
	case row.Method == http.MethodGet:
		return 0
	case row.Method == http.MethodDelete, slices.Contains([]string{"delete", "withdraw", "revoke", "forget", "unfollow", "logout"}, last):
		return 2
	}
	return 1
}

func (w *world) wantKnownParameters(row routetable.Row) {
	w.t.Helper()
	for _, m := range parameter.FindAllStringSubmatch(row.Path, -1) {
		if _, known := kindOf(row.Path, m[1]); !known {
			w.t.Errorf("%s %s: say in things (apps/standalone/access) what {%s} names, and give the world one of it", row.Method, row.Path, m[1])
		}
	}
}

// expected says what the table of routes promises.
func (w *world) expected(r role, row routetable.Row) string {
	if row.Role != "visitor" && r.user.ID.IsZero() {
		return signIn
	}
	for _, kind := range personal(row.Path) {
		if !r.owns && !slices.Contains(r.reaches, kind) {
			return nothing
		}
	}
	if !row.Admits(r.says) {
		return denied
	}
	return allowed
}

// outcome asks a route for what belongs to the owner. Where the role does not share it,
// the answer must be the one for what does not exist, whether the foreign id stands in
// the path, in the query or in the body.
func (w *world) outcome(r role, row routetable.Row) string {
	w.t.Helper()
	owned, own := w.owner(r.app).holds, r.holds
	if r.app == identity.AppAdmin {
		owned = r.holds
	}
	if r.owns || r.user.ID.IsZero() || r.app == identity.AppAdmin || harm(row) == 2 {
		return w.classify(r, row, w.ask(r, row, w.fill(row.Path, owned), own))
	}
	unknown := map[string]string{}
	for kind, theirs := range owned {
		unknown[kind] = id.New[struct{}]().String()
		if slices.Contains(r.reaches, kind) {
			unknown[kind] = theirs
		}
	}
	names := len(personal(row.Path)) > 0 || w.body(r, row, owned) != w.body(r, row, unknown) || w.query(row, owned) != w.query(row, unknown)
	if names {
		w.wantAlike(r, row, w.ask(r, row, w.fill(row.Path, owned), owned), w.ask(r, row, w.fill(row.Path, unknown), unknown))
	}
	return w.classify(r, row, w.ask(r, row, w.fill(row.Path, owned), own))
}

func (w *world) wantAlike(r role, row routetable.Row, foreign, unknown *httptest.ResponseRecorder) {
	w.t.Helper()
	if a, b := alike(foreign), alike(unknown); a != b {
		w.t.Errorf("%s %s %s as %s: what belongs to another answers\n%s\nwhat does not exist answers\n%s", r.app, row.Method, row.Path, r.name, a, b)
	}
}

func (w *world) owner(app identity.App) role {
	for _, r := range w.roles[app] {
		if r.owns {
			return r
		}
	}
	return role{}
}

func (w *world) classify(r role, row routetable.Row, answer *httptest.ResponseRecorder) string {
	theirs := r.owns || r.app == identity.AppAdmin
	// What is open to visitors may lead to the sign-in for reasons of its own.
	toLogin := answer.Code == http.StatusSeeOther && strings.HasPrefix(answer.Header().Get("Location"), "/login") && row.Role != "visitor"
	switch {
	case answer.Code >= 500, answer.Code == http.StatusTooManyRequests, answer.Code == http.StatusMethodNotAllowed:
		return mistaken + " " + http.StatusText(answer.Code)
	case answer.Code == http.StatusForbidden && strings.Contains(answer.Body.String(), identity.ErrProofNeeded.Code):
		return allowed // they may, once they have shown who they are
	case answer.Code == http.StatusForbidden:
		return denied
	case answer.Code == http.StatusNotFound && (row.Role == "visitor" || theirs && harm(row) > 0 || strings.Contains(row.Path, "{") && len(personal(row.Path)) == 0):
		return allowed // it was taken away before, or is nobody's
	case answer.Code == http.StatusNotFound:
		return nothing
	case answer.Code == http.StatusUnprocessableEntity && w.expected(r, row) == nothing:
		return nothing // refused for its form before anything was looked for
	case answer.Code == http.StatusUnauthorized && row.Role == "visitor":
		return allowed // wrong credentials are an answer of the sign-in
	case answer.Code == http.StatusUnauthorized, toLogin:
		return signIn
	}
	return allowed
}

// varying is what differs between two equal answers: ids, tokens, times.
var varying = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|"timestamp":"[^"]+"|nonce="[^"]+"|content="[\w-]{43}"|value="[\w-]{43}"|&#34;[\w-]{43}&#34;|afu_\w+|just now|\d+ (second|minute)s? ago`)

func alike(answer *httptest.ResponseRecorder) string {
	return http.StatusText(answer.Code) + " " + varying.ReplaceAllString(answer.Header().Get("Location")+" "+answer.Body.String(), "…")
}

// picture is how what belongs to the owner looks to them.
func (w *world) picture(app identity.App, rows []routetable.Row) map[string]string {
	w.t.Helper()
	owner, seen := w.owner(app), map[string]string{}
	for _, row := range rows {
		if row.Method == http.MethodGet && len(personal(row.Path)) > 0 && !strings.HasPrefix(row.Path, "/notifications/") { // opening one marks it as read
			seen[row.Path] = alike(w.ask(owner, row, w.fill(row.Path, owner.holds), owner.holds))
		}
	}
	return seen
}

func difference(before, after map[string]string) string {
	var changed []string
	for path := range before {
		if before[path] != after[path] {
			changed = append(changed, path)
		}
	}
	slices.Sort(changed)
	return strings.Join(changed, ", ")
}

// section is an app's part of the matrix.
func section(app identity.App, roles []role, rows []routetable.Row, results map[string]map[string]string) [][]string {
	head := []string{string(app), ""}
	for _, r := range roles {
		head = append(head, r.name)
	}
	lines := [][]string{}
	for _, row := range rows {
		line := []string{row.Method, row.Path}
		for _, r := range roles {
			line = append(line, results[row.Method+" "+row.Path][r.name])
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b []string) int { return strings.Compare(a[1]+" "+a[0], b[1]+" "+b[0]) })
	return append([][]string{head}, lines...)
}

func compareFile(t *testing.T, table [][]string) {
	t.Helper()
	var made bytes.Buffer
	out := csv.NewWriter(&made)
	if err := out.WriteAll(table); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(matrixFile, made.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(matrixFile)
	if err != nil || !bytes.Equal(kept, made.Bytes()) {
		t.Errorf("%s is not what the sites answer (%v); write it anew with: go test ./apps/standalone/access -update", matrixFile, err)
	}
}

// wantNobodyInTheLog fails the database, so that everything fails aloud, and then looks
// for people in the whole log.
func (w *world) wantNobodyInTheLog() {
	w.t.Helper()
	seeker := w.owner(identity.AppSeeker)
	rows, err := routetable.Of(identity.AppSeeker)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.s.DB.Pool().Exec(w.t.Context(), `ALTER SCHEMA applications RENAME TO gone; ALTER SCHEMA resumes RENAME TO gone_too`); err != nil {
		w.t.Fatal(err)
	}
	for _, row := range rows {
		w.ask(seeker, row, w.fill(row.Path, seeker.holds), seeker.holds)
	}
	logged := w.log.String()
	if strings.Count(logged, "level=ERROR") < 10 || strings.Count(logged, "msg=request ") < 500 {
		w.t.Errorf("the log holds %d requests and %d errors: the walk was too short", strings.Count(logged, "msg=request "), strings.Count(logged, "level=ERROR"))
	}
	for line := range strings.Lines(logged) {
		if strings.Contains(strings.ToLower(line), canary) || strings.Contains(line, "5550199") || strings.Contains(line, "192.0.2.") {
			w.t.Errorf("somebody is in the log: %.300s", line)
		}
	}
}

// TestCredentialsCountInOneAppOnly takes each app's credentials to the others.
func TestCredentialsCountInOneAppOnly(t *testing.T) {
	t.Parallel()
	s := platformtest.Open(t)
	sites := map[identity.App]http.Handler{
		identity.AppSeeker: seekersite.Handler(s), identity.AppEmployer: employersite.Handler(s), identity.AppAdmin: adminsite.Handler(s),
	}
	user := platformtest.NewUser(t, s, "ada@example.org", identity.RoleSuper) // may use all three
	for from := range sites {
		in := platformtest.SignIn(t, s, user, from)
		for to, site := range sites {
			for name, change := range map[string]func(*http.Request){
				"token": func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+in.Access) },
				"cookie": func(r *http.Request) {
					r.AddCookie(&http.Cookie{Name: auth.CookieName(to), Value: in.Session})
				},
			} {
				r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/api/v1/auth/me", http.NoBody)
				change(r)
				answer := httptest.NewRecorder()
				site.ServeHTTP(answer, r)
				if want := map[bool]int{true: 200, false: 401}[from == to]; answer.Code != want {
					t.Errorf("%s of %s at %s: %d, want %d", name, from, to, answer.Code, want)
				}
			}
		}
	}
}
