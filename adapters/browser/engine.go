package browser

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/playwright-community/playwright-go"
)

// unreachable is an address that refuses connections at once (the discard port, where
// nothing listens): the proxy of those who were given none.
const unreachable = "http://127.0.0.1:9"

// engine is one running driver and Chromium. Its counters are guarded by the pool's lock.
type engine struct {
	layout   layout
	driver   *playwright.Playwright
	browser  playwright.Browser
	sessions int
	retired  bool // takes no new sessions; stops when the last one is closed
	stopped  sync.Once
}

func (e *engine) stop(log *slog.Logger) {
	e.stopped.Do(func() {
		_ = e.browser.Close()
		_ = e.driver.Stop()
		e.layout.remove()
		log.Info("browser stopped")
	})
}

// start runs the driver and Chromium.
func (p *Pool) start() (*engine, error) {
	if p.o.Chromium == "" || p.o.DriverDir == "" {
		return nil, errors.New("no Chromium or no playwright driver is set up")
	}
	began := time.Now()
	l, err := newLayout(p.o)
	if err != nil {
		return nil, err
	}
	driver, err := playwright.Run(&playwright.RunOptions{DriverDirectory: l.dir, SkipInstallBrowsers: true, Stdout: io.Discard, Stderr: io.Discard, Logger: p.o.Log})
	if err != nil {
		l.remove()
		return nil, fmt.Errorf("start the playwright driver: %w", err)
	}
	browser, err := p.launch(driver)
	if err != nil {
		_ = driver.Stop()
		l.remove()
		return nil, fmt.Errorf("start %s: %w", p.o.Chromium, err)
	}
	e := &engine{layout: l, driver: driver, browser: browser}
	browser.OnDisconnected(func(playwright.Browser) { go p.retire(e) })
	p.o.Log.Info("browser started", "version", browser.Version(), "after", time.Since(began).Round(time.Millisecond))
	return e, nil
}

// launch starts Chromium within its own sandbox, or without where the kernel does not
// allow one (as in most containers).
func (p *Pool) launch(driver *playwright.Playwright) (playwright.Browser, error) {
	proxy := &playwright.Proxy{Server: orElse(p.o.Proxy, unreachable)}
	// Chromium exempts the loopback by itself; that rule is taken back first, because the
	// last one that fits an address decides.
	direct := []string{"<-loopback>"}
	for _, origin := range p.o.AllowedOrigins {
		if u, err := url.Parse(origin); err == nil && u.Host != "" {
			direct = append(direct, u.Host)
		}
	}
	proxy.Bypass = playwright.String(strings.Join(direct, ","))
	options := playwright.BrowserTypeLaunchOptions{
		ExecutablePath: playwright.String(p.o.Chromium),
		Headless:       playwright.Bool(true),
		Proxy:          proxy,
		Args: []string{
			"--disable-gpu", "--disable-dev-shm-usage", "--no-pings", "--disable-background-networking",
			"--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
		},
		ChromiumSandbox: playwright.Bool(!p.noSandbox),
		HandleSIGINT:    playwright.Bool(false),
		HandleSIGTERM:   playwright.Bool(false),
		HandleSIGHUP:    playwright.Bool(false),
		Timeout:         playwright.Float(30_000),
	}
	browser, err := driver.Chromium.Launch(options)
	if err != nil && !p.noSandbox && strings.Contains(strings.ToLower(err.Error()), "sandbox") {
		p.noSandbox = true
		p.o.Log.Warn("this machine does not allow Chromium's own sandbox; it runs without, as an unprivileged user")
		options.ChromiumSandbox = playwright.Bool(false)
		browser, err = driver.Chromium.Launch(options)
	}
	return browser, err
}
