package browser

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"time"

	"github.com/playwright-community/playwright-go"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/ports"
)

// Pool is one lazily started Chromium whose tabs fill forms. An idle pool holds no
// process at all. It implements ports.FormBrowser and may be used from many goroutines.
type Pool struct {
	o     Options
	slots chan struct{}

	mu        sync.Mutex
	running   *engine   // nil when stopped
	starting  *starting // nil unless a start is under way
	idle      *time.Timer
	closed    bool
	noSandbox bool // learned: this machine refuses Chromium's own sandbox
}

// starting is a start that several forms may wait for. err may be read once done is closed.
type starting struct {
	done chan struct{}
	err  error
}

var _ ports.FormBrowser = (*Pool)(nil)

// New makes a pool; nothing is started before the first Open.
func New(o Options) *Pool {
	o = o.withDefaults()
	return &Pool{o: o, slots: make(chan struct{}, o.Concurrency)}
}

// Open implements ports.FormBrowser.
func (p *Pool) Open(ctx context.Context, address string) (ports.FormSession, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, autoapply.ErrPageUnreachable.Wrap(errors.New("not a web address"))
	}
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s, err := p.open(ctx, address)
	if err != nil {
		<-p.slots
		return nil, err
	}
	return s, nil
}

func (p *Pool) open(ctx context.Context, address string) (*session, error) {
	for attempt := 0; ; attempt++ {
		e, err := p.acquire(ctx)
		if err != nil {
			return nil, err
		}
		tab, err := await(ctx, func() (playwright.BrowserContext, error) {
			return e.browser.NewContext(playwright.BrowserNewContextOptions{
				AcceptDownloads: playwright.Bool(false),
				Locale:          playwright.String("en-US"),
				Viewport:        &playwright.Size{Width: 1280, Height: 900},
				ServiceWorkers:  playwright.ServiceWorkerPolicyBlock,
				// Chromium sends a POST again by itself when a connection that it has used
				// before breaks without an answer, which would be a second application. A
				// connection of its own for each request takes that reason away on HTTP/1.
				ExtraHttpHeaders: map[string]string{"Connection": "close"},
			})
		})
		if err != nil {
			if ctx.Err() == nil {
				p.retire(e)
			}
			p.release(e)
			// The browser may have died since the last form: begin afresh, once.
			if ctx.Err() == nil && attempt == 0 {
				continue
			}
			return nil, unavailable(ctx, err)
		}
		s := &session{pool: p, engine: e, tab: tab}
		if err := s.navigate(ctx, address); err != nil {
			_ = s.end()
			return nil, err
		}
		return s, nil
	}
}

// acquire gives the running engine, started if need be, and counts a session on it.
func (p *Pool) acquire(ctx context.Context) (*engine, error) {
	for {
		e, start := p.take()
		if e != nil {
			return e, nil
		}
		select {
		case <-start.done:
			if start.err != nil {
				return nil, unavailable(ctx, start.err)
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// take gives the running engine, or the start to wait for.
func (p *Pool) take() (*engine, *starting) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		refused := &starting{done: make(chan struct{}), err: errors.New("the pool is closed")}
		close(refused.done)
		return nil, refused
	}
	if p.idle != nil {
		p.idle.Stop()
		p.idle = nil
	}
	if p.running != nil && !p.running.browser.IsConnected() {
		p.retireLocked(p.running)
	}
	if p.running != nil {
		p.running.sessions++
		return p.running, nil
	}
	if p.starting == nil {
		p.starting = &starting{done: make(chan struct{})}
		go p.begin(p.starting)
	}
	return nil, p.starting
}

// begin starts an engine. It is not bound to the context of who asked for it, because
// who gives up waiting must not leave half a start behind; one that nobody wants any
// more goes idle.
func (p *Pool) begin(s *starting) {
	e, err := p.start()
	p.mu.Lock()
	defer p.mu.Unlock()
	defer close(s.done)
	p.starting, s.err = nil, err
	switch {
	case err != nil:
	case p.closed:
		go e.stop(p.o.Log)
	default:
		p.running = e
		p.armIdle(e)
	}
}

// armIdle starts the clock that ends the processes of an unused engine.
func (p *Pool) armIdle(e *engine) {
	p.idle = time.AfterFunc(p.o.IdleClose, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.running == e && e.sessions == 0 {
			p.retireLocked(e)
		}
	})
}

// release gives a session back.
func (p *Pool) release(e *engine) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e.sessions--
	switch {
	case e.sessions > 0:
	case e.retired:
		go e.stop(p.o.Log)
	default:
		p.armIdle(e)
	}
}

// retire takes an engine out of use, for instance because it crashed.
func (p *Pool) retire(e *engine) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.retireLocked(e)
}

func (p *Pool) retireLocked(e *engine) {
	if e.retired {
		return
	}
	e.retired = true
	if p.running == e {
		p.running = nil
	}
	if e.sessions == 0 {
		go e.stop(p.o.Log)
	}
}

// Close ends the processes and waits for that, at most ten seconds. Sessions that are
// open fail at their next step.
func (p *Pool) Close() error {
	p.mu.Lock()
	p.closed = true
	if p.idle != nil {
		p.idle.Stop()
	}
	e := p.running
	p.running = nil
	if e != nil {
		e.retired = true
	}
	p.mu.Unlock()
	if e == nil {
		return nil
	}
	stopped := make(chan struct{})
	go func() {
		e.stop(p.o.Log)
		close(stopped)
	}()
	select {
	case <-stopped:
		return nil
	case <-time.After(10 * time.Second):
		return errors.New("the browser did not stop in time")
	}
}
