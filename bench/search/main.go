// Command search measures job search on generated postings, beside a plain baseline in
// the same database: the same vector column and index, prepared statements, ts_rank, an
// exact count and one GROUP BY per facet.
//
//	go run ./bench/search                     a fresh database on TEST_DATABASE_URL's server
//	go run ./bench/search -url postgres://…   that database; filled when it has no jobs
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
)

type options struct {
	url     string
	n       int
	keep    bool
	span    time.Duration
	rate    int
	workers int
}

func main() {
	var o options
	flag.StringVar(&o.url, "url", "", "database to use; empty = a fresh one on TEST_DATABASE_URL's server, dropped afterwards")
	flag.IntVar(&o.n, "n", 100_000, "postings to generate")
	flag.BoolVar(&o.keep, "keep", false, "keep the fresh database and name it")
	flag.DurationVar(&o.span, "for", 20*time.Second, "length of each measurement")
	flag.IntVar(&o.rate, "rate", 50, "requests offered per second")
	flag.IntVar(&o.workers, "workers", 4, "workers of the closed loop")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o, os.Getenv("TEST_DATABASE_URL"), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench/search:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, o options, server string, out io.Writer) error {
	url := o.url
	if url == "" {
		if server == "" {
			return errors.New("set TEST_DATABASE_URL to a PostgreSQL server, or give -url")
		}
		fresh, drop, err := freshDatabase(ctx, server)
		if err != nil {
			return err
		}
		url = fresh
		if o.keep {
			fmt.Fprintln(os.Stderr, "kept:", url)
		} else {
			defer drop()
		}
	}
	db, err := postgres.Open(ctx, postgres.Options{URL: url, MaxConns: 8})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := postgres.Migrate(ctx, db); err != nil {
		return err
	}
	if err := fill(ctx, db.Pool(), o.n); err != nil {
		return err
	}
	at, queries := generatedAt, rotation()
	ours := jobspg.NewSearch(db.Pool(), jobspg.FacetsKept)
	plain := baseline{pool: db.Pool()}
	if err := describe(ctx, db.Pool(), out, ours, plain, queries, at); err != nil {
		return err
	}
	for _, faceted := range []bool{true, false} {
		m := measurement{options: o, queries: queries}
		a, err := m.both(ctx, oursWork(ours, faceted, at))
		if err != nil {
			return fmt.Errorf("ours: %w", err)
		}
		b, err := m.both(ctx, baselineWork(plain, faceted, at))
		if err != nil {
			return fmt.Errorf("baseline: %w", err)
		}
		report(out, o, faceted, a, b)
	}
	return nil
}
