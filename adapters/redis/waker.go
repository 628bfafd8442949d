package redis

import (
	"context"
	"fmt"
)

// Wake implements ports.Waker.
func (c *Client) Wake(ctx context.Context, topic string) error {
	if err := c.rdb.Publish(ctx, "events:"+topic, "").Err(); err != nil {
		return fmt.Errorf("redis: wake: %w", err)
	}
	return nil
}

// Wait implements ports.Waker.
func (c *Client) Wait(ctx context.Context, topic string) (<-chan struct{}, func(), error) {
	subscription := c.rdb.Subscribe(ctx, "events:"+topic)
	if _, err := subscription.Receive(ctx); err != nil {
		subscription.Close()
		return nil, nil, fmt.Errorf("redis: wait: %w", err)
	}
	wakes := make(chan struct{}, 1)
	messages := subscription.Channel()
	go func() {
		for range messages {
			select {
			case wakes <- struct{}{}:
			default: // one wake is pending, and one is enough
			}
		}
	}()
	return wakes, func() { subscription.Close() }, nil
}
