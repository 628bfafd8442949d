// Package platformtest wires the whole product for a test or a benchmark, on a database of its own.
package platformtest

import (
	"log/slog"
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/redis"
	"github.com/applyforus/applyforus/apps/internal/platform"
)

// Open wires everything as a binary does that runs no tasks. Nothing is logged.
func Open(t testing.TB) *platform.Services {
	t.Helper()
	cache, err := redis.StartEmbedded()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cache.Close)
	settings := map[string]string{
		"DATABASE_URL": pgtest.URL(t), "REDIS_URL": cache.URL(), "AFU_DATA": t.TempDir(), "AFU_CACHE": t.TempDir(), "DATABASE_MAX_CONNS": "4",
		"TRUSTED_PROXIES": "10.0.0.0/8", "SEEKER_URL": "http://127.0.0.1:1", "EMPLOYER_URL": "http://127.0.0.1:1",
	}
	config, err := platform.LoadConfig(func(name string) (string, bool) { value, ok := settings[name]; return value, ok })
	if err != nil {
		t.Fatal(err)
	}
	s, err := platform.Open(t.Context(), config, platform.Role{})
	if err != nil {
		t.Fatal(err)
	}
	s.Log = slog.New(slog.DiscardHandler)
	t.Cleanup(func() { s.Close() })
	return s
}
