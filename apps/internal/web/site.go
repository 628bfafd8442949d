// Package web is what the pages of the three apps share: routing, headers, forms,
// flash messages and event streams. It must not know a domain.
package web

import (
	"errors"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/apps/internal/reqlog"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// Access says who may open a page; use-cases decide what they see there.
type Access string

// Kinds of access.
const (
	Public   Access = "public"
	SignedIn Access = "signed_in"
)

// Handler answers a page; an error it returns becomes the error page.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Options of a site.
type Options struct {
	App     identity.App
	Auth    auth.Authenticator
	Logger  *slog.Logger
	Chrome  Chrome
	Proxies peer.Proxies
	Origins Origins                           // other sites that may call the API
	Limit   func(http.Handler) http.Handler   // counts requests, refused ones too; nil for none
	Use     []func(http.Handler) http.Handler // further middleware, after authentication
}

// Site is one app's pages and API on one router.
type Site struct {
	Router chi.Router
	App    identity.App
	Chrome Chrome

	routes []Route
}

// Route is one mounted page, for the table of routes that a test compares.
type Route struct {
	Method, Pattern string
	Access          Access
}

// New makes a site with the middleware that every answer passes through.
func New(opts Options) *Site {
	s := &Site{Router: chi.NewRouter(), App: opts.App, Chrome: opts.Chrome}
	s.Router.Use(opts.Proxies.Middleware, reqlog.Middleware(opts.Logger, s.fail), headers, opts.Origins.middleware, auth.Identify(opts.App, opts.Auth))
	if opts.Limit != nil {
		s.Router.Use(opts.Limit)
	}
	s.Router.Use(refuseForeign(opts.Origins, s.fail), auth.Admit(s.fail), middleware.GetHead)
	s.Router.Use(opts.Use...)
	s.Router.NotFound(func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, fault.ErrNotFound) })
	s.Router.MethodNotAllowed(s.wrongMethod)
	return s
}

// wrongMethod answers 405 with what there is at the address instead.
func (s *Site) wrongMethod(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		asked := method
		if method == http.MethodHead {
			asked = http.MethodGet // see middleware.GetHead
		}
		if s.Router.Match(chi.NewRouteContext(), asked, r.URL.Path) {
			allowed = append(allowed, method)
		}
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	s.fail(w, r, api.ErrMethod)
}

// maxForm bounds the forms of pages. Uploads are bounded by what reads them.
const maxForm = 1 << 20

// Handle mounts a page.
func (s *Site) Handle(method, pattern string, access Access, h Handler) {
	s.routes = append(s.routes, Route{method, pattern, access})
	s.Router.Method(method, pattern, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		signedIn := auth.Actor(r.Context()).SignedIn()
		if access == SignedIn && !signedIn {
			s.toLogin(w, r)
			return
		}
		if access == Public && !signedIn && !auth.Writes(method) {
			w.Header().Set("Cache-Control", "private, no-cache") // nobody's data: going back is instant
		}
		err := s.checkForm(w, r)
		if err == nil {
			err = h(w, r)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	}))
}

// checkForm bounds a form and wants it to come from one of our own pages.
func (s *Site) checkForm(w http.ResponseWriter, r *http.Request) error {
	if !auth.Writes(r.Method) {
		return nil
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	}
	return auth.CheckForm(r)
}

// Get mounts a page that only reads.
func (s *Site) Get(pattern string, access Access, h Handler) {
	s.Handle(http.MethodGet, pattern, access, h)
}

// Post mounts the target of a form.
func (s *Site) Post(pattern string, access Access, h Handler) {
	s.Handle(http.MethodPost, pattern, access, h)
}

// Routes lists the mounted pages.
func (s *Site) Routes() []Route { return s.routes }

// toLogin sends a visitor to the sign-in page and remembers where they wanted to go.
func (s *Site) toLogin(w http.ResponseWriter, r *http.Request) {
	target := "/login"
	if r.Method == http.MethodGet {
		target += "?next=" + url.QueryEscape(r.URL.RequestURI())
	}
	Redirect(w, r, target)
}

// fail answers an error: JSON below /api, a page elsewhere.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		api.WriteError(w, r, err)
		return
	}
	failure := api.FromError(err)
	switch {
	case failure.StatusCode == http.StatusUnauthorized:
		s.toLogin(w, r)
		return
	case errors.Is(err, identity.ErrProofNeeded):
		Redirect(w, r, "/confirm?next="+url.QueryEscape(wayBack(r)))
		return
	case errors.Is(err, identity.ErrFactorRequired):
		Redirect(w, r, "/settings/security")
		return
	}
	if failure.StatusCode >= http.StatusInternalServerError {
		reqlog.Failed(r.Context(), err)
	}
	s.renderError(w, r, failure)
}

// wayBack is the page that a request belongs to: itself, or the one with the form.
func wayBack(r *http.Request) string {
	if r.Method == http.MethodGet {
		return r.URL.RequestURI()
	}
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host {
		return "/"
	}
	return from.RequestURI()
}

// Render writes a page. It is rendered in full before the first byte goes out, so
// that a mistake in a template cannot leave half a page.
func Render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var body strings.Builder
	if err := page.Render(r.Context(), &body); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body.String())) // the client is gone
	return nil
}

// Redirect sends the browser on with GET; htmx requests are told by header.
func Redirect(w http.ResponseWriter, r *http.Request, target string) {
	if r.Header.Get("HX-Request") == "true" {
		w.Header().Set("HX-Redirect", target)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Redirect(w, r, target, http.StatusSeeOther)
}
