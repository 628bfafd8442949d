package platform_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/apps/internal/platform"
)

func TestAttach(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	running := platform.Config{Data: folder, DatabaseURL: pgtest.URL(t), RedisURL: "redis://127.0.0.1:6400"}
	attach := func(config platform.Config, want bool) platform.Config {
		t.Helper()
		config.Data = folder
		if found, err := platform.Attach(t.Context(), &config); err != nil || found != want {
			t.Errorf("Attach = %v, %v, want %v", found, err, want)
		}
		return config
	}
	if got := attach(platform.Config{}, false); got.DatabaseURL != "" {
		t.Errorf("attached to %+v, and nothing runs", got)
	}
	forget, err := platform.Announce(running)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "instance.json")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v, want 0600", info.Mode(), err)
	}
	if got := attach(platform.Config{}, true); got.DatabaseURL != running.DatabaseURL || got.RedisURL != running.RedisURL {
		t.Errorf("attached to %+v", got)
	}
	if got := attach(platform.Config{RedisURL: "redis://mine"}, true); got.RedisURL != "redis://mine" {
		t.Errorf("the person's Redis became %s", got.RedisURL)
	}
	if got := attach(platform.Config{DatabaseURL: "postgres://mine"}, true); got.DatabaseURL != "postgres://mine" || got.RedisURL != "" {
		t.Errorf("the person's database became %+v", got)
	}
	forget()
	attach(platform.Config{}, false)

	gone := running
	gone.DatabaseURL = "postgres://afu:afu@127.0.0.1:1/x?sslmode=disable"
	if _, err := platform.Announce(gone); err != nil {
		t.Fatal(err)
	}
	attach(platform.Config{}, false)
	if err := os.WriteFile(path, []byte(`{"pid": 1, "data`), 0o600); err != nil {
		t.Fatal(err)
	}
	attach(platform.Config{}, false)
}
