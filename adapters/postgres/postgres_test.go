package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func sessions(db *postgres.DB) ports.UnitOfWork[postgres.Session] {
	return postgres.UnitOfWork(db, func(s postgres.Session) postgres.Session { return s })
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"postgres://afu:hunter2@%zz/x":                         "DATABASE_URL is not a PostgreSQL address",
		"postgres://afu:hunter2@127.0.0.1:1/x?sslmode=disable": "does not answer",
	} {
		_, err := postgres.Open(t.Context(), postgres.Options{URL: url})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("err = %v, want %q and no password", err, want)
		}
	}
}

func TestTimesAreUTC(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	at := time.Date(2026, 11, 23, 12, 0, 0, 123456000, time.UTC)
	var plain time.Time
	var optional *time.Time
	err := db.Pool().QueryRow(t.Context(), "SELECT $1::timestamptz, $1::timestamptz", at.In(time.FixedZone("", 7200))).Scan(&plain, &optional)
	if err != nil || plain != at || *optional != at {
		t.Errorf("%v became %v and %v, %v", at, plain, optional, err)
	}
}

func TestPooledConnections(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), postgres.Options{URL: pgtest.URL(t), MaxConns: 1, Pooled: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var prepared int
	for range 3 {
		if err := db.Pool().QueryRow(t.Context(), "SELECT count(*) FROM pg_prepared_statements WHERE $1 <> ''", "x").Scan(&prepared); err != nil || prepared != 0 {
			t.Errorf("%d statements are prepared on the server, %v", prepared, err)
		}
	}
}

func TestMigrateTwiceAndAtOnce(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	failed := make(chan error, 3)
	for range cap(failed) {
		go func() { failed <- postgres.Migrate(t.Context(), db) }()
	}
	for range cap(failed) {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

func TestSerialisationFailuresAreRetried(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	for code, want := range map[string]int{"40001": 3, "40P01": 3, "23505": 1} {
		runs := 0
		err := sessions(db).Do(t.Context(), func(ctx context.Context, tx postgres.Session) error {
			runs++
			_, err := tx.Queryer().Exec(ctx, fmt.Sprintf("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '%s'; END $$", code))
			return fmt.Errorf("wrapped: %w", err)
		})
		var pg *pgconn.PgError
		if runs != want || !errors.As(err, &pg) || pg.Code != code {
			t.Errorf("%s: %d runs and %v, want %d runs", code, runs, err, want)
		}
	}
}

// Two transactions lock the same two rows in opposite order: PostgreSQL ends one, and
// the unit of work runs it again.
func TestDeadlock(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	if _, err := db.Pool().Exec(t.Context(), "CREATE TABLE counters (id int PRIMARY KEY, n int NOT NULL); INSERT INTO counters VALUES (1, 0), (2, 0)"); err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup
	both.Add(2)
	failed := make(chan error, 2)
	for first := range 2 {
		go func() {
			met := false
			failed <- sessions(db).Do(t.Context(), func(ctx context.Context, tx postgres.Session) error {
				for i := range 2 {
					if _, err := tx.Queryer().Exec(ctx, "UPDATE counters SET n = n + 1 WHERE id = $1", 1+(first+i)%2); err != nil {
						return err
					}
					if !met {
						met = true
						both.Done()
						both.Wait()
					}
				}
				return nil
			})
		}()
	}
	for range 2 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	var sum int
	if err := db.Pool().QueryRow(t.Context(), "SELECT sum(n) FROM counters").Scan(&sum); err != nil || sum != 4 {
		t.Errorf("the counters add up to %d, %v, want 4", sum, err)
	}
}

func TestTasksNeedAQueue(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	err := sessions(db).Do(t.Context(), func(ctx context.Context, tx postgres.Session) error {
		return tx.Outbox().Enqueue(ctx, porttest.ProbeTask{})
	})
	if err == nil {
		t.Error("a task was taken that nobody keeps")
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	breach := fmt.Errorf("wrapped: %w", &pgconn.PgError{Code: "23505", ConstraintName: "users_email_key"})
	if !postgres.Violates(breach, "users_email_key") || postgres.Violates(breach, "other") || postgres.Violates(nil, "") || postgres.Violates(errors.New("x"), "") {
		t.Error("Violates is wrong")
	}
	boom := errors.New("boom")
	if err := postgres.Missing(pgx.ErrNoRows, fault.ErrNotFound); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("no row is %v", err)
	}
	if postgres.Missing(nil, fault.ErrNotFound) != nil || !errors.Is(postgres.Missing(boom, fault.ErrNotFound), boom) {
		t.Error("Missing changes other errors")
	}
	if err := postgres.Changed(0, nil); !errors.Is(err, fault.ErrStale) {
		t.Errorf("no changed row is %v", err)
	}
	if postgres.Changed(1, nil) != nil || !errors.Is(postgres.Changed(0, boom), boom) {
		t.Error("Changed changes other outcomes")
	}
	wrap := postgres.Wrapper("thingpg")
	if err := wrap("get", boom); !errors.Is(err, boom) || err.Error() != "thingpg: get: boom" || wrap("get", nil) != nil {
		t.Errorf("wrapped to %v", err)
	}
	now := time.Now()
	if postgres.Optional(time.Time{}) != nil || *postgres.Optional(now) != now || !postgres.OrZero(nil).IsZero() || postgres.OrZero(&now) != now {
		t.Error("optional times are wrong")
	}
}

// TestStatusesAreTyped finds columns that sqlc should have given a type of core.
func TestStatusesAreTyped(t *testing.T) {
	t.Parallel()
	plain := regexp.MustCompile(`(?m)^\s+\w*(Status|Stage|State)\s+\*?string\b`)
	files, err := fs.Glob(os.DirFS("internal"), "*/models.go")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files of models, %v", len(files), err)
	}
	for _, file := range files {
		source, err := os.ReadFile("internal/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range plain.FindAllString(string(source), -1) {
			t.Errorf("%s: %s: add an override to sqlc.yaml", file, strings.TrimSpace(found))
		}
	}
}
