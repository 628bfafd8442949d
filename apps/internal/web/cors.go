package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Origins are other sites whose pages may call the API with a token of their own. They
// never get at a cookie: nothing is allowed with credentials.
type Origins []string

// ParseOrigins reads a list of origins, separated by commas or spaces: https addresses,
// plain http on the loopback, and browser extensions.
func ParseOrigins(list string) (Origins, error) {
	var allowed Origins
	for _, item := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		u, err := url.Parse(item)
		if err != nil || u.Host == "" || item != u.Scheme+"://"+u.Host || strings.ContainsAny(u.Host, "*@") || item != strings.ToLower(item) {
			return nil, fmt.Errorf("%q is no origin such as https://partner.example.org", item)
		}
		switch {
		case u.Scheme == "https", u.Scheme == "chrome-extension", u.Scheme == "moz-extension", u.Scheme == "http" && loopback(u.Host):
			allowed = append(allowed, item)
		default:
			return nil, fmt.Errorf("%q would send tokens without encryption; use https", item)
		}
	}
	return allowed, nil
}

// What another origin's page may send and read.
const (
	corsMethods = "GET, POST, PUT, PATCH, DELETE"
	corsHeaders = "Authorization, Content-Type, Idempotency-Key, X-Request-ID"
	corsExposed = "Idempotent-Replayed, Retry-After, X-Process-Time, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-ID"
	corsMaxAge  = "600" // seconds for which a browser need not ask again
)

// middleware tells browsers what the allowed origins may do, and answers their question
// before a write.
func (o Origins) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/api/") {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Add("Vary", "Origin")
		if !o.mayCall(r) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
		w.Header().Set("Access-Control-Expose-Headers", corsExposed)
		if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
			w.Header().Set("Access-Control-Allow-Methods", corsMethods)
			w.Header().Set("Access-Control-Allow-Headers", corsHeaders)
			w.Header().Set("Access-Control-Max-Age", corsMaxAge)
			w.Header().Add("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers")
			w.WriteHeader(http.StatusNoContent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// mayCall tells whether an allowed origin's page calls the API.
func (o Origins) mayCall(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") && slices.Contains(o, r.Header.Get("Origin"))
}
