package auth

import (
	"net/http"
	"time"

	"github.com/applyforus/applyforus/core/identity"
)

// markCookie holds what a browser is known again by. It is no credential: it only spares
// its owner the limits and the mails that are for strangers.
const markCookie = "__Host-afu-known"

// CookieName is the session cookie of an app. Ports of one host share a cookie
// jar, so each app's cookie has a name of its own.
func CookieName(app identity.App) string { return "__Host-afu-" + string(app) }

func challengeCookie(app identity.App) string { return CookieName(app) + "-challenge" }

// cookie goes out to this host only; scripts cannot read it and other sites cannot send it
// along. An age of 0 removes it.
func cookie(name, value string, age time.Duration) *http.Cookie {
	c := &http.Cookie{
		Name: name, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		MaxAge: int(age.Seconds()),
	}
	if age == 0 {
		c.MaxAge = -1
	}
	return c
}

// SessionCookie is the cookie that signs a browser in.
func SessionCookie(app identity.App, token string) *http.Cookie {
	return cookie(CookieName(app), token, identity.SessionLifetime(app).Absolute)
}

// SetCookie signs a browser in.
func SetCookie(w http.ResponseWriter, app identity.App, token string) {
	http.SetCookie(w, SessionCookie(app, token))
}

// ClearCookie signs a browser out.
func ClearCookie(w http.ResponseWriter, app identity.App) {
	http.SetCookie(w, cookie(CookieName(app), "", 0))
}

// SignOut takes a browser's session away, with what it has cached and stored. The
// directive "cookies" is left out on purpose: it would end the other apps' sessions of
// the same host too. The one cookie that matters ends by name.
func SignOut(w http.ResponseWriter, app identity.App) {
	ClearCookie(w, app)
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
}

// SetMark makes a browser known again; see identity.Welcome.
func SetMark(w http.ResponseWriter, mark string) {
	http.SetCookie(w, cookie(markCookie, mark, identity.KnownDeviceLife))
}

// Mark is what the browser is known again by; "" if it is not known.
func Mark(r *http.Request) string { return value(r, markCookie) }

// SetChallenge lets a browser go on with a sign-in that waits for a second proof.
func SetChallenge(w http.ResponseWriter, app identity.App, token string) {
	http.SetCookie(w, cookie(challengeCookie(app), token, identity.ChallengeLife))
}

// ClearChallenge ends that.
func ClearChallenge(w http.ResponseWriter, app identity.App) {
	http.SetCookie(w, cookie(challengeCookie(app), "", 0))
}

// Challenge is the token of the sign-in that the browser is in the middle of; "" if there is none.
func Challenge(r *http.Request, app identity.App) string { return value(r, challengeCookie(app)) }

func tripCookie(app identity.App) string { return CookieName(app) + "-provider" }

// SetTrip lets a browser come back from a provider; see identity.ProviderTrip.
func SetTrip(w http.ResponseWriter, app identity.App, binding string) {
	http.SetCookie(w, cookie(tripCookie(app), binding, identity.ProviderTripLife))
}

// ClearTrip ends that.
func ClearTrip(w http.ResponseWriter, app identity.App) {
	http.SetCookie(w, cookie(tripCookie(app), "", 0))
}

// Trip is what binds the browser to its trip to a provider; "" if it is on none.
func Trip(r *http.Request, app identity.App) string { return value(r, tripCookie(app)) }

func value(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}
