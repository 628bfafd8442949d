// Package devmail shows captured mail in the browser, for trying the product out
// without a mail server. It is never mounted in production.
package devmail

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/ports"
)

const shown = 200

// Routes mounts /dev/mail and /dev/mail/{id}.
func Routes(site *web.Site, captured ports.MailReader) {
	site.Get("/dev/mail", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		list, err := captured.List(shown)
		if err != nil {
			return err
		}
		return web.Render(w, r, http.StatusOK, listPage(site.Page(w, r, "Captured mail"), list))
	})
	site.Get("/dev/mail/{id}", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		list, err := captured.List(shown)
		if err != nil {
			return err
		}
		for _, message := range list {
			if message.ID == chi.URLParam(r, "id") {
				return web.Render(w, r, http.StatusOK, messagePage(site.Page(w, r, message.Subject), message))
			}
		}
		return fault.ErrNotFound
	})
}
