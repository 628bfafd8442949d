// Package postgres holds what every store shares: the pool, the unit of work,
// the migrations and the translation of errors. It must not know a domain; the
// stores lie in its sub-packages, one per domain.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/applyforus/applyforus/ports"
)

// Queryer is what a store speaks to: the pool, or a transaction.
type Queryer interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error)
	SendBatch(ctx context.Context, batch *pgx.Batch) pgx.BatchResults
}

// Options say how to reach the database.
type Options struct {
	URL      string
	MaxConns int32 // 0 = pgx's default
	// Pooled is set behind PgBouncer: statements are then not prepared on the server.
	Pooled bool
}

// InsertTasks puts tasks into the queue's table within a transaction; the queue's
// adapter supplies it.
type InsertTasks func(ctx context.Context, tx pgx.Tx, due []ports.DueTask) error

// DB is one PostgreSQL database.
type DB struct {
	pool   *pgxpool.Pool
	insert InsertTasks
}

// Open connects and waits for the first answer of the server.
func Open(ctx context.Context, opts Options) (*DB, error) {
	config, err := pgxpool.ParseConfig(opts.URL)
	if err != nil {
		return nil, errors.New("postgres: DATABASE_URL is not a PostgreSQL address") // the cause would show the password
	}
	if opts.MaxConns > 0 {
		config.MaxConns = opts.MaxConns
	}
	if opts.Pooled {
		config.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeExec
	}
	config.ConnConfig.RuntimeParams["application_name"] = "applyforus"
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	config.AfterConnect = readTimesAsUTC
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("postgres: open: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("postgres: the database does not answer: %w", err)
	}
	return &DB{pool: pool}, nil
}

// readTimesAsUTC makes times equal wherever the program runs; else they would come in
// the machine's zone.
func readTimesAsUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}

// UseQueue says how tasks get into the queue. It is called once while wiring.
func (db *DB) UseQueue(insert InsertTasks) { db.insert = insert }

// Pool is for readers, the queue and the bench; writes go through a unit of work.
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// Close waits for running queries and closes all connections.
func (db *DB) Close() { db.pool.Close() }
