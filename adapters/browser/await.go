package browser

import (
	"context"
	"errors"
	"strings"

	"github.com/playwright-community/playwright-go"

	"github.com/applyforus/applyforus/core/autoapply"
)

// await runs a call of playwright-go, which knows no context, and stops waiting for it
// when ctx ends. The call itself ends by its own time limit or when the tab is closed.
func await[T any](ctx context.Context, call func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	var none T
	if err := ctx.Err(); err != nil {
		return none, err
	}
	done := make(chan answer, 1)
	go func() {
		value, err := call()
		done <- answer{value, err}
	}()
	select {
	case a := <-done:
		return a.value, a.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// awaitDone is await for calls that answer nothing but an error.
func awaitDone(ctx context.Context, call func() error) error {
	_, err := await(ctx, func() (struct{}, error) { return struct{}{}, call() })
	return err
}

// unavailable is the fault for a browser that does not serve; ctx's end stays what it is.
func unavailable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return autoapply.ErrBrowserUnavailable.Wrap(err)
}

// died tells errors of a browser that is gone from those of a page that resists.
func died(err error) bool {
	return errors.Is(err, playwright.ErrTargetClosed) || strings.Contains(err.Error(), "crashed") ||
		strings.Contains(err.Error(), "has been closed") || strings.Contains(err.Error(), "Connection closed")
}
