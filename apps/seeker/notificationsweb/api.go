// Package notificationsweb is a person's inbox: the API operations and the page. It
// must not know what the notices are about.
package notificationsweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/notifications/notificationsvc"
	"github.com/applyforus/applyforus/core/page"
)

// RegisterAPI mounts the operations below /api/v1/notifications.
func RegisterAPI(a huma.API, svc *notificationsvc.Service) {
	h := operations{svc}
	api.HandleList(a, operation("listNotifications", http.MethodGet, "", "List notices", http.StatusOK, "Newest first."), h.list)
	api.Handle(a, operation("readNotification", http.MethodPatch, "/{id}/read", "Mark a notice as read", http.StatusOK,
		"Doing it again changes nothing."), h.read)
	api.HandleNothing(a, operation("readAllNotifications", http.MethodPost, "/read-all", "Mark all notices as read", http.StatusNoContent, ""), h.readAll)
}

var group = api.Group{Path: "/api/v1/notifications", Tag: "Notifications"}

func operation(operationID, method, path, summary string, status int, description string) huma.Operation {
	op := group.Operation(operationID, method, path, summary, status, description)
	if method == http.MethodPatch {
		op.Errors = append(op.Errors, http.StatusNotFound, http.StatusUnprocessableEntity)
	}
	return op
}

// Notification is one notice to the person.
type Notification struct {
	ID        id.Notification `json:"id" format:"uuid"`
	Category  string          `json:"category" enum:"application_update,job_alert,system"`
	Title     string          `json:"title"`
	Message   string          `json:"message"`
	Link      string          `json:"link" doc:"Path of the page of the seeker site that it is about."`
	ReadAt    *time.Time      `json:"readAt,omitempty" doc:"Missing while it is unread."`
	CreatedAt time.Time       `json:"createdAt"`
}

type listInput struct{ api.PageQuery }

type oneInput struct {
	ID id.Notification `path:"id" format:"uuid"`
}

type operations struct{ svc *notificationsvc.Service }

func (h operations) list(ctx context.Context, in *listInput) (page.Page[Notification], error) {
	found, err := h.svc.Inbox(ctx, auth.Actor(ctx), in.Request())
	return page.Map(found, present), err
}

func (h operations) read(ctx context.Context, in *oneInput) (Notification, error) {
	opened, err := h.svc.Open(ctx, auth.Actor(ctx), in.ID)
	return present(opened), err
}

func (h operations) readAll(ctx context.Context, _ *struct{}) error {
	return h.svc.MarkAllRead(ctx, auth.Actor(ctx))
}

func present(n notifications.Notification) Notification {
	shown := Notification{
		ID: n.ID, Category: string(n.Category), Title: n.Title, Message: n.Message, Link: n.Link, CreatedAt: n.CreatedAt,
	}
	if !n.ReadAt.IsZero() {
		shown.ReadAt = &n.ReadAt
	}
	return shown
}
