package account

import (
	"net/http"
	"strings"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
)

// enrolment is what somebody may reach who still has to set up a second factor.
var enrolment = []string{"/settings/security", "/confirm", "/login", "/logout", "/verify-email", "/email/", ui.AssetPrefix, "/api/v1/auth/", "/api/docs", "/api/openapi.json", "/.well-known/"}

// RequireFactor is middleware for an app that needs a second factor: without one, only the
// pages and operations that set one up can be reached. Use-cases refuse all the same.
func RequireFactor(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor := auth.Actor(r.Context())
		err := actor.RequireFactor()
		if !actor.SignedIn() || err == nil || setsUp(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			api.WriteError(w, r, err)
			return
		}
		web.Redirect(w, r, "/settings/security")
	})
}

func setsUp(path string) bool {
	for _, open := range enrolment {
		if path == strings.TrimSuffix(open, "/") || strings.HasPrefix(path, open) && (strings.HasSuffix(open, "/") || path[len(open)] == '/') {
			return true
		}
	}
	return false
}
