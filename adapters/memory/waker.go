package memory

import (
	"context"
	"sync"

	"github.com/applyforus/applyforus/ports"
)

// Waker wakes within this process.
type Waker struct {
	mu      sync.Mutex
	waiting map[string]map[chan struct{}]bool
}

var _ ports.Waker = (*Waker)(nil)

// NewWaker makes a waker for which nobody waits.
func NewWaker() *Waker { return &Waker{waiting: map[string]map[chan struct{}]bool{}} }

// Wake implements ports.Waker.
func (w *Waker) Wake(_ context.Context, topic string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for wakes := range w.waiting[topic] {
		select {
		case wakes <- struct{}{}:
		default: // one wake is pending, and one is enough
		}
	}
	return nil
}

// Wait implements ports.Waker.
func (w *Waker) Wait(ctx context.Context, topic string) (<-chan struct{}, func(), error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.waiting[topic] == nil {
		w.waiting[topic] = map[chan struct{}]bool{}
	}
	wakes := make(chan struct{}, 1)
	w.waiting[topic][wakes] = true
	return wakes, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.waiting[topic], wakes)
	}, nil
}
