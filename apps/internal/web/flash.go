package web

import (
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/applyforus/applyforus/apps/internal/ui"
)

const flashCookie = "__Host-afu-flash"

// SetFlash leaves one message for the next page that this browser opens.
func SetFlash(w http.ResponseWriter, kind ui.Kind, text string) {
	http.SetCookie(w, &http.Cookie{
		Name: flashCookie, Value: base64.RawURLEncoding.EncodeToString([]byte(string(kind) + "\n" + text)),
		Path: "/", MaxAge: 60, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// TakeFlash gives the message that was left, and removes it. ok is false without one.
func TakeFlash(w http.ResponseWriter, r *http.Request) (kind ui.Kind, text string, ok bool) {
	cookie, err := r.Cookie(flashCookie)
	if err != nil {
		return "", "", false
	}
	http.SetCookie(w, &http.Cookie{
		Name: flashCookie, Path: "/", MaxAge: -1, Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	raw, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil {
		return "", "", false
	}
	label, text, ok := strings.Cut(string(raw), "\n")
	return ui.Kind(label), text, ok
}
