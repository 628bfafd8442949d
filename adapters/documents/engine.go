package documents

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/applyforus/applyforus/core/resumes"
)

// memoryPages bounds the memory of one sandbox: 4096 pages of 64 KiB are 256 MiB.
const memoryPages = 4096

// errEngineLost says that the engine was ended because of another file.
var errEngineLost = errors.New("documents: the engine was ended meanwhile")

// engines keeps at most one PDFium engine alive: started for the first file, ended
// after an idle time, and thrown away when a file hangs in it.
type engines struct {
	cacheDir  string
	idleAfter time.Duration
	parallel  int

	mu      sync.Mutex
	current *engine
	idle    *time.Timer
}

// engine is the compiled PDFium module. Each file gets a fresh instance of it (3 ms),
// so no file sees another one's memory.
type engine struct {
	pool    pdfium.Pool
	cache   wazero.CompilationCache // nil without a folder
	cancel  context.CancelFunc
	users   int // guarded by engines.mu
	stopped atomic.Bool
}

// use opens content in a fresh sandbox and runs job on it. It answers the faults of
// opening, those of job, ErrUnreadable when the time is over or the sandbox failed,
// and ctx's error when the caller gave up.
func (e *engines) use(ctx context.Context, timeout time.Duration, job func(*pdfFile) error, content []byte) error {
	for attempt := 0; ; attempt++ {
		eng, err := e.acquire(ctx)
		if err != nil {
			return err
		}
		err = eng.run(ctx, timeout, job, content)
		e.release(eng) //nolint:contextcheck // closing waits for nothing
		if errors.Is(err, errEngineLost) && attempt < 2 {
			continue
		}
		if err != nil && !ended(err) && !isFault(err) {
			return resumes.ErrUnreadable.Wrap(err)
		}
		return err
	}
}

func (g *engine) run(ctx context.Context, timeout time.Duration, job func(*pdfFile) error, content []byte) error {
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	instance, err := g.pool.GetInstanceWithContext(limited)
	if err != nil {
		return g.explain(ctx, err, false)
	}
	defer instance.Close()
	// The sandbox looks at the engine's context only, so a file that hangs ends the
	// engine as a whole; other files begin again on a new one.
	unwatch := context.AfterFunc(limited, g.stop)
	err = func() error {
		if content == nil {
			return job(nil)
		}
		file, err := openPDF(instance, content)
		if err != nil {
			return err
		}
		return job(file)
	}()
	if timedOut := !unwatch(); err != nil {
		return g.explain(ctx, err, timedOut)
	}
	return nil
}

// explain tells whose fault an error is: the caller's, this file's or another file's.
func (g *engine) explain(ctx context.Context, err error, timedOut bool) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case timedOut:
		return resumes.ErrUnreadable.Wrap(err)
	case g.stopped.Load():
		return errEngineLost
	}
	return err
}

// stop interrupts everything that runs in the engine. It is used once per engine.
func (g *engine) stop() {
	g.stopped.Store(true)
	g.cancel()
}

func (e *engines) acquire(ctx context.Context) (*engine, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if e.idle != nil {
		e.idle.Stop()
		e.idle = nil
	}
	if e.current == nil || e.current.stopped.Load() {
		started, err := e.start()
		if err != nil {
			return nil, fmt.Errorf("starting PDFium: %w", err)
		}
		e.current = started
	}
	e.current.users++
	return e.current, nil
}

func (e *engines) release(eng *engine) {
	e.mu.Lock()
	defer e.mu.Unlock()
	eng.users--
	if eng.users > 0 {
		return
	}
	if eng.stopped.Load() {
		if e.current == eng {
			e.current = nil
		}
		eng.close()
		return
	}
	e.idle = time.AfterFunc(e.idleAfter, e.endIdle)
}

func (e *engines) endIdle() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.current == nil || e.current.users > 0 {
		return
	}
	e.current.close()
	e.current = nil
	// Decoding the module leaves 20 MB of garbage that an idle process would keep for minutes.
	debug.FreeOSMemory()
}

// shut ends the engine, also under running files.
func (e *engines) shut() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.idle != nil {
		e.idle.Stop()
		e.idle = nil
	}
	if e.current == nil {
		return
	}
	e.current.stop()
	if e.current.users == 0 {
		e.current.close()
		e.current = nil
	}
}

func (e *engines) start() (*engine, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(true). // without it a hanging file could not be stopped
		WithMemoryLimitPages(memoryPages)
	var cache wazero.CompilationCache
	if e.cacheDir != "" {
		if err := os.MkdirAll(e.cacheDir, 0o700); err != nil {
			return nil, err
		}
		var err error
		if cache, err = wazero.NewCompilationCacheWithDir(e.cacheDir); err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(cache)
	}
	ctx, cancel := context.WithCancel(context.Background()) //nolint:forbidigo // the sandbox outlives the call that started it
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MaxTotal: e.parallel, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), // no folder of the machine is visible inside
		Stdout:   io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		cancel()
		return nil, err
	}
	return &engine{pool: pool, cache: cache, cancel: cancel}, nil
}

func (g *engine) close() {
	_ = g.pool.Close()
	g.cancel()
	if g.cache != nil {
		_ = g.cache.Close(context.Background()) //nolint:forbidigo // closing waits for nothing
	}
}
