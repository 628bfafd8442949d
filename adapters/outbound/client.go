package outbound

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// ErrTooLarge says that a body is larger than the client reads.
var ErrTooLarge = errors.New("outbound: body too large")

// ErrRedirect says that an answer points to another host, to plain http, or around too many corners.
var ErrRedirect = errors.New("outbound: redirect refused")

// Defaults of Options.
const (
	DefaultTimeout   = 45 * time.Second
	DefaultMaxBody   = 64 << 20
	DefaultUserAgent = "ApplyForUs/1.0 (+https://github.com/applyforus/applyforus)"
)

const maxRedirects = 5

// Options of a Client or Proxy. The zero value is the strictest useful one.
type Options struct {
	// Exempt are the exact origins that may be dialled though they are not public, such as
	// the form lab's "http://127.0.0.1:3100". Leave it empty in production.
	Exempt    []string
	Timeout   time.Duration // of a whole request with its body; 0 = DefaultTimeout
	MaxBody   int64         // bytes; 0 = DefaultMaxBody
	UserAgent string        // "" = DefaultUserAgent

	resolver *net.Resolver // tests answer names themselves
	backoff  time.Duration // first wait of a retry; 0 = half a second
}

// NewClient makes the client: guarded, bounded, retrying only what a second try can mend
// (see retrier). It keeps no cookies and uses no proxy of the environment.
func NewClient(o Options) (*http.Client, error) {
	g, err := newGuard(o.Exempt, o.resolver)
	if err != nil {
		return nil, err
	}
	if o.Timeout == 0 {
		o.Timeout = DefaultTimeout
	}
	if o.MaxBody == 0 {
		o.MaxBody = DefaultMaxBody
	}
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.backoff == 0 {
		o.backoff = 500 * time.Millisecond
	}
	return &http.Client{
		Timeout:       o.Timeout,
		CheckRedirect: sameHost,
		Transport: &retrier{
			next:  &bounded{next: newTransport(g), maxBody: o.MaxBody, userAgent: o.UserAgent},
			first: o.backoff,
		},
	}, nil
}

func newTransport(g *guard) *http.Transport {
	return &http.Transport{
		DialContext:           g.dial,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          50,
		MaxIdleConnsPerHost:   4,
		MaxConnsPerHost:       8,
		IdleConnTimeout:       60 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 30 * time.Second,
	}
}

// sameHost follows redirects within one host and never from https down to http.
func sameHost(next *http.Request, via []*http.Request) error {
	first := via[0].URL
	switch {
	case len(via) >= maxRedirects:
		return fmt.Errorf("%w: more than %d in a row", ErrRedirect, maxRedirects)
	case next.URL.Host != first.Host:
		return fmt.Errorf("%w: from %s to %s", ErrRedirect, first.Host, next.URL.Host)
	case first.Scheme == "https" && next.URL.Scheme != "https":
		return fmt.Errorf("%w: from https to %s", ErrRedirect, next.URL.Scheme)
	}
	return nil
}

// bounded names the client to the server and caps the answer's body, after decompression.
type bounded struct {
	next      http.RoundTripper
	maxBody   int64
	userAgent string
}

func (b *bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Header.Get("User-Agent") == "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", b.userAgent)
	}
	res, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	res.Body = &cappedBody{ReadCloser: res.Body, left: b.maxBody}
	return res, nil
}

// cappedBody fails with ErrTooLarge instead of ending silently at its cap.
type cappedBody struct {
	io.ReadCloser
	left int64
}

func (c *cappedBody) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, ErrTooLarge
	}
	if int64(len(p)) > c.left+1 {
		p = p[:c.left+1] // one byte more than allowed tells a larger body from one that just fits
	}
	n, err := c.ReadCloser.Read(p)
	c.left -= int64(n)
	if c.left < 0 {
		return n - 1, ErrTooLarge
	}
	return n, err
}
