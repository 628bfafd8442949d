// Package redis holds what may be lost without harm: limits and wakes. It speaks to
// any Redis 7, and to the in-process one of the standalone app. Keys have the
// names of the architecture document.
package redis

import (
	"context"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// Client is one Redis.
type Client struct{ rdb *redis.Client }

// Open connects to the server at url (redis://…) and waits for its first answer.
func Open(ctx context.Context, url string) (*Client, error) {
	options, err := redis.ParseURL(url)
	if err != nil {
		return nil, fmt.Errorf("redis: REDIS_URL is not a Redis address")
	}
	rdb := redis.NewClient(options)
	if err := rdb.Ping(ctx).Err(); err != nil {
		rdb.Close()
		return nil, fmt.Errorf("redis: no answer: %w", err)
	}
	return &Client{rdb: rdb}, nil
}

// Close closes all connections.
func (c *Client) Close() error { return c.rdb.Close() }
