package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/core/jobs"
)

// work answers one search and how many jobs it found.
type work func(ctx context.Context, q jobs.SearchQuery) (int, error)

func oursWork(s jobspg.Search, faceted bool, at time.Time) work {
	return func(ctx context.Context, q jobs.SearchQuery) (int, error) {
		if faceted {
			r, err := s.Search(ctx, q, at)
			return r.Page.Total, err
		}
		p, err := s.Page(ctx, q, at)
		return p.Total, err
	}
}

func baselineWork(b baseline, faceted bool, at time.Time) work {
	return func(ctx context.Context, q jobs.SearchQuery) (int, error) { return b.search(ctx, q, faceted, at) }
}

type measurement struct {
	options

	queries []jobs.SearchQuery
}

// figures of one side.
type figures struct {
	p50, p95   time.Duration // from the moment a request was due
	unanswered int           // when the time for the rest was over
	throughput float64       // requests a second, closed loop
}

func (m measurement) both(ctx context.Context, do work) (figures, error) {
	for _, q := range m.queries { // statements are prepared and pages are in memory
		if _, err := do(ctx, q); err != nil {
			return figures{}, err
		}
	}
	f, err := m.offered(ctx, do)
	if err != nil {
		return f, err
	}
	f.throughput, err = m.closed(ctx, do)
	return f, err
}

// offered sends requests at the rate, whether or not the ones before were answered. What
// is not answered within half a minute after the last one counts as that slow.
func (m measurement) offered(ctx context.Context, do work) (figures, error) {
	n := int(m.span.Seconds() * float64(m.rate))
	took := make([]time.Duration, n)
	began := time.Now()
	ctx, cancel := context.WithDeadline(ctx, began.Add(m.span+30*time.Second))
	defer cancel()
	var failed atomic.Value
	var unanswered atomic.Int64
	var wait sync.WaitGroup
	for i := range n {
		due := began.Add(time.Duration(i) * time.Second / time.Duration(m.rate))
		time.Sleep(time.Until(due))
		wait.Go(func() {
			_, err := do(ctx, m.queries[i%len(m.queries)])
			took[i] = time.Since(due)
			switch {
			case err == nil:
			case ctx.Err() != nil:
				unanswered.Add(1)
			default:
				failed.Store(err)
			}
		})
	}
	wait.Wait()
	if err, ok := failed.Load().(error); ok {
		return figures{}, err
	}
	slices.Sort(took)
	return figures{p50: took[n/2], p95: took[n*95/100], unanswered: int(unanswered.Load())}, nil
}

// closed lets each worker send its next request when the last one was answered.
func (m measurement) closed(ctx context.Context, do work) (float64, error) {
	began := time.Now()
	var next, done atomic.Int64
	var failed atomic.Value
	var wait sync.WaitGroup
	for range m.workers {
		wait.Go(func() {
			for time.Since(began) < m.span && ctx.Err() == nil {
				if _, err := do(ctx, m.queries[int(next.Add(1))%len(m.queries)]); err != nil {
					failed.Store(err)
					return
				}
				done.Add(1)
			}
		})
	}
	wait.Wait()
	if err, ok := failed.Load().(error); ok {
		return 0, err
	}
	return float64(done.Load()) / time.Since(began).Seconds(), ctx.Err()
}

// describe checks that both sides find the same number of jobs, and tells how long each
// query takes alone.
func describe(ctx context.Context, pool *pgxpool.Pool, out io.Writer, ours jobspg.Search, plain baseline, queries []jobs.SearchQuery, at time.Time) error {
	var version string
	var n int
	if err := pool.QueryRow(ctx, "SELECT current_setting('server_version'), (SELECT count(*) FROM jobs.jobs)").Scan(&version, &n); err != nil {
		return err
	}
	fmt.Fprintf(out, "PostgreSQL %s, %d postings, %d rotating queries\n\n| query | found | ours, ms | baseline, ms |\n|---|---:|---:|---:|\n", version, n, len(queries))
	for _, q := range queries {
		var found [2]int
		var took [2]time.Duration
		for side, do := range []work{oursWork(ours, true, at), baselineWork(plain, true, at)} {
			for range 3 { // the last one counts
				began := time.Now()
				var err error
				if found[side], err = do(ctx, q); err != nil {
					return err
				}
				took[side] = time.Since(began)
			}
		}
		if found[0] != found[1] {
			return fmt.Errorf("%+v: ours finds %d, the baseline %d", q, found[0], found[1])
		}
		fmt.Fprintf(out, "| `%s` | %d | %.1f | %.1f |\n", q.Values().Encode(), found[0], ms(took[0]), ms(took[1]))
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func report(out io.Writer, o options, faceted bool, ours, plain figures) {
	what := "with facets"
	if !faceted {
		what = "without facets"
	}
	fmt.Fprintf(out, "\n| %s | ours | baseline | ratio |\n|---|---:|---:|---:|\n", what)
	fmt.Fprintf(out, "| p50 at %d/s offered | %.1f ms | %.1f ms | %.1f× |\n", o.rate, ms(ours.p50), ms(plain.p50), ms(plain.p50)/ms(ours.p50))
	fmt.Fprintf(out, "| p95 at %d/s offered | %.1f ms | %.1f ms | %.1f× |\n", o.rate, ms(ours.p95), ms(plain.p95), ms(plain.p95)/ms(ours.p95))
	fmt.Fprintf(out, "| unanswered half a minute later | %d | %d | |\n", ours.unanswered, plain.unanswered)
	fmt.Fprintf(out, "| requests/s, %d workers | %.1f | %.1f | %.1f× |\n", o.workers, ours.throughput, plain.throughput, ours.throughput/plain.throughput)
}
