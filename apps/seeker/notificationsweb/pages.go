package notificationsweb

import (
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/notifications/notificationsvc"
	"github.com/applyforus/applyforus/core/page"
)

// Routes mounts the inbox.
func Routes(site *web.Site, svc *notificationsvc.Service) {
	h := pages{site, svc}
	site.Get("/notifications", web.SignedIn, h.inbox)
	site.Post("/notifications/read-all", web.SignedIn, h.readAll)
	site.Get("/notifications/{id}", web.SignedIn, h.open)
}

type pages struct {
	site *web.Site
	svc  *notificationsvc.Service
}

func (h pages) inbox(w http.ResponseWriter, r *http.Request) error {
	number, _ := strconv.Atoi(r.URL.Query().Get("page")) // anything else is the first page
	found, err := h.svc.Inbox(r.Context(), auth.Actor(r.Context()), page.Request{Number: number})
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, inboxPage(h.site.Page(w, r, "Notifications"), found, time.Now().UTC()))
}

// open marks a notice as read, which may happen any number of times, and goes to the
// page that it is about.
func (h pages) open(w http.ResponseWriter, r *http.Request) error {
	notice, err := id.Parse[struct{}](chi.URLParam(r, "id"))
	if err != nil {
		return notifications.ErrNotFound
	}
	opened, err := h.svc.Open(r.Context(), auth.Actor(r.Context()), id.Notification(notice))
	if err != nil {
		return err
	}
	web.Redirect(w, r, web.LocalPath(opened.Link, "/notifications"))
	return nil
}

func (h pages) readAll(w http.ResponseWriter, r *http.Request) error {
	if err := h.svc.MarkAllRead(r.Context(), auth.Actor(r.Context())); err != nil {
		return err
	}
	web.SetFlash(w, ui.OK, "All notices are marked as read.")
	web.Redirect(w, r, "/notifications")
	return nil
}
