package platform

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"
	_ "time/tzdata" // the zones that people choose, on machines without a table of their own

	"github.com/applyforus/applyforus/adapters/blob"
	"github.com/applyforus/applyforus/adapters/mail"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/redis"
	"github.com/applyforus/applyforus/adapters/seal"
	"github.com/applyforus/applyforus/apps/internal/reqlog"
	"github.com/applyforus/applyforus/ports"
)

// Parts are the open connections and stores that wiring hands to the use-cases.
type Parts struct {
	Config Config
	Log    *slog.Logger
	DB     *postgres.DB
	Redis  *redis.Client
	Blobs  *blob.Bucket
	Mail   *mail.Capture // mail that was kept instead of sent
	Mailer ports.Mailer
	Sealer *seal.Ring
	Now    func() time.Time

	closers []func() error
}

// ErrNoDatabase and ErrNoRedis say what a binary of its own cannot do without.
var (
	ErrNoDatabase = errors.New("DATABASE_URL is not set. Give the address of a PostgreSQL 15 or newer, or use the standalone app, which starts its own")
	ErrNoRedis    = errors.New("REDIS_URL is not set. Give the address of a Redis 7, or use the standalone app, which has one inside")
)

// OpenParts connects to everything that the configuration names and brings the
// database's schema up to date. Close undoes it.
func OpenParts(ctx context.Context, config Config) (*Parts, error) {
	if config.DatabaseURL == "" {
		return nil, ErrNoDatabase
	}
	if config.RedisURL == "" {
		return nil, ErrNoRedis
	}
	p := &Parts{Config: config, Log: newLogger(config), Now: func() time.Time { return time.Now().UTC() }}
	if err := p.open(ctx); err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return p, nil
}

func (p *Parts) open(ctx context.Context) error {
	if err := p.migrate(ctx); err != nil {
		return err
	}
	db, err := postgres.Open(ctx, postgres.Options{
		URL: p.Config.DatabaseURL, MaxConns: int32(p.Config.DatabaseConns), Pooled: p.Config.DatabaseDirectURL != "",
	})
	if err != nil {
		return err
	}
	p.DB = db
	p.onClose(func() error { db.Close(); return nil })
	if p.Redis, err = redis.Open(ctx, p.Config.RedisURL); err != nil {
		return err
	}
	p.onClose(p.Redis.Close)
	if p.Blobs, err = blob.OpenFolder(filepath.Join(p.Config.Data, "files")); err != nil {
		return err
	}
	p.onClose(p.Blobs.Close)
	if p.Mail, err = mail.NewCapture(filepath.Join(p.Config.Data, "mail")); err != nil {
		return err
	}
	if p.Mailer, err = wireMailer(p.Config, p.Mail); err != nil {
		return err
	}
	p.Sealer, err = openRing(ctx, p.Config)
	return err
}

// migrate runs over a direct connection: advisory locks do not survive PgBouncer.
func (p *Parts) migrate(ctx context.Context) error {
	direct, err := postgres.Open(ctx, postgres.Options{URL: firstOf(p.Config.DatabaseDirectURL, p.Config.DatabaseURL), MaxConns: 2})
	if err != nil {
		return err
	}
	defer direct.Close()
	return postgres.Migrate(ctx, direct)
}

func (p *Parts) onClose(closer func() error) { p.closers = append(p.closers, closer) }

// Close closes everything in the opposite order of opening.
func (p *Parts) Close() error {
	var problems []error
	for i := len(p.closers) - 1; i >= 0; i-- {
		problems = append(problems, p.closers[i]())
	}
	p.closers = nil
	return errors.Join(problems...)
}

func newLogger(config Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(config.LogLevel)) // LoadConfig allows only known levels
	options := &slog.HandlerOptions{Level: level, ReplaceAttr: reqlog.Mask}
	if config.Production() {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}
