// Package memory holds narrow fakes of the ports for tests of use-cases. Each fake
// passes the same suite as the real adapter. Lists, searches and reports have no
// twin here: they are tested on PostgreSQL.
package memory

import (
	"context"
	"maps"
	"sync"
	"time"

	"github.com/applyforus/applyforus/ports"
)

// DB holds rows and tasks in memory. One unit of work runs at a time.
type DB struct {
	mu     sync.Mutex
	tables map[string]table
	tasks  []ports.DueTask
}

// New makes an empty database.
func New() *DB { return &DB{tables: map[string]table{}} }

// Tasks gives the tasks that committed units of work have enqueued, oldest first.
func (db *DB) Tasks() []ports.DueTask {
	db.mu.Lock()
	defer db.mu.Unlock()
	return append([]ports.DueTask(nil), db.tasks...)
}

// Read runs fn outside any unit of work, as a pool's read does. It must not write.
func (db *DB) Read(fn func(Session)) {
	db.mu.Lock()
	defer db.mu.Unlock()
	fn(Session{state: &state{tables: db.tables}})
}

type table interface{ clone() table }

// Rows is one table: a map from key to row.
type Rows[K comparable, V any] map[K]V

func (r Rows[K, V]) clone() table { return maps.Clone(r) }

type state struct {
	tables map[string]table
	tasks  []ports.DueTask
}

// Session is one unit of work in progress.
type Session struct{ state *state }

// Table gives the named table of a session, made when it is not there yet.
func Table[K comparable, V any](s Session, name string) Rows[K, V] {
	found, ok := s.state.tables[name]
	if !ok {
		found = Rows[K, V]{}
		s.state.tables[name] = found
	}
	return found.(Rows[K, V])
}

// Outbox enqueues within this unit of work.
func (s Session) Outbox() ports.Outbox { return outbox(s) }

type unitOfWork[T any] struct {
	db   *DB
	bind func(Session) T
}

// UnitOfWork makes a service's unit of work over the database.
func UnitOfWork[T any](db *DB, bind func(Session) T) ports.UnitOfWork[T] {
	return unitOfWork[T]{db: db, bind: bind}
}

type insideKey struct{}

func (u unitOfWork[T]) Do(ctx context.Context, fn func(ctx context.Context, tx T) error) error {
	if ctx.Value(insideKey{}) != nil {
		return ports.ErrNestedWork
	}
	u.db.mu.Lock()
	defer u.db.mu.Unlock()
	draft := &state{tables: make(map[string]table, len(u.db.tables))}
	for name, rows := range u.db.tables {
		draft.tables[name] = rows.clone()
	}
	if err := fn(context.WithValue(ctx, insideKey{}, true), u.bind(Session{state: draft})); err != nil {
		return err
	}
	u.db.tables = draft.tables
	u.db.tasks = append(u.db.tasks, draft.tasks...)
	return nil
}

type outbox struct{ state *state }

func (o outbox) Enqueue(_ context.Context, tasks ...ports.Task) error {
	for _, task := range tasks {
		o.state.tasks = append(o.state.tasks, ports.DueTask{Task: task})
	}
	return nil
}

func (o outbox) EnqueueAt(_ context.Context, at time.Time, task ports.Task) error {
	o.state.tasks = append(o.state.tasks, ports.DueTask{Task: task, At: at})
	return nil
}
