// Package jobimport tests the way of postings from a feed's answer on the wire to the
// database: real decoder, real sanitiser, real PostgreSQL; only the network is played.
package jobimport_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/boards"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/sanitize"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

// site is the job site's end of the network.
type site struct {
	status int
	header http.Header
	body   io.Reader
	err    error
}

func (s *site) RoundTrip(req *http.Request) (*http.Response, error) {
	if s.err != nil {
		return nil, s.err
	}
	return &http.Response{StatusCode: s.status, Header: s.header, Body: io.NopCloser(s.body), Request: req}, nil
}

func (s *site) answers(body string) { *s = site{status: http.StatusOK, body: strings.NewReader(body)} }

type world struct {
	db       *postgres.DB
	importer *jobsvc.Importer
	site     *site
	mu       sync.Mutex
	now      time.Time
}

func setup(t *testing.T) *world {
	t.Helper()
	w := &world{db: pgtest.New(t), site: &site{}, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	w.importer = jobsvc.NewImporter(postgres.UnitOfWork(w.db, func(s postgres.Session) jobsvc.ImportTx {
		q := s.Queryer()
		return jobsvc.ImportTx{
			Jobs: jobspg.NewJobs(q), Requisitions: jobspg.NewRequisitions(q), Companies: jobspg.NewCompanies(q),
			Boards: jobspg.NewBoards(q), Outbox: s.Outbox(),
		}
	}), jobspg.NewReader(w.db.Pool()), jobspg.NewBoards(w.db.Pool()),
		boards.All(&http.Client{Transport: w.site}), sanitize.New(), func() time.Time {
			w.mu.Lock()
			defer w.mu.Unlock()
			return w.now
		})
	return w
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

func (w *world) follow(t *testing.T, token string) id.Board {
	t.Helper()
	if _, err := w.importer.Follow(t.Context(), jobsvc.FollowInput{Source: jobs.SourceAshby, Token: token, Company: "Fernhill Optics"}); err != nil {
		t.Fatal(err)
	}
	return w.board(t, token).ID
}

func (w *world) board(t *testing.T, token string) jobs.Board {
	t.Helper()
	b, err := jobspg.NewBoards(w.db.Pool()).At(t.Context(), jobs.SourceAshby, token)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (w *world) sweep(t *testing.T, board id.Board) jobsvc.ImportReport {
	t.Helper()
	w.pass(jobs.GoneRetry)
	r, err := w.importer.ImportBoard(t.Context(), board)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// count counts the jobs that fit a condition.
func (w *world) count(t *testing.T, where string) (n int) {
	t.Helper()
	if err := w.db.Pool().QueryRow(t.Context(), "SELECT count(*) FROM jobs.jobs WHERE "+where).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// lastWrite tells the latest transaction that wrote a job or a link.
func (w *world) lastWrite(t *testing.T) (transaction int64) {
	t.Helper()
	err := w.db.Pool().QueryRow(t.Context(), `SELECT greatest((SELECT max(xmin::text::bigint) FROM jobs.jobs),
		(SELECT max(xmin::text::bigint) FROM jobs.job_links))`).Scan(&transaction)
	if err != nil {
		t.Fatal(err)
	}
	return transaction
}

// answer is what the site shows: postings from up to but not including to.
func answer(from, to int) string {
	var b strings.Builder
	b.WriteString(`{"apiVersion":"1","jobs":[`)
	for n := from; n < to; n++ {
		if n > from {
			b.WriteByte(',')
		}
		duty := strings.Repeat(fmt.Sprintf("Polish lens %d and measure it again with care. ", n), 30)
		fmt.Fprintf(&b, `{"id":"p%d","title":"Senior Lens Engineer %d","department":"Optics","employmentType":"FullTime","location":"Porto, Portugal",
			"isListed":true,"publishedAt":"2026-11-20T09:00:00+00:00","jobUrl":"https://jobs.example/p%d","applyUrl":"https://jobs.example/p%d/apply",
			"descriptionHtml":"<script>alert(1)</script><h2>Duties</h2><p>%s</p><h2>Requirements</h2><ul><li>3 years of experience with Python</li><li>SQL</li></ul>"}`, n, n, n, n, duty)
	}
	b.WriteString("]}")
	return b.String()
}

func TestAThousandPostings(t *testing.T) {
	t.Parallel()
	w := setup(t)
	board := w.follow(t, "fern")
	w.site.answers(answer(0, 1000))
	start := time.Now()
	if r := w.sweep(t, board); r.Created != 1000 || len(r.Refused) != 0 || r.Problem.Code != "" {
		t.Fatalf("report: %+v", r)
	}
	took := time.Since(start)
	t.Logf("stored 1,000 postings in %v", took)
	if took > 3*time.Minute {
		t.Errorf("1,000 postings took %v; a board must be done long before its claim ends", took)
	}
	if n := w.count(t, `status = 'active' AND countries = '{PT}' AND cities = '{Porto}' AND level = 'senior' AND employment = 'full_time'
		AND company_name = 'Fernhill Optics' AND jsonb_array_length(requirements) >= 2 AND description_html NOT LIKE '%alert%'`); n != 1000 {
		t.Errorf("%d of 1000 jobs hold what the feed states", n)
	}
	before := w.lastWrite(t)
	w.site.answers(answer(0, 1000))
	start = time.Now()
	if r := w.sweep(t, board); r.Unchanged != 1000 || r.Created+r.Updated != 0 {
		t.Errorf("the same board again: %+v", r)
	}
	t.Logf("looked at 1,000 unchanged postings in %v", time.Since(start))
	if w.lastWrite(t) != before {
		t.Error("unchanged postings were written")
	}
	for range jobs.ClosesAfter {
		w.site.answers(answer(100, 1000))
		w.sweep(t, board)
	}
	if n := w.count(t, "status = 'active'"); n != 900 {
		t.Errorf("%d jobs are open, want 900", n)
	}
}

func TestWhatASiteMayAnswerInstead(t *testing.T) {
	t.Parallel()
	whole := answer(0, 3)
	for name, c := range map[string]struct {
		site site
		code string
		wait time.Duration
	}{
		"404":                {site{status: 404, body: strings.NewReader("no")}, "jobs.board_not_found", jobs.GoneRetry},
		"429":                {site{status: 429, header: http.Header{"Retry-After": {"7200"}}, body: strings.NewReader("")}, "jobs.board_rate_limited", 2 * time.Hour},
		"500":                {site{status: 500, body: strings.NewReader("{}")}, "jobs.board_unavailable", jobs.RetryAfter},
		"garbage":            {site{status: 200, body: strings.NewReader("<html>Please enable JavaScript</html>")}, "jobs.board_unreadable", jobs.RetryAfter},
		"another document":   {site{status: 200, body: strings.NewReader(`{"error":"try later"}`)}, "jobs.board_unreadable", jobs.RetryAfter},
		"half a document":    {site{status: 200, body: strings.NewReader(whole[:len(whole)/2])}, "jobs.board_partial", jobs.RetryAfter},
		"the line breaks":    {site{status: 200, body: io.MultiReader(strings.NewReader(whole[:200]), broken{io.ErrUnexpectedEOF})}, "jobs.board_partial", jobs.RetryAfter},
		"nothing in time":    {site{err: context.DeadlineExceeded}, "jobs.board_unavailable", jobs.RetryAfter},
		"no such host":       {site{err: errors.New("lookup: no such host")}, "jobs.board_unavailable", jobs.RetryAfter},
		"one broken posting": {site{status: 200, body: strings.NewReader(`{"jobs":[{"id":7}]}`)}, "jobs.board_partial", jobs.RetryAfter},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			board := w.follow(t, "fern")
			w.site.answers(whole)
			w.sweep(t, board)
			*w.site = c.site
			r := w.sweep(t, board)
			if r.Problem.Code != c.code || r.Missed+r.Closed != 0 {
				t.Errorf("report %+v, want %s", r, c.code)
			}
			b := w.board(t, "fern")
			if b.Status != jobs.BoardStale || b.LastProblem.Code != c.code || b.NextAttemptAt.Sub(w.now) != c.wait {
				t.Errorf("board %+v, want it stale and tried again in %v", b, c.wait)
			}
			if n := w.count(t, "status = 'active' AND version = 1"); n != 3 {
				t.Errorf("%d jobs untouched, want 3", n)
			}
		})
	}
}

type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }

// TestTwoBoardsAtOnce lets two boards show the same postings to two workers at the same time.
func TestTwoBoardsAtOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	recorded := answer(0, 200)
	var wg sync.WaitGroup
	for _, token := range []string{"fern", "moss", "fern", "moss"} {
		wg.Go(func() {
			_, err := w.importer.ImportFile(t.Context(), jobsvc.ImportFileInput{
				Format: jobs.SourceAshby, Token: token, Company: "Fernhill Optics", Reader: strings.NewReader(recorded),
			})
			if err != nil {
				t.Errorf("%s: %v", token, err)
			}
		})
	}
	wg.Wait()
	if n := w.count(t, "true"); n != 200 {
		t.Errorf("%d jobs, want 200", n)
	}
	var links int
	if err := w.db.Pool().QueryRow(t.Context(), "SELECT count(*) FROM jobs.job_links").Scan(&links); err != nil || links != 400 {
		t.Errorf("%d links, %v; want 400", links, err)
	}
}
