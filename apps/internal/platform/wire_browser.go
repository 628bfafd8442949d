package platform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/adapters/outbound"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/ports"
)

// wireBrowser gives the browser that fills forms. It is set up when the first form is
// opened: looking for Chromium and fetching the driver must not delay a start, and a
// machine without Chromium serves everything else.
func wireBrowser(p *Parts, role Role) ports.FormBrowser {
	if !role.Works {
		return noBrowser{}
	}
	b := &lateBrowser{parts: p}
	p.onClose(b.Close)
	return b
}

type noBrowser struct{}

func (noBrowser) Open(context.Context, string) (ports.FormSession, error) {
	return nil, autoapply.ErrBrowserUnavailable
}

type lateBrowser struct {
	parts *Parts

	mu    sync.Mutex
	pool  *browser.Pool
	proxy *outbound.Proxy
}

// Open implements ports.FormBrowser. A set-up that failed is tried again at the next form.
func (b *lateBrowser) Open(ctx context.Context, address string) (ports.FormSession, error) {
	pool, err := b.ready(ctx)
	if err != nil {
		b.parts.Log.ErrorContext(ctx, "no browser to fill forms", "cause", err)
		return nil, autoapply.ErrBrowserUnavailable.Wrap(err)
	}
	return pool.Open(ctx, address)
}

func (b *lateBrowser) ready(ctx context.Context) (*browser.Pool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.pool != nil {
		return b.pool, nil
	}
	config := b.parts.Config
	chromium, err := browser.FindChromium(config.ChromiumPath)
	if err != nil {
		return nil, err
	}
	driver, err := browser.EnsureDriver(ctx, config.Cache, func(line string) { b.parts.Log.InfoContext(ctx, "browser", "step", line) })
	if err != nil {
		return nil, err
	}
	var exempt []string
	if !config.Production() {
		exempt = []string{config.LabURL}
	}
	if b.proxy, err = outbound.StartProxy(outbound.Options{Exempt: exempt}); err != nil {
		return nil, fmt.Errorf("guarded proxy: %w", err)
	}
	// A driver started through this variable would keep our own user's rights.
	if err := os.Unsetenv("PLAYWRIGHT_NODEJS_PATH"); err != nil {
		return nil, err
	}
	b.pool = browser.New(browser.Options{
		DriverDir: driver, Node: config.NodePath, Chromium: chromium, Proxy: b.proxy.URL(), AllowedOrigins: exempt,
		Concurrency: config.Browsers, Log: b.parts.Log,
	})
	return b.pool, nil
}

// Close ends the browser and its proxy.
func (b *lateBrowser) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.pool == nil {
		return nil
	}
	return errors.Join(b.pool.Close(), b.proxy.Close())
}
