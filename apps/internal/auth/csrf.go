package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"mime"
	"net/http"

	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

const (
	csrfHeader = "X-CSRF-Token"
	csrfField  = "csrf_token" // see ui.CSRF
	visitLen   = 43           // 32 bytes in base64url
)

var errCSRF = fault.New(fault.Forbidden, "csrf",
	"This request did not come from our own page. Reload the page, then try again.")

func visitCookie(app identity.App) string { return "__Host-afu-visit-" + string(app) }

// CSRFToken is what a form must carry, and a browser's API write in X-CSRF-Token. It is
// derived from a cookie that a foreign page cannot read: the session's, or the one that
// IssueCSRF gives a visitor. It is "" for a visitor who has none yet.
func CSRFToken(ctx context.Context) string {
	known := proofOf(ctx)
	secret := known.token
	if secret == "" && known.visit != "" {
		secret = "visit:" + known.visit
	}
	if secret == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("csrf:" + secret))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// IssueCSRF answers CSRFToken, after giving a visitor the cookie that it needs.
func IssueCSRF(w http.ResponseWriter, r *http.Request, app identity.App) string {
	known := proofOf(r.Context())
	if known.token == "" && known.visit == "" {
		secret := make([]byte, 32)
		rand.Read(secret)
		known.visit = base64.RawURLEncoding.EncodeToString(secret)
		http.SetCookie(w, &http.Cookie{
			Name: visitCookie(app), Value: known.visit, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		})
	}
	return CSRFToken(r.Context())
}

// CheckForm answers nil for a form that one of our own pages sent. The browser says so in
// its fetch metadata or, where it sends none, by the origin; a browser that says neither
// must show the page's token. It reads the body of a plain form, which the caller bounds.
func CheckForm(r *http.Request) error {
	if site := r.Header.Get("Sec-Fetch-Site"); site == "same-origin" || site == "" && r.Header.Get("Origin") != "" && !ForeignOrigin(r) {
		return nil
	}
	token := r.Header.Get(csrfHeader)
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); token == "" && kind == "application/x-www-form-urlencoded" {
		if err := r.ParseForm(); err != nil {
			return fault.ErrMalformed.Wrap(err)
		}
		token = r.PostForm.Get(csrfField)
	}
	if !goodCSRF(r.Context(), token) {
		return errCSRF
	}
	return nil
}

func goodCSRF(ctx context.Context, token string) bool {
	want := CSRFToken(ctx)
	return want != "" && subtle.ConstantTimeCompare([]byte(token), []byte(want)) == 1
}

// ForeignOrigin tells whether a page of another origin sends the request. Another port
// of the same host is another origin: the apps share a host on one machine.
func ForeignOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	scheme := "http://"
	if peer.Of(r.Context()).Encrypted {
		scheme = "https://"
	}
	return origin != scheme+r.Host
}
