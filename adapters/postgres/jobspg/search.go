package jobspg

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
)

// FacetsKept is how long the facets of a search for everything are kept: they need the
// whole table, and everybody who opens the list asks for them.
const FacetsKept = time.Minute

// Search implements ports.JobSearch.
type Search struct {
	db   postgres.Queryer
	q    *jobsdb.Queries
	kept *keptFacets
}

// NewSearch makes a search over the pool. keep is how long the facets of a search for
// everything may be reused, FacetsKept outside of tests; 0 = never.
func NewSearch(db postgres.Queryer, keep time.Duration) Search {
	return Search{db: db, q: jobsdb.New(), kept: &keptFacets{keep: keep}}
}

// Search implements ports.JobSearch.
func (s Search) Search(ctx context.Context, q jobs.SearchQuery, now time.Time) (jobs.SearchResult, error) {
	return s.find(ctx, q, now, parts{rows: true, facets: true})
}

// Page implements ports.JobSearch.
func (s Search) Page(ctx context.Context, q jobs.SearchQuery, now time.Time) (page.Page[jobs.Hit], error) {
	result, err := s.find(ctx, q, now, parts{rows: true})
	return result.Page, err
}

// Facets implements ports.JobSearch.
func (s Search) Facets(ctx context.Context, q jobs.SearchQuery, now time.Time) ([]jobs.Facet, error) {
	result, err := s.find(ctx, q, now, parts{facets: true})
	return result.Facets, err
}

// Similar implements ports.JobSearch.
func (s Search) Similar(ctx context.Context, job id.Job, limit int) ([]jobs.Hit, error) {
	raw, err := s.q.SimilarJobIDs(ctx, s.db, jobsdb.SimilarJobIDsParams{ID: job, Max: int32(min(max(limit, 0), page.MaxLimit))})
	if err != nil {
		return nil, fmt.Errorf("jobspg: similar: %w", err)
	}
	found := make([]ranked, len(raw))
	for i, u := range raw {
		found[i].id = u.Bytes
	}
	return s.hits(ctx, found, "")
}

// Requirements implements ports.JobSearch.
func (s Search) Requirements(ctx context.Context, candidates []id.Job) (map[id.Job][]jobs.Requirement, error) {
	rows, err := s.q.RequirementsByID(ctx, s.db, texts(candidates))
	if err != nil {
		return nil, fmt.Errorf("jobspg: requirements: %w", err)
	}
	found := make(map[id.Job][]jobs.Requirement, len(rows))
	for _, r := range rows {
		if found[r.ID], err = fromRequirements(r.Requirements); err != nil {
			return nil, fmt.Errorf("jobspg: requirements of %s: %w", r.ID, err)
		}
	}
	return found, nil
}

// parts says what of a result is asked for.
type parts struct{ rows, facets bool }

// ranked is a found job with its relevance.
type ranked struct {
	id    id.Job
	score float64
}

func (s Search) find(ctx context.Context, q jobs.SearchQuery, now time.Time, want parts) (jobs.SearchResult, error) {
	q.Text = searchable(q.Text)
	q.Posted = min(q.Posted, 3650) // what is farther back is no date any more
	var known *counts
	if q.Text == "" && !q.Filtered() {
		if known = s.kept.get(now); known != nil {
			want.facets = false
		}
	}
	if known != nil && !want.rows {
		return jobs.SearchResult{Facets: facetsOf(q, *known)}, nil
	}
	m, alike, err := s.match(ctx, q, now, want, known != nil)
	if err != nil {
		return jobs.SearchResult{}, fmt.Errorf("jobspg: search: %w", err)
	}
	words := q.Text
	if alike {
		words = ""
	}
	hits, err := s.hits(ctx, m.rows, words)
	if err != nil {
		return jobs.SearchResult{}, err
	}
	if known == nil && want.facets && q.Text == "" && !q.Filtered() {
		s.kept.put(m.counts, now)
	}
	if known != nil {
		m.counts, m.total = *known, known.total()
	}
	return jobs.SearchResult{Page: page.Of(q.Page, hits, m.total), Facets: facetsOf(q, m.counts), Alike: alike}, nil
}

// match runs the query; where no open job has the words, once more for words that are
// spelled nearly alike.
func (s Search) match(ctx context.Context, q jobs.SearchQuery, now time.Time, want parts, counted bool) (matched, bool, error) {
	if counted {
		m, err := s.run(ctx, newestStatement(q), want)
		return m, false, err
	}
	m, err := s.run(ctx, searchStatement(q, now, want, exactly), want)
	if err != nil || m.total > 0 || !plainWords(q.Text) {
		return m, false, err
	}
	var has bool
	if err := s.db.QueryRow(ctx, hasWords, q.Text).Scan(&has); err != nil || has {
		return m, false, err
	}
	m, err = s.run(ctx, searchStatement(q, now, want, alike), want)
	return m, err == nil && m.total > 0, err
}

// run executes a statement. Planning it anew or compiling it to machine code takes longer
// than running it, a set of matches that goes to disk is slow, and an index that is in
// memory costs no seeks: so the settings are made for its transaction, in the same round
// trip.
func (s Search) run(ctx context.Context, st *statement, want parts) (m matched, err error) {
	var batch pgx.Batch
	batch.Queue(searchSettings)
	batch.Queue(st.sql(), st.args...)
	results := s.db.SendBatch(ctx, &batch)
	defer func() {
		if closed := results.Close(); err == nil {
			err = closed
		}
	}()
	if _, err = results.Exec(); err != nil {
		return m, err
	}
	var ids []string
	var scores []float64
	var cells, companies, countries []byte
	if err = results.QueryRow().Scan(&m.total, &ids, &scores, &cells, &companies, &countries); err != nil {
		return m, err
	}
	m.rows = make([]ranked, len(ids))
	for i, text := range ids {
		if err = m.rows[i].id.UnmarshalText([]byte(text)); err != nil {
			return m, err
		}
		m.rows[i].score = scores[i]
	}
	if want.facets {
		m.counts, err = readCounts(cells, companies, countries)
		m.total = m.counts.total()
	}
	return m, err
}

// matched is what a statement answers.
type matched struct {
	total  int
	rows   []ranked
	counts counts
}

// keptFacets remembers the counts of a search for everything.
type keptFacets struct {
	keep   time.Duration
	mu     sync.Mutex
	until  time.Time
	counts counts
}

func (k *keptFacets) get(now time.Time) *counts {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !now.Before(k.until) || k.until.Sub(now) > k.keep {
		return nil
	}
	return &k.counts
}

func (k *keptFacets) put(c counts, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.counts, k.until = c, now.Add(k.keep)
}
