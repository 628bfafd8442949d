package pgembed

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Role is the superuser that Start makes and URL signs in as; Database is the
// database that Start makes and URL names.
const (
	Role     = "applyforus"
	Database = "applyforus"
)

// Options say where and how a server runs. DataDir and CacheDir are required.
type Options struct {
	// DataDir holds the data, the password, the log and the lock. It is made when
	// missing, with mode 0700. When it exists, its owner runs the server.
	DataDir string
	// CacheDir holds fetched binaries, shared by all data folders of the machine.
	CacheDir string
	// BinDir, when set, is a folder with initdb and postgres that is used as it is.
	BinDir string
	// Place is what a refused second start is told about this one, such as an address.
	Place string
	// Log receives one plain line per step worth telling; nil is silence.
	Log func(line string)
	// SharedBuffers is PostgreSQL's setting with a unit; "32MB" when empty.
	SharedBuffers string
	// MaxConnections is PostgreSQL's setting; 100 when zero.
	MaxConnections int
	// Settings are further settings of the server; they win over ours.
	Settings map[string]string
	// TCP asks for a free port of 127.0.0.1 in place of a Unix socket, for clients
	// that cannot reach the socket. A DataDir too long for a socket has the same effect.
	TCP bool
	// StartTimeout bounds the wait for readiness, recovery after a crash included; one minute when zero.
	StartTimeout time.Duration
	// Repository is a Maven repository to fetch from; Maven Central when empty.
	Repository string
	// Client fetches; nil is a client with a timeout of five minutes.
	Client *http.Client
}

// Server is a running PostgreSQL.
type Server struct {
	url      string
	binDir   string
	process  *process
	lock     *lock
	stopOnce sync.Once
	stopErr  error
}

// Start brings up a server on the data folder and answers when it takes
// connections. A server that an earlier, killed process left on the folder is
// stopped first. It answers *InUseError when another live process holds the
// folder, and else errors that name the remedy. ctx bounds the start only, not
// the life of the server.
func Start(ctx context.Context, opts Options) (*Server, error) {
	opts, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	acct, err := prepareDataDir(opts.DataDir)
	if err != nil {
		return nil, err
	}
	held, err := acquire(acct, filepath.Join(opts.DataDir, "lock"), opts.Place)
	if err != nil {
		return nil, err
	}
	server, err := startLocked(ctx, opts, acct)
	if err != nil {
		return nil, errors.Join(err, held.release())
	}
	server.lock = held
	opts.say("PostgreSQL is ready after %d ms (data in %s)", time.Since(began).Milliseconds(), opts.DataDir)
	return server, nil
}

// startLocked is Start once the data folder is ours alone.
func startLocked(ctx context.Context, opts Options, acct account) (*Server, error) {
	clu := cluster{dir: filepath.Join(opts.DataDir, "cluster"), home: opts.DataDir, acct: acct}
	if err := stopOrphan(ctx, clu.dir, opts.Log); err != nil {
		return nil, err
	}
	major, err := clu.major()
	if err != nil {
		return nil, err
	}
	bin, err := locate(ctx, opts, acct, major)
	if err != nil {
		return nil, err
	}
	clu.bin = bin
	password, err := clu.ensure(ctx, opts, major != 0)
	if err != nil {
		return nil, err
	}
	proc, endpoint, err := clu.launch(ctx, opts)
	if err != nil {
		return nil, err
	}
	server := &Server{url: endpoint.url(password, Database), binDir: bin.dir, process: proc}
	if err := ensureDatabase(ctx, endpoint, password); err != nil {
		return nil, errors.Join(err, proc.stop(context.WithoutCancel(ctx)))
	}
	return server, nil
}

// URL is the connection string of the application role, password included.
func (s *Server) URL() string { return s.url }

// BinDir is the folder of the server's binaries.
func (s *Server) BinDir() string { return s.binDir }

// Done is closed when the server has ended, by Stop or by itself.
func (s *Server) Done() <-chan struct{} { return s.process.done }

// Stop ends the server: open transactions are rolled back, the data is flushed,
// and the data folder is free when Stop answers. When ctx ends first, the server
// is stopped the hard way (the next start then replays its log). A second Stop
// answers what the first did.
func (s *Server) Stop(ctx context.Context) error {
	s.stopOnce.Do(func() {
		s.stopErr = errors.Join(s.process.stop(ctx), s.lock.release())
	})
	return s.stopErr
}

// DefaultCacheDir is where fetched binaries are kept when nobody says otherwise:
// a place that every account can read when we are root, else the person's cache folder.
func DefaultCacheDir() (string, error) {
	if os.Geteuid() == 0 {
		return "/var/cache/applyforus", nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no cache folder: %w; set HOME or XDG_CACHE_HOME", err)
	}
	return filepath.Join(dir, "applyforus"), nil
}

// withDefaults fills what was left out and makes the folders absolute.
func (o Options) withDefaults() (Options, error) {
	if o.DataDir == "" || o.CacheDir == "" {
		return o, errors.New("pgembed: Options need a DataDir and a CacheDir")
	}
	for _, dir := range []*string{&o.DataDir, &o.CacheDir, &o.BinDir} {
		if *dir == "" {
			continue
		}
		abs, err := filepath.Abs(*dir)
		if err != nil {
			return o, fmt.Errorf("find the folder %s: %w", *dir, err)
		}
		*dir = abs
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	if o.SharedBuffers == "" {
		o.SharedBuffers = "32MB"
	}
	if o.MaxConnections == 0 {
		o.MaxConnections = 100
	}
	if o.StartTimeout == 0 {
		o.StartTimeout = time.Minute
	}
	if o.Repository == "" {
		o.Repository = defaultRepository
	}
	if o.Client == nil {
		o.Client = &http.Client{Timeout: 5 * time.Minute}
	}
	o.Settings = maps.Clone(o.Settings)
	return o, nil
}

func (o Options) say(format string, args ...any) { o.Log(fmt.Sprintf(format, args...)) }
