package jobsvc_test

import (
	"context"
	"fmt"
	"html"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/ports"
)

// feed is a scripted source: it answers what the test last told it to.
type feed struct {
	source jobs.Source
	answer func(ctx context.Context, token string) ([]jobs.Posting, error)
	decode func(text, token string) ([]jobs.Posting, error)
}

func (f *feed) Source() jobs.Source { return f.source }

func (f *feed) Fetch(ctx context.Context, token string) ([]jobs.Posting, error) {
	return f.answer(ctx, token)
}

func (f *feed) Decode(r io.Reader, token string) ([]jobs.Posting, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return f.decode(string(text), token)
}

// detailedFeed is a feed whose list leaves out what a posting's own page says.
type detailedFeed struct {
	*feed
	detail func(p jobs.Posting) (jobs.Posting, error)
}

func (f detailedFeed) FetchDetail(_ context.Context, p jobs.Posting) (jobs.Posting, error) {
	return f.detail(p)
}

// plain takes the HTML as it is: sanitising has tests of its own.
type plain struct{}

func (plain) Clean(dirty string) (clean, text string) {
	return dirty, html.UnescapeString(strings.NewReplacer("<p>", "", "</p>", "\n").Replace(dirty))
}

// world is an importer over an empty store, with a clock that the test moves.
type world struct {
	t        *testing.T
	db       *memory.DB
	jobs     memory.JobReader
	boards   memory.BoardReader
	importer *jobsvc.Importer
	lever    *feed
	ashby    *feed

	mu  sync.Mutex
	now time.Time
}

func setup(t *testing.T, more ...ports.JobBoard) *world {
	t.Helper()
	db := memory.New()
	w := &world{
		t: t, db: db, jobs: memory.NewJobReader(db), boards: memory.NewBoardReader(db),
		lever: &feed{source: jobs.SourceLever}, ashby: &feed{source: jobs.SourceAshby},
		now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
	}
	work := memory.UnitOfWork(db, func(s memory.Session) jobsvc.ImportTx {
		return jobsvc.ImportTx{
			Jobs: memory.NewJobs(s), Requisitions: memory.NewRequisitions(s), Companies: memory.NewCompanies(s),
			Boards: memory.NewBoards(s), Outbox: s.Outbox(),
		}
	})
	w.importer = jobsvc.NewImporter(work, w.jobs, w.boards, append(more, w.lever, w.ashby), plain{}, w.clock)
	return w
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// follow begins to follow a board and gives its id.
func (w *world) follow(source jobs.Source, token string) id.Board {
	w.t.Helper()
	if _, err := w.importer.Follow(w.t.Context(), jobsvc.FollowInput{Source: source, Token: token, Company: "Fernhill Optics"}); err != nil {
		w.t.Fatal(err)
	}
	return w.board(source, token).ID
}

func (w *world) board(source jobs.Source, token string) jobs.Board {
	w.t.Helper()
	b, err := w.boards.At(w.t.Context(), source, token)
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

// sweep lets the board's time come and imports what the feed shows.
func (w *world) sweep(f *feed, board id.Board, postings ...jobs.Posting) jobsvc.ImportReport {
	w.t.Helper()
	f.answer = func(context.Context, string) ([]jobs.Posting, error) { return postings, nil }
	w.pass(jobs.GoneRetry) // every board is due by then
	report, err := w.importer.ImportBoard(w.t.Context(), board)
	if err != nil {
		w.t.Fatal(err)
	}
	return report
}

// link gives the stored link of a posting.
func (w *world) link(p jobs.Posting) jobs.Link {
	w.t.Helper()
	var found []jobs.Link
	w.db.Read(func(s memory.Session) {
		found, _ = memory.NewJobs(s).Links(w.t.Context(), p.Source, p.BoardToken, []string{p.ExternalID})
	})
	if len(found) != 1 {
		w.t.Fatalf("posting %s has %d links", p.ExternalID, len(found))
	}
	return found[0]
}

// job gives the job that a posting announces.
func (w *world) job(p jobs.Posting) jobs.Job {
	w.t.Helper()
	j, err := w.jobs.Get(w.t.Context(), w.link(p).Job)
	if err != nil {
		w.t.Fatal(err)
	}
	return j
}

// posting builds a posting; equal numbers are the same posting.
func posting(source jobs.Source, token string, n int) jobs.Posting {
	external := fmt.Sprintf("p%d", n)
	return jobs.Posting{
		Source: source, BoardToken: token, ExternalID: external, Title: fmt.Sprintf("Lens Engineer %d", n),
		HTML:      fmt.Sprintf("<p>Grind lens number %d.</p><p>You must know Python.</p>", n),
		Locations: []jobs.Place{{Raw: "Porto, Portugal", City: "Porto", Country: "PT"}},
		URL:       "https://jobs.example/" + token + "/" + external, ApplyURL: "https://jobs.example/" + token + "/" + external + "/apply",
		PostedAt: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC),
	}
}
