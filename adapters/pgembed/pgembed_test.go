package pgembed

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// openDir makes a folder that every account may reach, unlike t.TempDir.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "afupg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// testOptions are fast settings for a server below dir.
func testOptions(t *testing.T, dir string) Options {
	t.Helper()
	cache, err := DefaultCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		DataDir:  filepath.Join(dir, "data"),
		CacheDir: cache,
		Log:      func(line string) { t.Log(line) },
		Settings: map[string]string{"fsync": "off"},
	}
}

func start(t *testing.T, opts Options) *Server {
	t.Helper()
	server, err := Start(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, server) })
	return server
}

func stop(t *testing.T, server *Server) {
	t.Helper()
	if err := server.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// ask runs statements and answers the text of the last one's first column.
func ask(t *testing.T, url string, statements ...string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var answer string
	for i, statement := range statements {
		if i == len(statements)-1 {
			err = conn.QueryRow(t.Context(), statement).Scan(&answer)
		} else {
			_, err = conn.Exec(t.Context(), statement)
		}
		if err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	return answer
}

const keepSomething = "CREATE TABLE kept AS SELECT 'still here'::text AS what"

func TestRestartKeepsData(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	first := start(t, opts)
	got := ask(t, first.URL(), keepSomething, "CREATE EXTENSION pg_trgm", "CREATE EXTENSION unaccent",
		"SELECT lower('ÄÖÜ') || current_setting('shared_buffers') || current_user || current_database()")
	if want := "äöü32MBapplyforusapplyforus"; got != want {
		t.Errorf("the server answers %q, want %q", got, want)
	}
	stop(t, first)
	select {
	case <-first.Done():
	default:
		t.Error("Done is open after Stop")
	}
	began := time.Now()
	second := start(t, opts)
	if took := time.Since(began); took > time.Second {
		t.Errorf("a warm start took %v", took)
	}
	if got := ask(t, second.URL(), "SELECT what FROM kept"); got != "still here" {
		t.Errorf("kept %q", got)
	}
	info, err := os.Stat(filepath.Join(opts.DataDir, "password"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the password has mode %v", info.Mode())
	}
}

func TestTCP(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	opts.TCP = true
	server := start(t, opts)
	if !strings.Contains(server.URL(), "@127.0.0.1:") {
		t.Fatalf("URL %s", server.URL())
	}
	if got := ask(t, server.URL(), "SHOW unix_socket_directories"); got != "" {
		t.Errorf("a socket folder %q beside TCP", got)
	}
	wrong := strings.Replace(server.URL(), Role+":", Role+":x", 1)
	if conn, err := pgx.Connect(t.Context(), wrong); err == nil {
		conn.Close(t.Context())
		t.Error("a wrong password was let in")
	}
}

func TestLongFolderFallsBackToTCP(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, filepath.Join(openDir(t), strings.Repeat("long", 30)))
	if got := ask(t, start(t, opts).URL(), "SHOW listen_addresses"); got != "127.0.0.1" {
		t.Errorf("listens on %q", got)
	}
}

func TestSecondStartIsTold(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	opts.Place = "http://127.0.0.1:3000"
	start(t, opts)
	_, err := Start(t.Context(), opts)
	var inUse *InUseError
	if !errors.As(err, &inUse) {
		t.Fatalf("a second start answers %v", err)
	}
	if inUse.Place != opts.Place || inUse.PID != fmt.Sprint(os.Getpid()) {
		t.Errorf("the second start is told %+v", inUse)
	}
}

func TestEarlyExitShowsTheLog(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	opts.Settings = map[string]string{"shared_buffers": "nonsense"}
	_, err := Start(t.Context(), opts)
	if err == nil || !strings.Contains(err.Error(), "ended while starting") || !strings.Contains(err.Error(), `"shared_buffers"`) {
		t.Fatalf("got %v", err)
	}
	opts.Settings = nil
	start(t, opts)
}

func TestOtherMajorVersion(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	stop(t, start(t, opts))
	version := filepath.Join(opts.DataDir, "cluster", "PG_VERSION")
	if err := os.WriteFile(version, []byte("13\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), opts)
	if err == nil || !strings.Contains(err.Error(), "belongs to PostgreSQL 13") || !strings.Contains(err.Error(), "postgresql-13") {
		t.Errorf("got %v", err)
	}
}

func TestServerThatDiesIsNoticed(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	server := start(t, opts)
	ask(t, server.URL(), keepSomething, "SELECT 'x'")
	server.process.signal(os.Kill)
	select {
	case <-server.Done():
	case <-time.After(quickly):
		t.Fatal("Done stays open")
	}
	stop(t, server)
	if got := ask(t, start(t, opts).URL(), "SELECT what FROM kept"); got != "still here" {
		t.Errorf("kept %q", got)
	}
}

func TestInterruptedInitIsRepeated(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	left := filepath.Join(opts.DataDir, "cluster.new-1")
	if err := os.MkdirAll(left, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(left, "PG_VERSION"), []byte("18\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, opts)
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there (%v)", left, err)
	}
}

func TestForeignFolderIsLeftAlone(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	precious := filepath.Join(opts.DataDir, "cluster", "precious")
	if err := os.MkdirAll(precious, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Start(t.Context(), opts); err == nil || !strings.Contains(err.Error(), "holds no PostgreSQL data") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
}

func TestClosedParentIsNamed(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root starts the server as another account")
	}
	closed := filepath.Join(openDir(t), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), testOptions(t, closed))
	if err == nil || !strings.Contains(err.Error(), "chmod o+x "+closed) {
		t.Errorf("got %v", err)
	}
}

func TestInstalledServerIsTheFallback(t *testing.T) {
	t.Parallel()
	opts := testOptions(t, openDir(t))
	acct, err := prepareDataDir(opts.DataDir)
	if err != nil {
		t.Fatal(err)
	}
	if len(installed(t.Context(), acct)) == 0 {
		t.Skip("no PostgreSQL is installed on this machine: nothing to fall back to")
	}
	opts.CacheDir = filepath.Join(filepath.Dir(opts.DataDir), "cache")
	opts.Repository = "http://127.0.0.1:1" // nobody listens there
	if got := ask(t, start(t, opts).URL(), "SELECT lower('Ä')"); got != "ä" {
		t.Errorf("lower answers %q", got)
	}
}
