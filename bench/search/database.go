package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// freshDatabase makes a database on the server. Both sides get the settings that the
// search makes for itself, so that none wins by them.
func freshDatabase(ctx context.Context, server string) (address string, drop func(), err error) {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", nil, err
	}
	defer conn.Close(ctx)
	name := "afu_bench_search_" + fmt.Sprint(time.Now().Unix())
	for _, statement := range []string{"CREATE DATABASE " + name, "ALTER DATABASE " + name + " SET jit = off", "ALTER DATABASE " + name + " SET work_mem = '32MB'"} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return "", nil, err
		}
	}
	parsed, err := url.Parse(server)
	if err != nil {
		return "", nil, err
	}
	parsed.Path = "/" + name
	return parsed.String(), func() {
		conn, err := pgx.Connect(context.Background(), server)
		if err == nil {
			_, err = conn.Exec(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)")
			_ = conn.Close(context.Background())
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench/search: drop:", err)
		}
	}, nil
}

// fill generates the postings, unless there are any.
func fill(ctx context.Context, pool *pgxpool.Pool, n int) error {
	var there int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM jobs.jobs").Scan(&there); err != nil || there > 0 {
		return err
	}
	began := time.Now()
	g := newGenerator()
	for _, c := range g.companies {
		if _, err := pool.Exec(ctx, "INSERT INTO jobs.companies (id, key, name, created_at) VALUES ($1, $2, $3, $4)", c.id, jobs.CompanyKey(c.name), c.name, generatedAt); err != nil {
			return err
		}
	}
	const chunk = 2000
	group, filling := errgroup.WithContext(ctx)
	group.SetLimit(2)
	for from := 0; from < n; from += chunk {
		rows := make([]posting, 0, chunk)
		for range min(chunk, n-from) {
			rows = append(rows, g.posting())
		}
		group.Go(func() error { return insert(filling, pool, rows) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d postings generated in %s\n", n, time.Since(began).Round(time.Second))
	_, err := pool.Exec(ctx, "VACUUM ANALYZE jobs.jobs")
	return err
}

func insert(ctx context.Context, pool *pgxpool.Pool, rows []posting) error {
	requisitions := make([]id.Requisition, len(rows))
	_, err := pool.CopyFrom(ctx, pgx.Identifier{"jobs", "requisitions"}, []string{"id", "created_at"}, pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) {
		requisitions[i] = rows[i].requisition
		return []any{[16]byte(rows[i].requisition), generatedAt}, nil
	}))
	if err != nil {
		return err
	}
	_, err = pool.CopyFrom(ctx, pgx.Identifier{"jobs", "jobs"}, []string{
		"id", "requisition_id", "company_id", "company_name", "title", "description_html", "description_text", "department", "locations", "countries", "cities",
		"remote", "employment", "level", "pay_min", "pay_max", "pay_currency", "pay_interval", "pay_raw", "pay_annual_max", "questions", "requirements",
		"source", "board_token", "external_id", "url", "apply_url", "fingerprint", "posted_at", "first_seen_at", "last_seen_at",
	}, pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) { return rows[i].columns(), nil }))
	return err
}
