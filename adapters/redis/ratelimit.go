package redis

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

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
