package river

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"github.com/applyforus/applyforus/ports"
)

// rescueAfter is how long a task may be marked as running before it counts as
// lost with its worker. It is longer than every policy's timeout.
const rescueAfter = 10 * time.Minute

// Options configure a client.
type Options struct {
	Schema string // where River's tables are
	Logger *slog.Logger
	// Workers is how many tasks of each queue run at once; an absent queue is not
	// worked here. Empty = this process only inserts.
	Workers map[Queue]int
	// PollOnly is set where LISTEN does not work (behind PgBouncer).
	PollOnly bool
}

// Periodic is a task that is made anew at each interval.
type Periodic struct {
	Every time.Duration
	Task  ports.Task
	// AtStart also makes one when the process starts.
	AtStart bool
}

// Client inserts tasks and, where it has workers, runs them.
type Client struct {
	river    *river.Client[pgx.Tx]
	registry *Registry
	works    bool
}

// New makes a client over the pool. Every kind that is inserted must be in the registry.
func New(pool *pgxpool.Pool, registry *Registry, periodic []Periodic, opts Options) (*Client, error) {
	config := &river.Config{
		Schema:               opts.Schema,
		Logger:               opts.Logger,
		PollOnly:             opts.PollOnly,
		RescueStuckJobsAfter: rescueAfter,
		FetchPollInterval:    time.Second,
		FetchCooldown:        50 * time.Millisecond,
	}
	if len(opts.Workers) > 0 {
		config.Workers = registry.workers
		config.Queues = map[string]river.QueueConfig{}
		for queue, n := range opts.Workers {
			config.Queues[string(queue)] = river.QueueConfig{MaxWorkers: n}
		}
	}
	client := &Client{registry: registry, works: len(opts.Workers) > 0}
	for _, p := range periodic {
		insertOpts := client.insertOpts(p.Task, time.Time{})
		config.PeriodicJobs = append(config.PeriodicJobs, river.NewPeriodicJob(
			river.PeriodicInterval(p.Every),
			func() (river.JobArgs, *river.InsertOpts) { return p.Task, insertOpts },
			&river.PeriodicJobOpts{RunOnStart: p.AtStart},
		))
	}
	made, err := river.NewClient(riverpgxv5.New(pool), config)
	if err != nil {
		return nil, fmt.Errorf("river: %w", err)
	}
	client.river = made
	return client, nil
}

// Insert puts tasks into the queue within tx. A kind without a policy is refused:
// nobody would ever run it.
func (c *Client) Insert(ctx context.Context, tx pgx.Tx, due []ports.DueTask) error {
	params := make([]river.InsertManyParams, len(due))
	for i, d := range due {
		if _, known := c.registry.policies[d.Task.Kind()]; !known {
			return fmt.Errorf("river: kind %s has no handler", d.Task.Kind())
		}
		params[i] = river.InsertManyParams{Args: d.Task, InsertOpts: c.insertOpts(d.Task, d.At)}
	}
	_, err := c.river.InsertManyTx(ctx, tx, params)
	return err
}

func (c *Client) insertOpts(task ports.Task, at time.Time) *river.InsertOpts {
	policy := c.registry.policies[task.Kind()]
	return &river.InsertOpts{
		Queue:       string(policy.Queue),
		MaxAttempts: policy.MaxAttempts,
		ScheduledAt: at,
		UniqueOpts:  uniqueness(policy),
	}
}

// uniqueness leaves out tasks that are done: River's own default would keep a task from
// being made again until the finished one is swept away, a day later.
func uniqueness(policy Policy) river.UniqueOpts {
	if !policy.Unique {
		return river.UniqueOpts{}
	}
	return river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
		rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}
}

// Start begins to work; a client without workers does nothing.
func (c *Client) Start(ctx context.Context) error {
	if !c.works {
		return nil
	}
	return c.river.Start(ctx)
}

// Stop lets running tasks end, and cancels them when ctx runs out.
func (c *Client) Stop(ctx context.Context) error {
	if !c.works {
		return nil
	}
	if err := c.river.Stop(ctx); err == nil {
		return nil
	}
	cancel, done := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer done()
	return c.river.StopAndCancel(cancel)
}
