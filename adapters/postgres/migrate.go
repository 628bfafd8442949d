package postgres

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// QueueSchema is where River keeps its tables.
const QueueSchema = "river"

// queueVersion is the version of River's schema that this program is written for.
const queueVersion = 8

//go:embed migrations/*.sql
var migrations embed.FS

// Migrate brings the schema up to date: the queue's tables first, then our own
// in the order of their time stamps. Running it twice, or from several
// processes at once, is harmless.
func Migrate(ctx context.Context, db *DB) error {
	if _, err := db.pool.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS "+QueueSchema); err != nil {
		return fmt.Errorf("postgres: queue schema: %w", err)
	}
	queue, err := rivermigrate.New(riverpgxv5.New(db.pool), &rivermigrate.Config{Schema: QueueSchema})
	if err != nil {
		return fmt.Errorf("postgres: queue migrations: %w", err)
	}
	if _, err := queue.Migrate(ctx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{TargetVersion: queueVersion}); err != nil {
		return fmt.Errorf("postgres: migrate the queue: %w", err)
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	sqlDB := stdlib.OpenDBFromPool(db.pool)
	defer sqlDB.Close()
	provider, err := goose.NewProvider(goose.DialectPostgres, sqlDB, files, goose.WithSessionLocker(locker))
	if err != nil {
		return fmt.Errorf("postgres: migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("postgres: migrate: %w", err)
	}
	return nil
}

// SchemaHash names the schema that Migrate makes: equal hashes, equal schema.
// Test databases are cloned from a template of this name.
func SchemaHash() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "river %d\n", queueVersion)
	entries, _ := migrations.ReadDir("migrations")
	for _, entry := range entries {
		body, _ := migrations.ReadFile("migrations/" + entry.Name())
		fmt.Fprintf(sum, "%s %d\n", entry.Name(), len(body))
		sum.Write(body)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}
