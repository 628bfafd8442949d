package redis

import (
	"testing"
	"time"
)

// FastForward lets time pass for an embedded server.
func FastForward(e *Embedded, d time.Duration) { e.server.FastForward(d) }

// Age brings the end of every key nearer, as if time had passed: nothing else can
// move the clock of a real server.
func Age(t *testing.T, c *Client, d time.Duration) {
	t.Helper()
	keys, err := c.rdb.Keys(t.Context(), "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		left, err := c.rdb.PTTL(t.Context(), key).Result()
		if err != nil {
			t.Fatal(err)
		}
		if left > 0 {
			if err := c.rdb.PExpire(t.Context(), key, left-d).Err(); err != nil {
				t.Fatal(err)
			}
		}
	}
}
