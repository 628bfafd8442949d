package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/applyforus/applyforus/ports"
)

// maxAttempts bounds how often a unit of work runs when PostgreSQL asks to retry it.
const maxAttempts = 3

// Session is one open transaction. A service's wiring makes its ports from it.
type Session struct {
	tx     pgx.Tx
	insert InsertTasks
}

// Queryer is what stores of this transaction speak to.
func (s Session) Queryer() Queryer { return s.tx }

// Outbox enqueues within this transaction.
func (s Session) Outbox() ports.Outbox { return outbox{s} }

type unitOfWork[T any] struct {
	db   *DB
	bind func(Session) T
}

// UnitOfWork makes a service's unit of work: bind names every port that one of its
// transactions may touch.
func UnitOfWork[T any](db *DB, bind func(Session) T) ports.UnitOfWork[T] {
	return unitOfWork[T]{db: db, bind: bind}
}

type insideKey struct{}

func (u unitOfWork[T]) Do(ctx context.Context, fn func(ctx context.Context, tx T) error) error {
	if ctx.Value(insideKey{}) != nil {
		return ports.ErrNestedWork
	}
	inside := context.WithValue(ctx, insideKey{}, true)
	var err error
	for attempt := range maxAttempts {
		if attempt > 0 {
			time.Sleep(time.Duration(attempt*attempt) * 5 * time.Millisecond)
		}
		err = pgx.BeginFunc(ctx, u.db.pool, func(tx pgx.Tx) error {
			return fn(inside, u.bind(Session{tx: tx, insert: u.db.insert}))
		})
		if !retryable(err) {
			return err
		}
	}
	return err
}

// retryable tells a serialisation failure or a deadlock: PostgreSQL undid
// everything and the same work may succeed now.
func retryable(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}

type outbox struct{ session Session }

func (o outbox) Enqueue(ctx context.Context, tasks ...ports.Task) error {
	due := make([]ports.DueTask, len(tasks))
	for i, task := range tasks {
		due[i] = ports.DueTask{Task: task}
	}
	return o.put(ctx, due)
}

func (o outbox) EnqueueAt(ctx context.Context, at time.Time, task ports.Task) error {
	return o.put(ctx, []ports.DueTask{{Task: task, At: at}})
}

func (o outbox) put(ctx context.Context, due []ports.DueTask) error {
	if o.session.insert == nil {
		return errors.New("postgres: no queue is wired")
	}
	if err := o.session.insert(ctx, o.session.tx, due); err != nil {
		return fmt.Errorf("postgres: enqueue: %w", err)
	}
	return nil
}
