package platform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/applyforus/applyforus/adapters/pgembed"
	"github.com/applyforus/applyforus/adapters/redis"
)

// Embedded are the servers that the standalone app brings along for what the
// configuration does not name.
type Embedded struct {
	postgres *pgembed.Server
	redis    *redis.Embedded
}

// StartEmbedded starts what the configuration leaves open, and fills it in. log gets
// one plain line per step worth telling.
func StartEmbedded(ctx context.Context, config *Config, log func(string)) (*Embedded, error) {
	e := &Embedded{}
	if err := os.MkdirAll(config.Data, 0o711); err != nil { //nolint:gosec // PostgreSQL's user passes through it
		return nil, fmt.Errorf("the data folder cannot be made: %w. Set AFU_DATA to a folder of yours", err)
	}
	if config.RedisURL == "" {
		started, err := redis.StartEmbedded()
		if err != nil {
			return nil, err
		}
		e.redis, config.RedisURL = started, started.URL()
	}
	if config.DatabaseURL == "" {
		started, err := pgembed.Start(ctx, pgembed.Options{
			DataDir: filepath.Join(config.Data, "postgres"), CacheDir: config.Cache, Place: config.SeekerURL, Log: log,
			MaxConnections: 40,
		})
		if err != nil {
			return nil, errors.Join(err, e.Stop(ctx))
		}
		e.postgres, config.DatabaseURL = started, started.URL()
	}
	return e, nil
}

// Stop ends the servers.
func (e *Embedded) Stop(ctx context.Context) error {
	if e.redis != nil {
		e.redis.Close()
	}
	if e.postgres == nil {
		return nil
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), 15*time.Second)
	defer cancel()
	return e.postgres.Stop(bounded)
}
