package applicationsweb

import (
	"context"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/id"
)

type evidenceInput struct {
	Path

	EvidenceID id.Evidence `path:"evidenceId" format:"uuid"`
}

type evidenceOutput struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Policy             string `header:"Content-Security-Policy"`
	Body               []byte
}

func registerEvidence(a huma.API, h operations) {
	op := operation("getApplicationEvidence", http.MethodGet, "/{id}/evidence/{evidenceId}", "Read a piece of evidence", http.StatusOK,
		"The exact bytes that were kept, in their own media type.")
	op.Responses = map[string]*huma.Response{"200": {
		Description: "The bytes.",
		Content: map[string]*huma.MediaType{
			"*/*": {},
		},
	}}
	huma.Register(a, op, func(ctx context.Context, in *evidenceInput) (*evidenceOutput, error) {
		found, content, err := h.Applications.Evidence(ctx, auth.Actor(ctx), in.ID, in.EvidenceID)
		if err != nil {
			return nil, api.Failed(ctx, err)
		}
		return &evidenceOutput{
			ContentType: found.MediaType, ContentDisposition: disposition("attachment", found), Policy: web.InertPolicy, Body: content,
		}, nil
	})
}

// disposition names the file in whatever alphabet its name has.
func disposition(kind string, e applications.Evidence) string {
	return mime.FormatMediaType(kind, map[string]string{"filename": e.Name})
}

func registerEvents(a huma.API, h operations) {
	op := operation("watchApplication", http.MethodGet, "/{id}/events", "Watch an application being sent", http.StatusOK,
		"Server-sent events. Each `event: step` has data {\"step\", \"state\", \"text\"}: step is one of queued, opening, filling, "+
			"verifying, submitting, end; state is todo, now, done, failed or waiting; a missing text keeps the last one. After "+
			"`event: end` nothing follows: read the application to see how it ended. A stream resumes after the event named by "+
			"Last-Event-ID, or by the parameter last_id. With `Accept: application/json` alone the answer is {\"steps\": […], "+
			"\"end\": {…} or null}, as far as it is known by now.")
	op.Responses = map[string]*huma.Response{"200": {
		Description: "The stream.",
		Content:     map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}},
	}}
	type input struct {
		Path

		LastEventID string `header:"Last-Event-ID" doc:"Only later events are sent."`
		LastID      string `query:"last_id" doc:"The same, for clients that cannot set the header."`
	}
	huma.Register(a, op, func(ctx context.Context, in *input) (*huma.StreamResponse, error) {
		feed, err := h.feed(ctx, auth.Actor(ctx), in.ID)
		if err != nil {
			return nil, api.Failed(ctx, err)
		}
		return &huma.StreamResponse{Body: func(hc huma.Context) {
			r, w := humachi.Unwrap(hc)
			if err := h.Streams.Serve(w, r, feed); err != nil {
				api.WriteError(w, r, err)
			}
		}}, nil
	})
}
