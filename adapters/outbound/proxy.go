package outbound

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Proxy is a forward proxy with the same guard as the client, for browsers: CONNECT for
// https, absolute addresses for http. It listens on the loopback only.
type Proxy struct {
	guard     *guard
	transport *http.Transport
	server    *http.Server
	listener  net.Listener

	mu      sync.Mutex
	tunnels map[net.Conn]struct{}
}

// StartProxy listens on a free port of the loopback and serves until Close.
func StartProxy(o Options) (*Proxy, error) {
	g, err := newGuard(o.Exempt, o.resolver)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // a free port of the loopback is there at once
	if err != nil {
		return nil, err
	}
	p := &Proxy{guard: g, transport: newTransport(g), listener: listener, tunnels: map[net.Conn]struct{}{}}
	p.transport.DisableCompression = true // bodies pass as they are
	p.transport.MaxConnsPerHost = 0
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	go p.server.Serve(listener) //nolint:errcheck // it ends with ErrServerClosed at Close
	return p, nil
}

// URL is the proxy's address, e.g. "http://127.0.0.1:41234".
func (p *Proxy) URL() string { return "http://" + p.listener.Addr().String() }

// Close stops the proxy and cuts its tunnels.
func (p *Proxy) Close() error {
	err := p.server.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	for conn := range p.tunnels {
		conn.Close()
	}
	p.transport.CloseIdleConnections()
	return err
}

// ServeHTTP implements http.Handler.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodConnect:
		p.tunnel(w, r)
	case r.URL.IsAbs() && r.URL.Scheme == "http":
		p.forward(w, r)
	default:
		http.Error(w, "This is a forward proxy; it serves no pages.", http.StatusBadRequest)
	}
}

func (p *Proxy) tunnel(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), dialTimeout)
	defer cancel()
	far, err := p.guard.dial(ctx, "tcp", r.Host)
	if err != nil {
		refuse(w, err)
		return
	}
	defer far.Close()
	near, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, "The connection cannot be tunnelled.", http.StatusInternalServerError)
		return
	}
	defer near.Close()
	p.track(near, far)
	defer p.untrack(near, far)
	if _, err := io.WriteString(near, "HTTP/1.1 200 Connection Established\r\n\r\n"); err != nil {
		return
	}
	done := make(chan struct{}, 2)
	pipe := func(dst net.Conn, src io.Reader) {
		io.Copy(dst, src) //nolint:errcheck // either side may hang up at any time
		if half, ok := dst.(interface{ CloseWrite() error }); ok {
			half.CloseWrite() //nolint:errcheck // the connection may be gone
		}
		done <- struct{}{}
	}
	go pipe(far, buffered)
	go pipe(near, far)
	<-done
	<-done
}

func (p *Proxy) forward(w http.ResponseWriter, r *http.Request) {
	out := r.Clone(r.Context())
	out.RequestURI = ""
	dropHopHeaders(out.Header)
	res, err := p.transport.RoundTrip(out)
	if err != nil {
		refuse(w, err)
		return
	}
	defer res.Body.Close()
	dropHopHeaders(res.Header)
	for name, values := range res.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(res.StatusCode)
	flow := http.NewResponseController(w)
	buffer := make([]byte, 32<<10)
	for {
		n, err := res.Body.Read(buffer)
		if n > 0 {
			if _, err := w.Write(buffer[:n]); err != nil {
				return
			}
			flow.Flush() //nolint:errcheck // streams must not wait; a lost client shows at the next write
		}
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			panic(http.ErrAbortHandler) // half a body must not look like a whole one
		}
	}
}

func (p *Proxy) track(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		p.tunnels[c] = struct{}{}
	}
}

func (p *Proxy) untrack(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		delete(p.tunnels, c)
	}
}

func refuse(w http.ResponseWriter, err error) {
	if errors.Is(err, ErrRefused) {
		http.Error(w, "This address is not public, so it is not fetched.", http.StatusForbidden)
		return
	}
	http.Error(w, "The address does not answer.", http.StatusBadGateway)
}

// dropHopHeaders removes what concerns one connection only (RFC 9110, section 7.6.1).
func dropHopHeaders(h http.Header) {
	for _, list := range h.Values("Connection") {
		for name := range strings.SplitSeq(list, ",") {
			h.Del(strings.TrimSpace(name))
		}
	}
	for _, name := range []string{"Connection", "Proxy-Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Te", "Trailer", "Transfer-Encoding", "Upgrade"} {
		h.Del(name)
	}
}
