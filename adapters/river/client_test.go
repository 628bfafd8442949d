package river_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/river"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

var quiet = slog.New(slog.DiscardHandler)

func open(t *testing.T, registry *river.Registry, workers map[river.Queue]int) (*postgres.DB, *river.Client) {
	t.Helper()
	db := pgtest.New(t)
	client, err := river.New(db.Pool(), registry, nil, river.Options{Schema: postgres.QueueSchema, Logger: quiet, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	db.UseQueue(client.Insert)
	return db, client
}

func TestUnitOfWorkOnPostgresAndRiver(t *testing.T) {
	t.Parallel()
	porttest.UnitOfWork(t, func(t *testing.T) porttest.WorkProbe {
		t.Helper()
		registry := river.NewRegistry()
		river.Handle(registry, river.Policy{Queue: river.QueueDefault, MaxAttempts: 1}, func(context.Context, porttest.ProbeTask) error { return nil })
		db, _ := open(t, registry, nil)
		count := func(query string) func() int {
			return func() (n int) {
				if err := db.Pool().QueryRow(t.Context(), query).Scan(&n); err != nil {
					t.Fatal(err)
				}
				return n
			}
		}
		return porttest.WorkProbe{
			Work: postgres.UnitOfWork(db, func(s postgres.Session) porttest.ProbeTx {
				return porttest.ProbeTx{Outbox: s.Outbox(), Put: func(ctx context.Context) error {
					_, err := s.Queryer().Exec(ctx, "INSERT INTO jobs.requisitions (id, created_at) VALUES ($1, now())", id.New[struct{}]())
					return err
				}}
			}),
			Rows:  count("SELECT count(*) FROM jobs.requisitions"),
			Tasks: count("SELECT count(*) FROM river.river_job"),
		}
	})
}

type pingTask struct {
	N int `json:"n"`
}

func (pingTask) Kind() string { return "test.ping" }

type enqueueTx struct{ Outbox ports.Outbox }

func TestTasksAreWorkedOnceCommitted(t *testing.T) {
	t.Parallel()
	var worked atomic.Int64
	done := make(chan int, 1)
	registry := river.NewRegistry()
	river.Handle(registry, river.Policy{Queue: river.QueueDefault, MaxAttempts: 3, Timeout: 5 * time.Second},
		func(_ context.Context, task pingTask) error {
			if worked.Add(1) == 1 {
				return errors.New("the first try fails")
			}
			done <- task.N
			return nil
		})
	db, client := open(t, registry, map[river.Queue]int{river.QueueDefault: 2})
	if err := client.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Stop(context.Background()) }) //nolint:errcheck // the test is over
	work := postgres.UnitOfWork(db, func(s postgres.Session) enqueueTx { return enqueueTx{s.Outbox()} })
	err := work.Do(t.Context(), func(ctx context.Context, tx enqueueTx) error { return tx.Outbox.Enqueue(ctx, pingTask{N: 7}) })
	if err != nil {
		t.Fatal(err)
	}
	select {
	case n := <-done:
		if n != 7 {
			t.Errorf("worked task %d, want 7", n)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the task was not worked")
	}
}

func TestUniqueTasks(t *testing.T) {
	t.Parallel()
	started, goOn := make(chan int, 10), make(chan struct{})
	registry := river.NewRegistry()
	river.Handle(registry, river.Policy{Queue: river.QueueDefault, MaxAttempts: 3, Timeout: time.Minute, Unique: true},
		func(_ context.Context, task pingTask) error {
			started <- task.N
			<-goOn
			return nil
		})
	db, client := open(t, registry, map[river.Queue]int{river.QueueDefault: 4})
	work := postgres.UnitOfWork(db, func(s postgres.Session) enqueueTx { return enqueueTx{s.Outbox()} })
	enqueue := func(n int) {
		t.Helper()
		if err := work.Do(t.Context(), func(ctx context.Context, tx enqueueTx) error { return tx.Outbox.Enqueue(ctx, pingTask{N: n}) }); err != nil {
			t.Fatal(err)
		}
	}
	tasks := func(state string) (n int) {
		t.Helper()
		if err := db.Pool().QueryRow(t.Context(), "SELECT count(*) FROM river.river_job WHERE state = $1", state).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	eventually := func(what string, reached func() bool) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); !reached(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal(what)
			}
		}
	}
	enqueue(1)
	enqueue(1)
	enqueue(2)
	if n := tasks("available"); n != 2 {
		t.Fatalf("%d tasks wait, want one with each content", n)
	}
	if err := client.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Stop(context.Background()) }) //nolint:errcheck // the test is over
	<-started
	<-started
	enqueue(1)
	if n := tasks("available"); n != 0 {
		t.Errorf("%d tasks wait while the same one runs", n)
	}
	close(goOn)
	eventually("the tasks did not complete", func() bool { return tasks("completed") == 2 })
	enqueue(1)
	eventually("a completed task kept the same work from being done again", func() bool { return tasks("completed") == 3 })
}

func TestUnknownKindIsRefused(t *testing.T) {
	t.Parallel()
	db, _ := open(t, river.NewRegistry(), nil)
	work := postgres.UnitOfWork(db, func(s postgres.Session) enqueueTx { return enqueueTx{s.Outbox()} })
	err := work.Do(t.Context(), func(ctx context.Context, tx enqueueTx) error { return tx.Outbox.Enqueue(ctx, pingTask{}) })
	if err == nil {
		t.Fatal("a task that nobody handles was accepted")
	}
}

func TestAUniqueTaskMayBeMadeAgainOnceItIsDone(t *testing.T) {
	t.Parallel()
	done, release := make(chan int, 2), make(chan struct{})
	registry := river.NewRegistry()
	river.Handle(registry, river.Policy{Queue: river.QueueDefault, MaxAttempts: 1, Timeout: 20 * time.Second, Unique: true},
		func(_ context.Context, task pingTask) error { <-release; done <- task.N; return nil })
	db, client := open(t, registry, map[river.Queue]int{river.QueueDefault: 2})
	work := postgres.UnitOfWork(db, func(s postgres.Session) enqueueTx { return enqueueTx{s.Outbox()} })
	enqueue := func() {
		t.Helper()
		if err := work.Do(t.Context(), func(ctx context.Context, tx enqueueTx) error { return tx.Outbox.Enqueue(ctx, pingTask{N: 1}) }); err != nil {
			t.Fatal(err)
		}
	}
	waiting := func() river.Backlog {
		t.Helper()
		backlog, err := river.ReadBacklog(t.Context(), db.Pool(), postgres.QueueSchema)
		if err != nil {
			t.Fatal(err)
		}
		return backlog
	}
	enqueue()
	enqueue()
	if b := waiting(); b.Waiting != 1 || b.Oldest.IsZero() || b.Worker {
		t.Fatalf("%+v, want one task that waits for a worker", b)
	}
	if err := client.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Stop(context.Background()) }) //nolint:errcheck // the test is over
	close(release)
	for round := range 2 {
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatalf("round %d: the task was not worked", round)
		}
		for until := time.Now().Add(10 * time.Second); waiting().Running > 0 && time.Now().Before(until); {
			time.Sleep(20 * time.Millisecond)
		}
		if round == 0 {
			enqueue()
		}
	}
	for until := time.Now().Add(10 * time.Second); !waiting().Worker; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("no worker is seen while one runs")
		}
	}
}
