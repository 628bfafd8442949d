package platform

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
)

// Instance is how other commands of the same person reach a running standalone app.
// It holds the database's password, so only its owner may read the file.
type Instance struct {
	PID         int    `json:"pid"`
	DatabaseURL string `json:"database_url"`
	RedisURL    string `json:"redis_url"`
}

func instanceFile(config Config) string { return filepath.Join(config.Data, "instance.json") }

// Announce writes the file of this instance; forget removes it.
func Announce(config Config) (forget func(), err error) {
	content, err := json.Marshal(Instance{PID: os.Getpid(), DatabaseURL: config.DatabaseURL, RedisURL: config.RedisURL})
	if err != nil {
		return nil, err
	}
	path := instanceFile(config)
	if err := os.WriteFile(path+".part", content, 0o600); err != nil {
		return nil, fmt.Errorf("announce this instance: %w", err)
	}
	if err := os.Rename(path+".part", path); err != nil {
		return nil, fmt.Errorf("announce this instance: %w", err)
	}
	return func() { _ = os.Remove(path) }, nil
}

// Attach fills in the addresses of the running standalone app. It tells false when
// none runs: a file that a killed one left behind counts as none.
func Attach(ctx context.Context, config *Config) (bool, error) {
	if config.DatabaseURL != "" {
		return true, nil
	}
	content, err := os.ReadFile(instanceFile(*config))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look for a running instance: %w", err)
	}
	var running Instance
	if err := json.Unmarshal(content, &running); err != nil {
		return false, nil
	}
	probe, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	db, err := postgres.Open(probe, postgres.Options{URL: running.DatabaseURL, MaxConns: 1})
	if err != nil {
		return false, nil
	}
	db.Close()
	config.DatabaseURL = running.DatabaseURL
	if config.RedisURL == "" {
		config.RedisURL = running.RedisURL
	}
	return true, nil
}
