// Package apikeys is making, rotating and revoking the keys that programs act with: the
// API operations and the page, shared by the sites that have them. It must not know a
// rule of keys: it decodes, calls one use-case, presents.
package apikeys

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Path of the page.
const Path = "/settings/api-keys"

// Nav is the page's entry among the settings.
var Nav = ui.NavItem{Label: "API keys", Href: Path, Icon: "key-round"}

func keyOf(r *http.Request) (id.APIKey, error) {
	parsed, err := id.Parse[struct{}](chi.URLParam(r, "id"))
	if err != nil {
		return id.APIKey{}, fault.ErrNotFound
	}
	return id.APIKey(parsed), nil
}

// state says in a word how a key stands.
func state(k identity.APIKey, now time.Time) ui.Badge {
	switch {
	case !k.RevokedAt.IsZero():
		return ui.Badge{Text: "Revoked"}
	case !k.Live(now):
		return ui.Badge{Text: "Expired"}
	case !k.ReplacedBy.IsZero():
		return ui.Badge{Kind: ui.Warn, Text: "Replaced, still counts"}
	}
	return ui.Badge{Kind: ui.OK, Text: "Counts"}
}
