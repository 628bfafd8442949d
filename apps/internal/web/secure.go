package web

import (
	"crypto/rand"
	"encoding/base64"
	"net"
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/core/fault"
)

var (
	errPlainHTTP = fault.New(fault.Forbidden, "https_required",
		"This address is served without encryption. Open it over https, or put a proxy with TLS in front that sets X-Forwarded-Proto.")
	errForeignOrigin = fault.New(fault.Forbidden, "foreign_origin",
		"This request came from another site and was refused. Open the page here, then try again.")
)

// secure sets the headers that every answer carries and refuses what no page of
// ours sends: writes from other sites, and plain http from beyond this machine.
func secure(refuse func(http.ResponseWriter, *http.Request, error)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			nonce := newNonce()
			h := w.Header()
			h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'nonce-"+nonce+"'; style-src 'self' 'nonce-"+nonce+"'; "+
				"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "+
				"base-uri 'none'; frame-ancestors 'none'; object-src 'none'")
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("X-Frame-Options", "DENY")
			h.Set("Referrer-Policy", "same-origin")
			h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			encrypted := r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
			if encrypted {
				h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
			}
			r = r.WithContext(templ.WithNonce(r.Context(), nonce))
			if !encrypted && !loopback(r.Host) {
				refuse(w, r, errPlainHTTP)
				return
			}
			if foreignWrite(r) {
				refuse(w, r, errForeignOrigin)
				return
			}
			next.ServeHTTP(w, r)
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

// foreignWrite tells a write that a browser sends for another site. Another port of
// the same host is another site here: the apps share a host on one machine.
// Clients that are no browsers send neither header and authenticate by token.
func foreignWrite(r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return false
	case "":
		origin := r.Header.Get("Origin")
		return origin != "" && origin != "http://"+r.Host && origin != "https://"+r.Host
	}
	return true
}
