package platform

import (
	"net/http"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
)

// SiteOptions are what the three sites have in common: who signs in, what is logged and
// the floor of security. Each adds its chrome.
func (s *Services) SiteOptions(app identity.App) web.Options {
	proxies, _ := peer.ParseProxies(s.Config.TrustedProxies) // LoadConfig has read it
	options := web.Options{
		App: app, Auth: door{s.Identity, s.APIKeys}, Logger: s.Log, Proxies: proxies, Limit: api.RateLimit(s.Redis),
		Use: []func(http.Handler) http.Handler{api.Idempotency(s.Idempotency, s.Now)},
	}
	if app != identity.AppAdmin { // nobody else's page has business there
		options.Origins, _ = web.ParseOrigins(s.Config.CORSOrigins) // LoadConfig has read it
	}
	return options
}
