package site

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/demo"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/seeker/jobsweb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

// batch is how many requests one sample of processor time covers: the kernel counts
// too coarsely for a single one.
const batch = 40

// BenchmarkReadJob measures what the API layer (identification, authentication, limits,
// decoding, envelope, headers) costs beside a bare handler that makes the same query and
// writes the same answer: it reads one job, as a visitor and with an access token. The figures are
// medians of processor time of this process per request; PostgreSQL is another process.
// The limiter and reading the account behind the token are measured by themselves, for
// they talk to Redis and PostgreSQL.
func BenchmarkReadJob(b *testing.B) {
	s := platformtest.Open(b)
	job := seed(b, s)
	tokens := accessTokens(b, s)
	full := Handler(s)
	get := func(h http.Handler, tokens ...string) func(int) {
		return func(i int) {
			r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "http://localhost/api/v1/jobs/"+job.String(), http.NoBody)
			r.RemoteAddr = netip.AddrPortFrom(netip.AddrFrom16(id.Make[id.User](time.Now())), 4000).String() // visitors' limits count by network
			if tokens != nil {
				r.Header.Set("Authorization", "Bearer "+tokens[i])
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != http.StatusOK {
				b.Fatalf("answered %d: %s", w.Code, w.Body)
			}
		}
	}
	limit := func(int) {
		if _, err := s.Redis.Take(b.Context(), "bench:"+id.Make[id.User](time.Now()).String(), 300, time.Minute); err != nil {
			b.Fatal(err)
		}
	}
	authenticate := func(i int) {
		if _, err := s.Identity.ByAccessToken(b.Context(), identity.AppSeeker, tokens[i]); err != nil {
			b.Fatal(err)
		}
	}
	person := identity.Actor{User: pgtest.User(b, s.DB), App: identity.AppSeeker}
	kinds := []struct {
		name string
		run  func(i int)
		used []time.Duration
	}{
		{name: "visitor-bare", run: get(bareHandler(b, s, job, identity.Actor{}))},
		{name: "visitor", run: get(full)},
		{name: "person-bare", run: get(bareHandler(b, s, job, person))},
		{name: "person", run: get(full, tokens...)},
		{name: "limiter", run: limit},
		{name: "authentication", run: authenticate},
	}
	for b.Loop() {
		for i := range kinds { // side by side, so that a disturbance hits all
			kinds[i].used = append(kinds[i].used, processorTime(b, kinds[i].run))
		}
	}
	for _, k := range kinds {
		slices.Sort(k.used)
		b.ReportMetric(float64(k.used[len(k.used)/2].Nanoseconds())/1e3, k.name+"-µs")
	}
}

func processorTime(b *testing.B, run func(i int)) time.Duration {
	b.Helper()
	before := used(b)
	for i := range batch {
		run(i)
	}
	return (used(b) - before) / batch
}

func used(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// bareHandler runs the use-case and writes the envelope that the site wrote, prepared.
func bareHandler(b *testing.B, s *platform.Services, job id.Job, who identity.Actor) http.Handler {
	b.Helper()
	r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "http://localhost/api/v1/jobs/"+job.String(), http.NoBody)
	w := httptest.NewRecorder()
	Handler(s).ServeHTTP(w, r)
	var answer api.Envelope[jobsweb.JobDetail]
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		b.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v1/jobs/{id}", func(w http.ResponseWriter, r *http.Request) {
		wanted, err := id.Parse[struct{}](r.PathValue("id"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		if _, err := s.Jobs.View(r.Context(), who, id.Job(wanted)); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(answer) //nolint:errcheck,errchkjson // a recorder takes everything
	})
	return mux
}

func seed(b *testing.B, s *platform.Services) id.Job {
	b.Helper()
	var boards []jobsvc.DemoBoard
	for _, d := range demo.Boards("http://127.0.0.1:1", time.Now().UTC()) {
		boards = append(boards, jobsvc.DemoBoard{Token: d.Token, Company: d.Name, Feed: d.JSON})
	}
	if _, err := s.Importer.SeedDemo(b.Context(), boards); err != nil {
		b.Fatal(err)
	}
	found, err := s.Jobs.Search(b.Context(), jobsvc.SearchInput{Query: jobs.SearchQuery{Page: page.Request{Limit: 1}}})
	if err != nil || len(found.Page.Items) == 0 {
		b.Fatal("no demo postings", err)
	}
	return found.Page.Items[0].Job.ID
}

// accessTokens are of different people, for limits count by person.
func accessTokens(b *testing.B, s *platform.Services) []string {
	b.Helper()
	tokens := make([]string, batch)
	for i := range tokens {
		user := identity.User{ID: pgtest.User(b, s.DB), Status: identity.StatusActive}
		in, err := s.Identity.Welcome(b.Context(), user, identity.Arrival{App: identity.AppSeeker})
		if err != nil {
			b.Fatal(err)
		}
		tokens[i] = in.Tokens.Access
	}
	return tokens
}
