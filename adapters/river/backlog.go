package river

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Backlog is what waits in the queues.
type Backlog struct {
	Waiting   int       // tasks that could run now
	Running   int       // tasks that a worker holds
	Discarded int       // tasks that were given up and are kept for a look
	Oldest    time.Time // since when the longest waiting one could run; zero = none waits
	Worker    bool      // a process that works tasks has led the queue lately
}

// ReadBacklog counts the tasks in River's tables, which are in the schema.
func ReadBacklog(ctx context.Context, pool *pgxpool.Pool, schema string) (Backlog, error) {
	var (
		b        Backlog
		oldest   *time.Time
		inSchema = func(table string) string { return pgx.Identifier{schema, table}.Sanitize() }
	)
	err := pool.QueryRow(ctx, `SELECT
		count(*) FILTER (WHERE state IN ('available', 'retryable', 'scheduled') AND scheduled_at <= now()),
		count(*) FILTER (WHERE state = 'running'),
		count(*) FILTER (WHERE state = 'discarded'),
		min(scheduled_at) FILTER (WHERE state IN ('available', 'retryable', 'scheduled') AND scheduled_at <= now())
		FROM `+inSchema("river_job")+` WHERE state <> 'completed'`).Scan(&b.Waiting, &b.Running, &b.Discarded, &oldest)
	if err != nil {
		return Backlog{}, fmt.Errorf("river: backlog: %w", err)
	}
	if oldest != nil {
		b.Oldest = *oldest
	}
	err = pool.QueryRow(ctx, `SELECT expires_at > now() FROM `+inSchema("river_leader")+` LIMIT 1`).Scan(&b.Worker)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return Backlog{}, fmt.Errorf("river: leader: %w", err)
	}
	return b, nil
}
