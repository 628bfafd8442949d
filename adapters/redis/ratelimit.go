package redis

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// take counts and starts the window in one step, so that a crash between the two
// cannot leave a counter that never ends.
var take = redis.NewScript(`
local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {n, redis.call('PTTL', KEYS[1])}`)

// Take implements ports.RateLimiter.
func (c *Client) Take(ctx context.Context, key string, limit int, window time.Duration) (ports.Rate, error) {
	answer, err := take.Run(ctx, c.rdb, []string{"ratelimit:" + key}, window.Milliseconds()).Int64Slice()
	if err != nil {
		return ports.Rate{}, fmt.Errorf("redis: rate limit: %w", err)
	}
	count, left := int(answer[0]), time.Duration(answer[1])*time.Millisecond
	return ports.Rate{
		Allowed: count <= limit, Limit: limit, Remaining: max(limit-count, 0), Reset: time.Now().Add(left),
	}, nil
}

// try counts and sets the wait in one step, so that attempts which come at once cannot
// slip past it. The wait is that of identity.Pace.Delay.
var try = redis.NewScript(`
local wait = redis.call('PTTL', KEYS[2])
if wait > 0 then return wait end
local n = redis.call('INCR', KEYS[1])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
local over = n - tonumber(ARGV[1])
if over > 0 then
  local delay = math.min(tonumber(ARGV[2]) * 2 ^ math.min(over - 1, 40), tonumber(ARGV[3]))
  redis.call('SET', KEYS[2], 1, 'PX', string.format('%.0f', delay))
end
return 0`)

// Try implements ports.Throttle.
func (c *Client) Try(ctx context.Context, key string, pace identity.Pace) (time.Duration, error) {
	wait, err := try.Run(ctx, c.rdb, tryKeys(key), pace.Free, pace.First.Milliseconds(), pace.Most.Milliseconds(), pace.Forget.Milliseconds()).Int64()
	if err != nil {
		return 0, fmt.Errorf("redis: attempts: %w", err)
	}
	return time.Duration(wait) * time.Millisecond, nil
}

// Forgive implements ports.Throttle.
func (c *Client) Forgive(ctx context.Context, key string) error {
	if err := c.rdb.Del(ctx, tryKeys(key)...).Err(); err != nil {
		return fmt.Errorf("redis: attempts: %w", err)
	}
	return nil
}

// tryKeys are the count and the wait of a key; the braces keep them on one node of a cluster.
func tryKeys(key string) []string {
	return []string{"attempts:{" + key + "}:count", "attempts:{" + key + "}:wait"}
}
