package drain_test

import (
	"context"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/drain"
)

func begun(ctx context.Context) bool {
	select {
	case <-drain.Begun(ctx):
		return true
	default:
		return false
	}
}

func TestDrain(t *testing.T) {
	t.Parallel()
	parent, cancel := context.WithCancel(t.Context())
	ctx, start := drain.With(parent)
	request, end := context.WithCancel(ctx)
	defer end()
	if begun(request) {
		t.Fatal("the drain began by itself")
	}
	cancel()
	if begun(request) {
		t.Error("the end of the parent began the drain")
	}
	start()
	if !begun(request) {
		t.Error("the drain was not heard of")
	}
	start() // twice is harmless
	if begun(t.Context()) {
		t.Error("a drain outside of a server")
	}
}
