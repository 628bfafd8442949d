package browser

import (
	"log/slog"
	"time"
)

// Options say where the parts of the browser lie and how it may be used. Zero values
// of the durations and of Concurrency take the defaults named beside them.
type Options struct {
	DriverDir string // holds the folder "package" of playwright-core; see EnsureDriver
	Node      string // Node's binary; "" = the one on the PATH
	Chromium  string // Chromium's binary; see FindChromium
	RunAs     string // user that Node and Chromium run as when this process is root; "" = nobody
	WorkDir   string // where each run gets a folder for its profile and temporary files; "" = the system's

	// Proxy is the guarded proxy (http://host:port) that all traffic leaves through. With
	// "" only AllowedOrigins can be reached at all, so that a forgotten setting opens no
	// way into the private network.
	Proxy          string
	AllowedOrigins []string // origins (http://127.0.0.1:3100) that are reached directly

	Concurrency    int           // forms open at a time; further ones wait. Default 2
	IdleClose      time.Duration // Node and Chromium end this long after the last form was closed. Default 60 s
	PageTimeout    time.Duration // for an address to answer. Default 30 s
	StepTimeout    time.Duration // for one field to take its value. Default 5 s
	SettleTimeout  time.Duration // for a page to stop changing. Default 8 s
	ConfirmTimeout time.Duration // for the page to answer the send button. Default 20 s

	Log *slog.Logger // starts, stops and crashes; never what pages print. nil = silent
}

func (o Options) withDefaults() Options {
	set := func(d *time.Duration, fallback time.Duration) {
		if *d <= 0 {
			*d = fallback
		}
	}
	set(&o.IdleClose, time.Minute)
	set(&o.PageTimeout, 30*time.Second)
	set(&o.StepTimeout, 5*time.Second)
	set(&o.SettleTimeout, 8*time.Second)
	set(&o.ConfirmTimeout, 20*time.Second)
	if o.Concurrency <= 0 {
		o.Concurrency = 2
	}
	if o.RunAs == "" {
		o.RunAs = "nobody"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}
