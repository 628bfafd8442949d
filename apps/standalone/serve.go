package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	adminsite "github.com/applyforus/applyforus/apps/admin/site"
	"github.com/applyforus/applyforus/apps/atslab/lab"
	employersite "github.com/applyforus/applyforus/apps/employer/site"
	"github.com/applyforus/applyforus/apps/internal/demo"
	"github.com/applyforus/applyforus/apps/internal/platform"
	seekersite "github.com/applyforus/applyforus/apps/seeker/site"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

// stopTimeout bounds how long running tasks may take to end after Ctrl-C.
const stopTimeout = 15 * time.Second

// serve runs everything until ctx ends.
func serve(ctx context.Context, config platform.Config, out io.Writer) (err error) {
	began := time.Now()
	say := func(line string) { fmt.Fprintln(out, line) }
	embedded, err := platform.StartEmbedded(ctx, &config, say)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, embedded.Stop(ctx)) }()
	s, err := platform.Open(ctx, config, platform.Role{Works: true})
	if err != nil {
		return err
	}
	defer func() {
		bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		err = errors.Join(err, s.Stop(bounded))
	}()
	sites, err := sitesOf(s)
	if err != nil {
		return err
	}
	listeners, err := listen(ctx, sites)
	if err != nil {
		return err
	}
	forget, err := platform.Announce(config)
	if err != nil {
		return err
	}
	defer forget()
	if err := s.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	for _, site := range sites {
		say(fmt.Sprintf("  %-9s %s", site.Name, site.URL))
	}
	if !config.Production() {
		say(fmt.Sprintf("  %-9s %s/dev/mail", "Mail", config.SeekerURL))
	}
	say(fmt.Sprintf("ready after %d ms; data in %s; Ctrl-C stops everything", time.Since(began).Milliseconds(), config.Data))

	group, ctx := errgroup.WithContext(ctx)
	for i, site := range sites {
		group.Go(func() error { return platform.Serve(ctx, listeners[i], site.Handler) })
	}
	group.Go(func() error { fill(ctx, s); return nil })
	err = group.Wait()
	say("stopping")
	return err
}

// site is one listener with its address for people.
type site struct {
	platform.Site

	URL string
}

func sitesOf(s *platform.Services) ([]site, error) {
	config := s.Config
	sites := []site{
		{platform.Site{Name: "SEEKER", Addr: config.SeekerAddr, Handler: seekersite.Handler(s)}, config.SeekerURL},
		{platform.Site{Name: "ADMIN", Addr: config.AdminAddr, Handler: adminsite.Handler(s)}, config.AdminURL},
		{platform.Site{Name: "EMPLOYER", Addr: config.EmployerAddr, Handler: employersite.Handler(s)}, config.EmployerURL},
	}
	if config.Production() {
		return sites, nil
	}
	var boards [][]byte
	for _, board := range demo.Boards(config.LabURL, s.Now()) {
		boards = append(boards, board.JSON)
	}
	forms, err := lab.New(lab.Options{Boards: boards})
	if err != nil {
		return nil, err
	}
	return append(sites, site{platform.Site{Name: "LAB", Addr: config.LabAddr, Handler: forms}, config.LabURL}), nil
}

func listen(ctx context.Context, sites []site) ([]net.Listener, error) {
	var listeners []net.Listener
	for _, site := range sites {
		listener, err := platform.Listen(ctx, site.Site)
		if err != nil {
			for _, open := range listeners {
				open.Close() // the first error counts
			}
			return nil, err
		}
		listeners = append(listeners, listener)
	}
	return listeners, nil
}

// fill gives a fresh start something to show: the demo postings, and the starter
// boards to follow. It runs after the sites are open, so that they open at once.
func fill(ctx context.Context, s *platform.Services) {
	if s.Config.DemoJobs && !s.Config.Production() {
		if err := seedDemo(ctx, s); err != nil && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "demo postings", "cause", err)
		}
	}
	if s.Config.LiveFeeds {
		if _, err := s.Importer.FollowStarterBoards(ctx); err != nil && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "starter boards", "cause", err)
		}
	}
	if err := s.Documents.Warm(ctx); err != nil && ctx.Err() == nil {
		s.Log.ErrorContext(ctx, "the PDF reader cannot start", "cause", err)
	}
	// Compiling the PDF reader for the first time takes ten times the memory that the
	// rest needs. It is given back now, not minutes later.
	debug.FreeOSMemory()
}

func seedDemo(ctx context.Context, s *platform.Services) error {
	var boards []jobsvc.DemoBoard
	for _, b := range demo.Boards(s.Config.LabURL, s.Now()) {
		boards = append(boards, jobsvc.DemoBoard{Token: b.Token, Company: b.Name, Feed: b.JSON})
	}
	_, err := s.Importer.SeedDemo(ctx, boards)
	return err
}
