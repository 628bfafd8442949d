package web

import (
	"crypto/rand"
	"encoding/base64"
	"net"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/core/fault"
)

var (
	errPlainHTTP = fault.New(fault.Forbidden, "https_required",
		"This address is served without encryption. Open it over https, or put a proxy with TLS in front that sets X-Forwarded-Proto and is named in TRUSTED_PROXIES.")
	errForeignOrigin = fault.New(fault.Forbidden, "foreign_origin",
		"This request came from another site and was refused. Open the page here, then try again.")
)

// maxRequest bounds every request's body: the largest upload with room to drain one that
// is too large. Forms and operations have narrower limits of their own.
const maxRequest = 80 << 20

// unused are what no page of ours asks a browser for.
const unused = "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), " +
	"gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), " +
	"usb=(), xr-spatial-tracking=()"

// InertPolicy keeps whatever a file of a person may hold from doing anything in a browser.
const InertPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

// headers sets what every answer carries, whatever comes of the request, and bounds the
// request's body. Nothing is kept in a cache unless its handler says otherwise.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		nonce := newNonce()
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'nonce-"+nonce+"'; style-src 'self' 'nonce-"+nonce+"'; "+
			"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "+
			"base-uri 'none'; frame-ancestors 'none'; object-src 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", unused)
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if peer.Of(r.Context()).Encrypted {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		r = r.WithContext(templ.WithNonce(r.Context(), nonce))
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, maxRequest)
		}
		next.ServeHTTP(w, r)
	})
}

// refuseForeign refuses what no page of ours sends: writes from other sites, except to
// the API from the origins that may, and plain http from beyond this machine.
func refuseForeign(allowed Origins, refuse func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case !peer.Of(r.Context()).Encrypted && !loopback(r.Host):
				refuse(w, r, errPlainHTTP)
			case foreignWrite(r) && !allowed.mayCall(r):
				refuse(w, r, errForeignOrigin)
			default:
				next.ServeHTTP(w, r)
			}
		})
	}
}

func newNonce() string {
	var b [16]byte
	rand.Read(b[:])
	return base64.RawStdEncoding.EncodeToString(b[:])
}

func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	if name == "localhost" {
		return true
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return ip != nil && ip.IsLoopback()
}

// foreignWrite tells a write that a browser sends for another site. Clients that are no
// browsers send neither header and authenticate by token.
func foreignWrite(r *http.Request) bool {
	if !auth.Writes(r.Method) {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return false
	case "":
		return auth.ForeignOrigin(r)
	}
	return true
}
