package pgembed

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// maxSocketPath is the longest path of a Unix socket in bytes (sun_path of 108 on
// Linux and 104 on macOS, less the final zero).
const maxSocketPath = 103

// socketPort names the socket file; no network port of that number is opened.
const socketPort = 5432

// endpoint is where a server listens: a socket folder, or a port of 127.0.0.1.
type endpoint struct {
	socketDir string
	port      int
}

// endpointFor picks the socket in the data folder, or a free port when asked for
// or when the path would be too long for a socket.
func endpointFor(ctx context.Context, opts Options) (endpoint, error) {
	dir := filepath.Join(opts.DataDir, "socket")
	if !opts.TCP && len(filepath.Join(dir, ".s.PGSQL."+strconv.Itoa(socketPort))) <= maxSocketPath {
		return endpoint{socketDir: dir, port: socketPort}, nil
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return endpoint{}, fmt.Errorf("find a free port for PostgreSQL: %w", err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	return endpoint{port: port}, listener.Close()
}

// url is the connection string of the role for a database.
func (e endpoint) url(password, database string) string {
	query := url.Values{"sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.UserPassword(Role, password), Path: "/" + database}
	if e.socketDir != "" {
		query.Set("host", e.socketDir)
		query.Set("port", strconv.Itoa(e.port))
	} else {
		u.Host = net.JoinHostPort("127.0.0.1", strconv.Itoa(e.port))
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// ensureDatabase signs in to our database, and makes it when it is not there yet.
// It is also the proof that the server takes connections with our password.
func ensureDatabase(ctx context.Context, at endpoint, password string) error {
	conn, err := pgx.Connect(ctx, at.url(password, Database))
	if err == nil {
		return conn.Close(ctx)
	}
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == "28P01" {
		return errors.New("the server refuses the password kept in the data folder; put the right one back, or restore the folder from a backup")
	}
	if refused == nil || refused.Code != "3D000" { // 3D000: no such database
		return fmt.Errorf("connect to the server just started: %w", err)
	}
	conn, err = pgx.Connect(ctx, at.url(password, "postgres"))
	if err != nil {
		return fmt.Errorf("connect to the server just started: %w", err)
	}
	_, err = conn.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{Database}.Sanitize())
	if err := errors.Join(err, conn.Close(ctx)); err != nil {
		return fmt.Errorf("make the database %s: %w", Database, err)
	}
	return nil
}
