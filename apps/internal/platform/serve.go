package platform

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/applyforus/applyforus/apps/internal/drain"
)

// Limits of every listener. Writing has no limit of its own: event streams stay
// open, and handlers are bounded by what they wait for.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 60 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeader         = 64 << 10
	drainTimeout      = 10 * time.Second
)

// Site is one listener and what it serves.
type Site struct {
	Name    string
	Addr    string
	Handler http.Handler
}

// Listen opens a site's address. The error names the address and the remedy.
func Listen(ctx context.Context, site Site) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", site.Addr)
	if err != nil {
		return nil, fmt.Errorf("%s cannot listen on %s: %w. Stop the other program there, or set %s_ADDR", site.Name, site.Addr, err, site.Name)
	}
	return listener, nil
}

// Serve answers on the listener until ctx ends, then lets open requests finish.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	requests, startDrain := drain.With(context.WithoutCancel(ctx))
	defer startDrain()
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		BaseContext: func(net.Listener) context.Context { return requests },
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	startDrain()
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := server.Shutdown(bounded); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}
