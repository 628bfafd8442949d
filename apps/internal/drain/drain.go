// Package drain tells long answers that the server is about to stop, so that they
// end by themselves while ordinary requests still finish.
package drain

import "context"

type key struct{}

// With makes a context whose requests hear of the drain once start is called.
func With(ctx context.Context) (drained context.Context, start func()) {
	signal, cancel := context.WithCancel(context.WithoutCancel(ctx))
	return context.WithValue(ctx, key{}, signal.Done()), cancel
}

// Begun is closed when the drain begins; nil, which never is, outside a server.
func Begun(ctx context.Context) <-chan struct{} {
	begun, _ := ctx.Value(key{}).(<-chan struct{})
	return begun
}
