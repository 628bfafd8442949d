// Package trial starts what `make run` starts, as far as job seekers meet it, on free
// ports and beside whatever else runs: for journeys and pictures. It must not know what
// is done with it.
package trial

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"

	"github.com/applyforus/applyforus/apps/atslab/labdemo"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/seeker/site"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

// Options say what a house stands on.
type Options struct {
	DatabaseURL string // "" starts a PostgreSQL of its own in Data
	Data        string // an empty folder
	Cache       string // where downloads are kept; "" looks into Environment
	Chromium    string // "" looks for one
	// Wrap is put around the seeker site, if it is set.
	Wrap func(http.Handler) http.Handler
	// Environment is asked for the folders of a person, as os.LookupEnv answers.
	Environment func(name string) (string, bool)
	// Say gets one line per slow step.
	Say func(line string)
}

// House is the seeker site with its worker, the form lab and the demo postings.
type House struct {
	URL string // of the seeker site

	stops []func(context.Context) error
}

// Start opens a house. Stop ends it.
func Start(ctx context.Context, o Options) (*House, error) {
	h := &House{}
	if err := h.start(ctx, o); err != nil {
		return nil, errors.Join(err, h.Stop(context.WithoutCancel(ctx)))
	}
	return h, nil
}

// Stop ends what Start began, the last first.
func (h *House) Stop(ctx context.Context) error {
	var problems []error
	for i := len(h.stops) - 1; i >= 0; i-- {
		problems = append(problems, h.stops[i](ctx))
	}
	h.stops = nil
	return errors.Join(problems...)
}

func (h *House) onStop(stop func(context.Context) error) { h.stops = append(h.stops, stop) }

func (h *House) start(ctx context.Context, o Options) error {
	// The lab's address goes into the postings, so it listens first.
	lab, err := labdemo.Start(now())
	if err != nil {
		return err
	}
	h.onStop(func(context.Context) error { lab.Close(); return nil })
	var listening net.ListenConfig
	listener, err := listening.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("a free port: %w", err)
	}
	served := false
	h.onStop(func(context.Context) error {
		if served {
			return nil
		}
		return listener.Close()
	})
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return err
	}
	h.URL = "http://localhost:" + port
	services, err := h.open(ctx, o, lab)
	if err != nil {
		return err
	}
	handler := site.Handler(services)
	if o.Wrap != nil {
		handler = o.Wrap(handler)
	}
	server := httptest.NewUnstartedServer(handler)
	unused := server.Listener
	server.Listener, served = listener, true
	server.Start()
	h.onStop(func(context.Context) error { server.CloseClientConnections(); server.Close(); return nil })
	return unused.Close()
}

func (h *House) open(ctx context.Context, o Options, lab *labdemo.Server) (*platform.Services, error) {
	config, err := settings(o, h.URL, lab.Origin)
	if err != nil {
		return nil, err
	}
	embedded, err := platform.StartEmbedded(ctx, &config, o.Say)
	if err != nil {
		return nil, err
	}
	h.onStop(embedded.Stop)
	services, err := platform.Open(ctx, config, platform.Role{Works: true})
	if err != nil {
		return nil, err
	}
	h.onStop(services.Stop)
	var feeds []jobsvc.DemoBoard
	for _, b := range lab.Boards {
		feeds = append(feeds, jobsvc.DemoBoard{Token: b.Token, Company: b.Company, Feed: b.Feed})
	}
	if _, err := services.Importer.SeedDemo(ctx, feeds); err != nil {
		return nil, err
	}
	return services, services.Start(context.WithoutCancel(ctx))
}
