package redis

import (
	"fmt"
	"time"

	"github.com/alicebob/miniredis/v2"
)

// Embedded is a Redis inside this process, for the standalone app and tests. It
// keeps nothing: what must last is in PostgreSQL.
type Embedded struct {
	server *miniredis.Miniredis
	stop   chan struct{}
}

// StartEmbedded starts one on a free port of the loopback.
func StartEmbedded() (*Embedded, error) {
	server := miniredis.NewMiniRedis()
	if err := server.Start(); err != nil {
		return nil, fmt.Errorf("redis: embedded: %w", err)
	}
	e := &Embedded{server: server, stop: make(chan struct{})}
	go e.tick()
	return e, nil
}

// tick advances the server's clock, which stands still by itself: without it no key would ever expire.
func (e *Embedded) tick() {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			e.server.FastForward(time.Second)
		case <-e.stop:
			return
		}
	}
}

// URL is the address for Open.
func (e *Embedded) URL() string { return "redis://" + e.server.Addr() }

// Close stops the server.
func (e *Embedded) Close() {
	close(e.stop)
	e.server.Close()
}
