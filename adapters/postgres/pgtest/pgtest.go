// Package pgtest gives each test a PostgreSQL database of its own: a clone of a
// template that holds the migrated schema. A missing server fails the test.
package pgtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/applyforus/applyforus/adapters/pgembed"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/core/id"
)

type cloneKind struct{}

// New opens a fresh database with the current schema and no queue. It is dropped
// when the test ends; a failed test's database is kept for a look.
func New(t testing.TB) *postgres.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), postgres.Options{URL: URL(t), MaxConns: 8})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}

// URL is the address of a fresh database with the current schema, for tests that
// start a whole process.
func URL(t testing.TB) string {
	t.Helper()
	admin := server(t)
	template := "afu_template_" + postgres.SchemaHash()
	if err := ensureTemplate(admin, template); err != nil {
		t.Fatal(err)
	}
	name := "afu_test_" + id.New[cloneKind]().String()[14:]
	if err := execute(admin, fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", pgx.Identifier{name}.Sanitize(), template)); err != nil {
		t.Fatalf("pgtest: clone the template: %v", err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("pgtest: kept database %s", name)
			return
		}
		if err := execute(admin, fmt.Sprintf("DROP DATABASE %s WITH (FORCE)", pgx.Identifier{name}.Sanitize())); err != nil {
			t.Errorf("pgtest: drop: %v", err)
		}
	})
	return withDatabase(admin, name)
}

var own struct {
	once sync.Once
	url  string
	err  error
}

// server is the address of the server: TEST_DATABASE_URL, which `make test` sets,
// else one that this test binary starts for itself.
func server(t testing.TB) string {
	t.Helper()
	if address := os.Getenv("TEST_DATABASE_URL"); address != "" {
		return address
	}
	own.once.Do(func() {
		base := filepath.Join(os.TempDir(), fmt.Sprintf("applyforus-test-%d", os.Getuid()))
		removeAbandoned(base)
		started, err := pgembed.Start(context.Background(), pgembed.Options{
			DataDir:  filepath.Join(base, strconv.Itoa(os.Getpid())),
			CacheDir: filepath.Join(base, "binaries"),
			Settings: map[string]string{"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"},
		})
		if err != nil {
			own.err = err
			return
		}
		own.url = started.URL()
	})
	if own.err != nil {
		t.Fatalf("pgtest: no PostgreSQL: set TEST_DATABASE_URL, or run make test: %v", own.err)
	}
	return own.url
}

// removeAbandoned clears the data folders of test processes that are gone; a
// server ends with its process, its folder does not.
func removeAbandoned(base string) {
	entries, _ := os.ReadDir(base)
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil || syscall.Kill(pid, 0) == nil {
			continue
		}
		_ = os.RemoveAll(filepath.Join(base, entry.Name()))
	}
}

// templates guards against two tests of this binary building the template at once;
// other binaries are kept off by an advisory lock.
var templates sync.Mutex

func ensureTemplate(admin, template string) error {
	templates.Lock()
	defer templates.Unlock()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, admin)
	if err != nil {
		return fmt.Errorf("pgtest: connect: %w", err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock(hashtext($1))", template); err != nil {
		return fmt.Errorf("pgtest: lock: %w", err)
	}
	var ready bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", template).Scan(&ready); err != nil || ready {
		return err
	}
	building := template + "_building"
	if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+building); err != nil {
		return fmt.Errorf("pgtest: clear: %w", err)
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+building); err != nil {
		return fmt.Errorf("pgtest: create: %w", err)
	}
	db, err := postgres.Open(ctx, postgres.Options{URL: withDatabase(admin, building), MaxConns: 2})
	if err != nil {
		return err
	}
	err = postgres.Migrate(ctx, db)
	db.Close()
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, fmt.Sprintf("ALTER DATABASE %s RENAME TO %s", building, template))
	return err
}

func execute(address, statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}

func withDatabase(address, name string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address
	}
	parsed.Path = "/" + name
	return parsed.String()
}
